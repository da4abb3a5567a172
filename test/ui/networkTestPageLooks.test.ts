// How the page of network tests looks and what it withstands: hostile names, every theme, a narrow page,
// a hundred containers, being hidden and shown again.
import { strict as assert } from "node:assert";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { asRecord } from "../../src/model/json.ts";
import {
  type NetworkTestPage,
  openNetworkTestPage,
  pageThemes,
  type PageTheme,
} from "../fixtures/networkTestPage.ts";
import {
  failed,
  namesOf,
  reachable,
  reachableCells,
  shownDetail,
  shownRun,
  withCells,
} from "../fixtures/networkTestRuns.ts";
import { launchChromium } from "../setup/chromium.ts";
import { ensureWorkbench } from "../setup/workbench.ts";
import { eventually } from "./eventually.ts";

let browser: Browser;
before(async () => {
  browser = await launchChromium((await ensureWorkbench()).chromium);
  await mkdir(outFolder, { recursive: true });
});
after(() => browser.close());

const outFolder = path.join(import.meta.dirname, "../../out/ui");

const photograph = ({ page }: NetworkTestPage, name: string): Promise<unknown> =>
  page.screenshot({ path: path.join(outFolder, `networkTestPage-${name}.png`) });

const mixed = shownRun(["web", "api", "db", "cache"], {
  cells: withCells(
    reachableCells(4),
    failed(0, 2, "blocked"),
    failed(3, 1, "unresolved"),
    failed(1, 0, "unknown"),
    { ...reachable(2, 0, 12), loss: 0.25 },
  ),
});

const allThemes: readonly PageTheme[] = ["dark", "light", "highContrastDark", "highContrastLight"];

test("names are text, however they are made", async () => {
  const hostile = [
    '<img src=x onerror="window.isHit=1">',
    "</div><script>window.isHit=1</script>",
    "خدمة-قاعدة-البيانات",
    "x".repeat(300),
    "\u202Egnp.exe",
    "{0} {1}",
  ];
  await using opened = await openNetworkTestPage(browser);
  const { page } = opened;
  const [title = ""] = hostile;
  const cells = withCells(reachableCells(6), failed(0, 1, "blocked"));
  await opened.send({ type: "run", run: shownRun(hostile, { title, cells, note: title }) });
  for (const name of hostile) {
    assert.equal(await page.getByRole("rowheader", { name, exact: true }).count(), 1, name);
  }
  await page.getByRole("gridcell").nth(1).click();
  const facts = [title];
  const detail = shownDetail({ heading: title, facts, cause: title, fix: title, output: title });
  await opened.send({ type: "detail", runId: 1, detail });
  assert.equal(await page.locator("img, main script").count(), 0);
  assert.equal(await page.evaluate("window.isHit"), undefined);
  const width = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  assert.equal(width, 0);
  assert.deepEqual(opened.complaints, []);
  await photograph(opened, "hostile");
});

for (const theme of allThemes) {
  test(`symbols and words stand out in ${theme}`, async () => {
    await using opened = await openNetworkTestPage(browser, { theme });
    await opened.send({ type: "run", run: mixed });
    await opened.page.getByRole("gridcell", { name: /^web to db/ }).click();
    await opened.send({ type: "detail", runId: 1, detail: shownDetail({ column: 2 }) });
    const symbols = new Set<string>();
    for (const state of ["reachable", "blocked", "unresolved", "unknown"]) {
      const cell = `.cell[data-state="${state}"]:not([data-lossy])`;
      symbols.add(await opened.style(cell, "content", "::before"));
      assert.ok((await contrast(opened, cell, "::before")) >= 3, `the symbol of ${state}`);
      assert.ok((await contrast(opened, cell, "::after")) >= 4.5, `the words of ${state}`);
    }
    symbols.add(await opened.style(".cell[data-lossy]", "content", "::before"));
    assert.equal(symbols.size, 5);
    for (const text of ["h1", ".started", ".note", ".rowheader", ".cause", ".sure", "code", "h3"]) {
      assert.ok((await contrast(opened, text, "")) >= 4.5, text);
    }
    assert.match(pageThemes[theme], /^vscode-/);
    assert.deepEqual(opened.complaints, []);
    await photograph(opened, theme);
  });
}

