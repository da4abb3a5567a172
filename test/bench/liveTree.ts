// From a change made by another program to the row in the page of the real workbench. The docker
// client's process has ended at 0.
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { startEngine } from "../engines/testEngine.ts";
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
import { rowDate } from "./rowWatch.ts";
import { addBox, addNetworks, range } from "./scene.ts";
import { timedDocker } from "./timedDocker.ts";

const cycles = 20;
const longestGapMs = 300;

export const liveTreeParts: readonly Part[] = [
  { names: latencyNames("live.latency.tree"), measure: measureTree },
];

async function measureTree(): Promise<readonly Measurement[]> {
  const vsix = await packExtension();
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await addNetworks(engine, 0, 3);
  await addBox(engine, { name: "box", network: "bridge" });
  await using windows = await startHostWindows(vsix, engine.address);
  await using window = await windows.open();
  await window.probe.focus();
  await rowDate(window.page, "net0, ", true);
  const latencies = noLatencies();
  const random = seededRandom(3);
  for (const cycle of range(0, cycles)) {
    for (const operation of operations) {
      await delay(random() * longestGapMs);
      const network = `watched${cycle}`;
      const [end, shown] = await Promise.all([
        timedDocker(engine.address, ...argumentsOf(operation, network, "box")),
        shownDate(window.page, operation, network),
      ]);
      latencies[operation].push(shown - end.date);
    }
  }
  return latencyFigures("live.latency.tree", latencies);
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
