// The page of network tests in a real browser: what it shows, says and asks, by pointer, keyboard and ear.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import type { ShownCell } from "../../src/shared/networkTest.ts";
import { type NetworkTestPage, openNetworkTestPage } from "../fixtures/networkTestPage.ts";
import type { TestPageOptions } from "../fixtures/networkTestPage.ts";
import {
  failed,
  namesOf,
  reachable,
  reachableCells,
  shownDetail,
  shownRun,
  shownSummary,
  withCells,
} from "../fixtures/networkTestRuns.ts";
import { launchChromium } from "../setup/chromium.ts";
import { ensureWorkbench } from "../setup/workbench.ts";

let browser: Browser;
before(async () => {
  browser = await launchChromium((await ensureWorkbench()).chromium);
});
after(() => browser.close());

const names = ["web", "db", "cache"];
const run = shownRun(names, {
  cells: withCells(reachableCells(3), reachable(0, 2, 0.21), failed(0, 1, "blocked")),
});

/** Opens the page with a run on it; at the end, the browser must have complained of nothing. */
async function onPage(
  act: (page: NetworkTestPage) => Promise<void>,
  options: TestPageOptions & { readonly shown?: typeof run } = {},
): Promise<void> {
  await using page = await openNetworkTestPage(browser, options);
  await page.send({ type: "run", run: options.shown ?? run });
  await act(page);
  assert.deepEqual(page.complaints, []);
}

const focused = (page: NetworkTestPage): Promise<unknown> =>
  page.page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent");

test("a matrix has the roles and sentences of a grid, and says how it stands", async () => {
  await onPage(async ({ page }) => {
    const grid = page.getByRole("grid", { name: /^shop_backend: who reaches whom/ });
    assert.equal(await grid.getAttribute("aria-rowcount"), "4");
    assert.equal(await grid.getAttribute("aria-colcount"), "4");
    assert.equal(await grid.getByRole("row").count(), 4);
    await grid
      .getByRole("gridcell", { name: "web to cache: reachable, 0.21 ms", exact: true })
      .waitFor();
    await grid
      .getByRole("gridcell", { name: "web to db: blocked, no answer", exact: true })
      .waitFor();
    await grid.getByRole("gridcell", { name: "db to itself: not asked", exact: true }).waitFor();
    await grid.getByRole("columnheader", { name: "cache", exact: true }).waitFor();
    await grid.getByRole("rowheader", { name: "cache", exact: true }).waitFor();
    await page.getByText("5 of 6 reachable", { exact: true }).waitFor();
    await page.getByText("1 blocked", { exact: true }).waitFor();
    await page.getByRole("heading", { name: "shop_backend" }).waitFor();
  });
});

test("says that it is ready, and what there is to do while nothing has run", async () => {
  await using page = await openNetworkTestPage(browser);
  assert.deepEqual(await page.sent(), [{ type: "ready" }]);
  await page.page.getByText(/^No test has run yet/).waitFor();
  assert.equal(await page.page.getByRole("button").count(), 0);
});

test("fills in as answers come, and announces the end alone", async () => {
  const shown = shownRun(namesOf(20), { state: "running", cells: [] });
  await onPage(
    async (opened) => {
      const { page } = opened;
      const announced = page.getByRole("status");
      await page.getByText("Testing: 0 of 380 answered").waitFor();
      assert.equal(await page.getByRole("progressbar").getAttribute("aria-valuenow"), "0");
      const cells = withCells(reachableCells(20), failed(3, 4, "blocked"));
      for (let at = 0; at < cells.length; at += 50) {
        await opened.send({ type: "cells", runId: 1, cells: cells.slice(at, at + 50) });
        assert.equal(await announced.textContent(), "");
      }
      await page.getByText("Testing: 380 of 380 answered").waitFor();
      await opened.send({ type: "cells", runId: 2, cells: [failed(0, 1, "blocked")] });
      await opened.send({ type: "state", runId: 1, state: "done", note: "" });
      await page.getByText("379 of 380 reachable", { exact: true }).waitFor();
      assert.equal(await announced.textContent(), "379 of 380 reachable, 1 blocked");
      assert.equal(await page.getByRole("progressbar").count(), 0);
      await page.getByRole("gridcell", { name: /^shop-web-4 to shop-web-5: blocked/ }).waitFor();
      // Once, when the run was on the screen: the others are asked from then on.
      assert.deepEqual(await opened.sent(), [{ type: "ready" }, { type: "drawn" }]);
    },
    { shown },
  );
});

