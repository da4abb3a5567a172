// How long after “Test Network” on a row the first result is on the screen, in the real workbench: the panel,
// its page and the probes included.
import type { FrameLocator, Page } from "playwright-core";
import { startEngine } from "../engines/testEngine.ts";
import { ensureEngines } from "../setup/engines.ts";
import type { Measurement } from "./figure.ts";
import { type HostWindow, startHostWindows } from "./hostWindows.ts";
import { packExtension } from "./packaged.ts";
import type { Part } from "./part.ts";
import { rowDate } from "./rowWatch.ts";
import { addBox, addNetworks, range } from "./scene.ts";
import { median } from "./statistics.ts";

const size = 20;
const rounds = 9;
const name = `networkTest.firstResult.${size}`;

export const networkTestParts: readonly Part[] = [{ names: [name], measure: measureFirstResult }];

async function measureFirstResult(): Promise<readonly Measurement[]> {
  const vsix = await packExtension();
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await addNetworks(engine, 0, 1);
  for (const index of range(0, size)) {
    await addBox(engine, { name: `box${index}`, network: "net0" });
  }
  await using windows = await startHostWindows(vsix, engine.address);
  await using window = await windows.open();
  await window.probe.focus();
  await rowDate(window.page, "net0, ", true);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) samples.push(await firstResult(window));
  const value = median(samples);
  return [{ name, unit: "ms", value, target: { relation: "<", limit: 1000 } }];
}

/** From the click to a cell that says something, with the panel made anew. */
async function firstResult({ page }: HostWindow): Promise<number> {
  const row = page.getByRole("treeitem", { name: /net0, / }).first();
  await row.hover();
  const action = row.getByRole("button", { name: "Test Network", exact: true });
  await action.waitFor();
  const start = performance.now();
  await action.click();
  // By an attribute: to look for what a screen reader says takes the page more time than what is measured.
  await panelOf(page).locator('[role="gridcell"][data-state="reachable"]').first().waitFor();
  const end = performance.now();
  await page.getByRole("tab", { name: /^Test: net0/ }).click({ button: "middle" });
  await page.locator("iframe.webview").waitFor({ state: "detached" });
  return end - start;
}

function panelOf(page: Page): FrameLocator {
  const webview = page.locator("iframe.webview.ready").first();
  return webview.contentFrame().locator("iframe#active-frame").contentFrame();
}