test("what has the focus shows it, and is large enough to be hit", async () => {
  await using opened = await openNetworkTestPage(browser);
  const { page } = opened;
  await opened.send({ type: "run", run: shownRun(namesOf(40)) });
  await page.getByRole("searchbox", { name: "Filter targets" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await opened.style(".cell:focus", "outline-style"), "solid");
  const controls = await page.locator("button:visible, input:visible, select:visible").all();
  for (const target of [...controls, page.getByRole("gridcell").first()]) {
    const box = await target.boundingBox();
    assert.ok(box !== null && box.width >= 24 && box.height >= 24, JSON.stringify(box));
  }
});

test("moves nothing where motion is unwanted, by VS Code's setting or the system's", async () => {
  const running = { ...mixed, state: "running" } as const;
  const transition = async (options: object): Promise<string> => {
    await using opened = await openNetworkTestPage(browser, options);
    await opened.send({ type: "run", run: running });
    return await opened.style(".filled", "transition-property");
  };
  assert.equal(await transition({ reducedMotion: "no-preference" }), "transform");
  assert.equal(await transition({ reducedMotion: "reduce" }), "none");
  const bodyClasses = "vscode-reduce-motion";
  assert.equal(await transition({ reducedMotion: "no-preference", bodyClasses }), "none");
});

test("a list for one source, also on a narrow page", async () => {
  const columns = [
    { name: "db", detail: "name on shop_backend" },
    { name: "a-very-long-service-name-that-does-not-fit", detail: "gateway of shop_backend" },
  ];
  const shown = shownRun([], {
    ...{ layout: "list", title: "web", rows: [{ name: "web", detail: "" }], columns },
    cells: [reachable(0, 0, 0.2), failed(0, 1, "unresolved")],
  });
  await using opened = await openNetworkTestPage(browser, {
    viewport: { width: 400, height: 600 },
  });
  const { page } = opened;
  await opened.send({ type: "run", run: shown });
  const list = page.getByRole("listbox", { name: "What web reaches" });
  await list.getByRole("option", { name: "web to db: reachable, 0.2 ms" }).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal((await opened.lastSent("askDetail"))?.["column"], 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  assert.match(String(await page.evaluate("document.activeElement.ariaLabel")), /^web to db/);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 400);
  await photograph(opened, "list");
});

test("a hundred containers scroll below their names, to where the keys lead", async () => {
  await using opened = await openNetworkTestPage(browser);
  const { page } = opened;
  await opened.send({ type: "run", run: shownRun(namesOf(100)) });
  assert.equal(await page.getByRole("gridcell").count(), 10_000);
  await page.getByRole("gridcell").first().focus();
  await page.keyboard.press("Control+End");
  const last = page.getByRole("gridcell").last();
  const results = await page.locator(".results").boundingBox();
  const head = await page.getByRole("columnheader", { name: "shop-web-100" }).boundingBox();
  const side = await page.getByRole("rowheader", { name: "shop-web-100" }).boundingBox();
  const cell = await last.boundingBox();
  assert.ok(results !== null && head !== null && side !== null && cell !== null);
  assert.equal(Math.round(head.y), Math.round(results.y));
  assert.equal(Math.round(side.x), Math.round(results.x));
  assert.ok(cell.x + cell.width <= results.x + results.width + 1);
  assert.ok(cell.y + cell.height <= results.y + results.height + 1);
  await page.keyboard.press("Home");
  const first = await page
    .getByRole("gridcell", { name: "shop-web-100 to shop-web-1:" })
    .boundingBox();
  assert.ok(first !== null && first.x >= side.x + side.width - 1, "not below the row's name");
  await page.keyboard.press("Control+ArrowUp");
  const top = await page.getByRole("gridcell").first().boundingBox();
  assert.ok(top !== null && top.y >= head.y + head.height - 1, "not below the column's name");
  await photograph(opened, "hundred");
});

test("is as it was after being hidden", async () => {
  const shown = shownRun(namesOf(60), {
    cells: withCells(reachableCells(60), failed(40, 7, "blocked")),
  });
  const kept = await (async () => {
    await using opened = await openNetworkTestPage(browser);
    const { page } = opened;
    await opened.send({ type: "run", run: shown });
    await page.getByRole("combobox", { name: "Sort" }).selectOption("By name");
    await page.getByRole("searchbox", { name: "Filter targets" }).fill("web");
    await opened.settle();
    await page.getByRole("gridcell", { name: /^shop-web-41 to shop-web-8: blocked/ }).click();
    return await eventually(async () => {
      const state = await opened.kept();
      assert.equal(state["isDetailOpen"], true);
      assert.ok(Number(state["scrollTop"]) > 0);
      return state;
    });
  })();
  await using again = await openNetworkTestPage(browser, { kept });
  const { page } = again;
  await again.send({ type: "run", run: shown });
  assert.equal(await page.getByRole("combobox", { name: "Sort" }).inputValue(), "name");
  assert.equal(await page.getByRole("searchbox", { name: "Filter targets" }).inputValue(), "web");
  assert.deepEqual(await again.lastSent("askDetail"), {
    ...{ type: "askDetail", runId: 1, row: 40, column: 7 },
  });
  await page.getByRole("region", { name: "shop-web-41 → shop-web-8" }).waitFor();
  assert.equal(
    await page.evaluate("document.querySelector('.results').scrollTop"),
    kept["scrollTop"],
  );
  assert.equal(asRecord(kept["choices"])["targets"], "web");
});

test("what waits, what failed and what has nothing to ask say so", async () => {
  await using opened = await openNetworkTestPage(browser);
  const { page } = opened;
  const note = "Waiting for the kernel to forget neighbors: about 40 s.";
  await opened.send({ type: "run", run: { ...mixed, state: "running", cells: [], note } });
  await page.getByText(note).waitFor();
  await page.getByRole("gridcell", { name: "web to db: waiting" }).waitFor();
  await photograph(opened, "waiting");
  await opened.send({ type: "state", runId: 1, state: "failed", note: "The engine went away." });
  await page.getByText("The engine went away.", { exact: true }).waitFor();
  await page.getByRole("gridcell", { name: "web to db: not asked" }).waitFor();
  await page.getByRole("button", { name: "Run Again" }).waitFor();
  assert.match(
    String(await page.getByRole("status").textContent()),
    /^The engine went away\.\n0 of/,
  );
  await photograph(opened, "failed");
  await opened.send({ type: "run", run: shownRun(["web"], { id: 2 }) });
  await page.getByText(/^There is nothing to ask in shop_backend/).waitFor();
});

/** Of the text of an element, or of what is drawn before or after it, to what is really behind it. */
async function contrast(
  opened: NetworkTestPage,
  selector: string,
  pseudo: string,
): Promise<number> {
  const script = `(() => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const layers = [];
    const element = document.querySelector(${JSON.stringify(selector)});
    for (let at = element; at !== null; at = at.parentElement) {
      layers.unshift(getComputedStyle(at).backgroundColor);
    }
    const pixel = (color) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const behind = layers.map(pixel).at(-1);
    const text = pixel(getComputedStyle(element, "${pseudo}" || null).color);
    const light = (rgb) => {
      const [r, g, b] = rgb.map((one) => one / 255)
        .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const [low, high] = [light(behind), light(text)].sort((one, other) => one - other);
    return high / low;
  })()`;
  return Number(await opened.page.evaluate(script));
}