test("is one tab stop with arrows within, by itself in every direction", async () => {
  await onPage(async (opened) => {
    const { page } = opened;
    await page.getByRole("combobox", { name: "Sort" }).focus();
    const press = async (key: string): Promise<unknown> => {
      await page.keyboard.press(key);
      return focused(opened);
    };
    assert.equal(await press("Tab"), "web to itself: not asked");
    assert.equal(await press("ArrowRight"), "web to db: blocked, no answer");
    assert.match(String(await press("ArrowDown")), /^db to itself/);
    assert.match(String(await press("End")), /^db to cache/);
    assert.match(String(await press("Home")), /^db to web/);
    assert.match(String(await press("Control+End")), /^cache to itself/);
    assert.match(String(await press("ArrowRight")), /^cache to itself/);
    assert.match(String(await press("PageUp")), /^web to cache/);
    assert.match(String(await press("Control+Home")), /^web to itself/);
    await page.keyboard.press("Shift+Tab");
    assert.equal(await press("Tab"), "web to itself: not asked");
  });
});

test("the toolbar is one tab stop with arrows within, and asks the host", async () => {
  await onPage(async (opened) => {
    const { page } = opened;
    await page.getByRole("button", { name: "Run Again" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(opened), "Hide What Works");
    await page.keyboard.press("End");
    assert.equal(await focused(opened), "Copy as CSV");
    await page.keyboard.press("Enter");
    assert.deepEqual(await opened.lastSent("copy"), { type: "copy", runId: 1, format: "csv" });
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(opened), "Run Again");
    await page.keyboard.press("Enter");
    assert.deepEqual(await opened.lastSent("runAgain"), { type: "runAgain", runId: 1 });
    await opened.send({ type: "run", run: { ...run, id: 2, state: "running", cells: [] } });
    assert.equal(await focused(opened), "Cancel");
    await page.keyboard.press("Enter");
    assert.deepEqual(await opened.lastSent("cancel"), { type: "cancel" });
    await opened.send({ type: "state", runId: 2, state: "cancelled", note: "" });
    assert.equal(await focused(opened), "Run Again");
    await page.getByText("Cancelled", { exact: true }).waitFor();
  });
});

test("Enter opens the detail, which does what it says, and Escape leads back", async () => {
  await onPage(async (opened) => {
    const { page } = opened;
    await page.getByRole("gridcell").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    assert.equal(await focused(opened), "web → db");
    const place = { runId: 1, row: 0, column: 1 };
    assert.deepEqual(await opened.lastSent("askDetail"), { type: "askDetail", ...place });
    const pane = page.getByRole("region", { name: "web → db" });
    await pane.getByText("Looking at it…").waitFor();
    const detail = shownDetail();
    await opened.send({ type: "detail", runId: 1, detail: { ...detail, row: 2 } });
    await pane.getByText("Looking at it…").waitFor();
    await opened.send({ type: "detail", runId: 1, detail: { ...detail, isAsking: true } });
    await pane.getByText("Asking what would tell the cause…").waitFor();
    await pane.getByRole("button", { name: /^Copy “docker exec/ }).focus();
    await opened.send({ type: "detail", runId: 1, detail });
    assert.match(String(await focused(opened)), /^Copy “docker exec/);
    await page.keyboard.press("Enter");
    assert.equal((await opened.lastSent("copyText"))?.["text"], detail.commands[0]);
    assert.equal(await pane.getByText("3 packets transmitted").isVisible(), false);
    await pane.getByText("Output", { exact: true }).click();
    assert.equal(await pane.getByText("3 packets transmitted").isVisible(), true);
    await pane.getByRole("button", { name: "Connect Both to Another Network…" }).click();
    assert.deepEqual(await opened.lastSent("act"), { type: "act", ...place, actionId: "connect" });
    await pane.getByRole("button", { name: "Re-run" }).click();
    assert.deepEqual(await opened.lastSent("runCell"), { type: "runCell", ...place });
    assert.match(String(await page.getByRole("status").textContent()), /communication is disabled/);
    await page.keyboard.press("Escape");
    await pane.waitFor({ state: "hidden" });
    assert.match(String(await focused(opened)), /^web to db/);
  });
});

