// From a change made by another program to the row in the page of the real workbench. The docker
// client's process has ended at 0.
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";
import { ensureEngines } from "../setup/engines.ts";
import type { Measurement } from "./figure.ts";
import { startHostWindows } from "./hostWindows.ts";
import {
  argumentsOf,
  latencyFigures,
  latencyNames,
  noLatencies,
  type Operation,
  operations,
} from "./liveOperations.ts";
import { packExtension } from "./packaged.ts";
import type { Part } from "./part.ts";
import { rowDate, rowDateWithin } from "./rowWatch.ts";
import { startEvents } from "./otherClient.ts";
import { median, percentile } from "./statistics.ts";
import { addBox, addNetworks, range } from "./scene.ts";
import { timedDocker } from "./timedDocker.ts";

const cycles = 20;
const longestGapMs = 300;

/** A row that has not come by then counts as having taken so long. */
const busyLimitMs = 5_000;
const busyCreates = 12;

export const liveTreeParts: readonly Part[] = [
  { names: latencyNames("live.latency.tree"), measure: () => inWindow(measureLatency) },
  {
    names: ["live.busy.tree.median", "live.busy.tree.p95"],
    measure: () => inWindow(measureBusy),
  },
];

/** A window that shows the rows of an engine with three networks and the container `box`. */
async function inWindow(
  measure: (engine: TestEngine, page: Page) => Promise<readonly Measurement[]>,
): Promise<readonly Measurement[]> {
  const vsix = await packExtension();
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await addNetworks(engine, 0, 3);
  await addBox(engine, { name: "box", network: "bridge" });
  await using windows = await startHostWindows(vsix, engine.address);
  await using window = await windows.open();
  await window.probe.focus();
  await rowDate(window.page, "net0, ", true);
  return await measure(engine, window.page);
}

async function measureLatency(engine: TestEngine, page: Page): Promise<readonly Measurement[]> {
  const latencies = noLatencies();
  const random = seededRandom(3);
  for (const cycle of range(0, cycles)) {
    for (const operation of operations) {
      await delay(random() * longestGapMs);
      const network = `watched${cycle}`;
      const [end, shown] = await Promise.all([
        timedDocker(engine.address, ...argumentsOf(operation, network, "box")),
        shownDate(page, operation, network),
      ]);
      latencies[operation].push(shown - end.date);
    }
  }
  return latencyFigures("live.latency.tree", latencies);
}

/** VS Code itself holds back a tree's changes that follow each other within 200 ms. */
async function measureBusy(engine: TestEngine, page: Page): Promise<readonly Measurement[]> {
  await using noise = new AsyncDisposableStack();
  noise.use(await startEvents(engine));
  const random = seededRandom(5);
  const samples: number[] = [];
  for (const index of range(0, busyCreates)) {
    await delay(random() * longestGapMs);
    const text = `among${index}, `;
    const [end, shown] = await Promise.all([
      timedDocker(engine.address, "network", "create", `among${index}`),
      rowDateWithin(page, { text, isWanted: true, limitMs: busyLimitMs }),
    ]);
    samples.push(shown === undefined ? busyLimitMs : shown - end.date);
  }
  return [
    { name: "live.busy.tree.median", unit: "ms", value: median(samples) },
    {
      name: "live.busy.tree.p95",
      unit: "ms",
      value: percentile(samples, 95),
      target: { relation: "<", limit: 500 },
    },
  ];
}

/** When the network's own row tells of the operation's outcome. */
async function shownDate(page: Page, operation: Operation, network: string): Promise<number> {
  switch (operation) {
    case "create":
      return rowDate(page, `${network}, `, true);
    case "connect":
      return rowDate(page, `${network}, bridge network, 1 endpoint`, true);
    case "disconnect":
      return rowDate(page, `${network}, bridge network, 0 endpoints`, true);
    case "remove":
      return rowDate(page, `${network}, `, false);
  }
}