test("asks for the detail again when its cell is answered anew", async () => {
  await onPage(async (opened) => {
    await opened.page.getByRole("gridcell", { name: /^web to db/ }).click();
    const asked = async (): Promise<number> =>
      (await opened.sent()).filter(({ type }) => type === "askDetail").length;
    assert.equal(await asked(), 1);
    const again = { ...failed(0, 1, "unknown"), state: "waiting", says: "" } satisfies ShownCell;
    await opened.send({ type: "cells", runId: 1, cells: [again] });
    assert.equal(await asked(), 1);
    await opened.send({ type: "cells", runId: 1, cells: [reachable(0, 1, 0.3)] });
    assert.equal(await asked(), 2);
  });
});

test("sorts, filters, and hides what works, saying how much", async () => {
  await onPage(async (opened) => {
    const { page } = opened;
    const heads = async (): Promise<readonly (string | null)[]> =>
      Promise.all(
        (await page.getByRole("rowheader").all()).map((head) => head.getAttribute("aria-label")),
      );
    await page.getByRole("combobox", { name: "Sort" }).selectOption("By name");
    await opened.settle();
    assert.deepEqual(await heads(), ["cache", "db", "web"]);
    await page.getByRole("searchbox", { name: "Filter sources" }).fill("b");
    await opened.settle();
    assert.deepEqual(await heads(), ["db", "web"]);
    await page.getByRole("searchbox", { name: "Filter targets" }).fill("zzz");
    await page.getByText("No name matches the filter.").waitFor();
    await page.getByRole("button", { name: "Show All" }).click();
    await opened.settle();
    assert.deepEqual(await heads(), ["cache", "db", "web"]);
    const hide = page.getByRole("button", { name: "Hide What Works" });
    await hide.click();
    await page.getByText("Sources hidden: 2 · Targets hidden: 2").waitFor();
    assert.deepEqual(await heads(), ["web"]);
    assert.equal(await hide.getAttribute("aria-pressed"), "true");
    // What is mended meanwhile stays where it is: nothing moves below the reader's hands.
    await opened.send({ type: "cells", runId: 1, cells: [reachable(0, 1, 1)] });
    assert.deepEqual(await heads(), ["web"]);
    await opened.send({ type: "run", run: { ...run, id: 2, cells: reachableCells(3) } });
    await page.getByText("Everything works: there is nothing to show.").waitFor();
  });
});

test("compares with another run, and marks what changed by more than a color", async () => {
  await onPage(async (opened) => {
    const { page } = opened;
    const other = { ...shownSummary(run), id: 0 };
    const stranger = { ...other, id: 7, title: "elsewhere" };
    await opened.send({ type: "history", runs: [other, shownSummary(run), stranger] });
    const compare = page.getByRole("combobox", { name: "Compare with" });
    assert.equal(await compare.getByRole("option").count(), 2);
    await compare.selectOption("0");
    assert.deepEqual(await opened.lastSent("compare"), { type: "compare", runId: 1, withId: 0 });
    const change = { row: 0, column: 1, was: "reachable", says: "was reachable" } as const;
    const comparison = { runId: 1, withId: 0, changes: [change], summary: "1 changed" };
    await opened.send({ type: "comparison", comparison: { ...comparison, withId: 5 } });
    assert.equal(await page.locator("[data-changed]").count(), 0);
    await opened.send({ type: "comparison", comparison });
    await page
      .getByRole("gridcell", { name: "web to db: blocked, no answer, was reachable" })
      .waitFor();
    assert.equal(await opened.style("[data-changed]", "border-top-style"), "dashed");
    assert.match(await opened.style("[data-changed]", "background-image"), /gradient/);
    assert.equal(await page.getByRole("status").textContent(), "1 changed");
    await compare.selectOption("No comparison");
    await opened.settle();
    assert.equal(await page.locator("[data-changed]").count(), 0);
    await page.getByRole("combobox", { name: "Run", exact: true }).selectOption("7");
    assert.deepEqual(await opened.lastSent("showRun"), { type: "showRun", runId: 7 });
  });
});
