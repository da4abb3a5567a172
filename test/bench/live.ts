// From a change made by another program to the store's change event: the docker client's process has
// ended at 0. At random moments, so that the refreshes' spacing is met at every phase of it.
import { setTimeout as delay } from "node:timers/promises";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";
import { ensureEngines } from "../setup/engines.ts";
import { ChangeWatch } from "./changeWatch.ts";
import type { Measurement } from "./figure.ts";
import {
  argumentsOf,
  isShown,
  latencyFigures,
  latencyNames,
  latencyPair,
  type Latencies,
  noLatencies,
  operations,
} from "./liveOperations.ts";
import type { Part } from "./part.ts";
import { startEvents } from "./otherClient.ts";
import { addBox, addNetworks, range } from "./scene.ts";
import { timedDocker } from "./timedDocker.ts";

/** Each lane goes through all operations on a network of its own; two lanes cross each other's events. */
const lanes = 2;
const cyclesOfLane = 25;
const longestGapMs = 300;

const busyCreates = 40;

export const liveParts: readonly Part[] = [
  { names: latencyNames("live.latency"), measure: measureLatency },
  { names: ["live.busy.median", "live.busy.p95", "live.busy.rate"], measure: measureBusy },
];

async function measureLatency(): Promise<readonly Measurement[]> {
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await addNetworks(engine, 0, 5);
  for (const lane of range(0, lanes)) {
    await addBox(engine, { name: `box${lane}`, network: "bridge" });
  }
  using watch = await ChangeWatch.start(engine.address);
  const latencies = noLatencies();
  await Promise.all(range(0, lanes).map((lane) => runLane(engine, watch, { lane, latencies })));
  return latencyFigures("live.latency", latencies);
}

async function runLane(
  engine: TestEngine,
  watch: ChangeWatch,
  { lane, latencies }: { readonly lane: number; readonly latencies: Latencies },
): Promise<void> {
  const random = seededRandom(lane + 1);
  const box = `box${lane}`;
  for (const cycle of range(0, cyclesOfLane)) {
    const network = `lane${lane}-${cycle}`;
    for (const operation of operations) {
      await delay(random() * longestGapMs);
      const [end, seen] = await Promise.all([
        timedDocker(engine.address, ...argumentsOf(operation, network, box)),
        watch.when(`${operation} ${network}`, (picture) =>
          isShown(operation, picture, { network, box }),
        ),
      ]);
      latencies[operation].push(seen - end.at);
    }
  }
}

async function measureBusy(): Promise<readonly Measurement[]> {
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await using noise = new AsyncDisposableStack();
  noise.use(await startEvents(engine));
  using watch = await ChangeWatch.start(engine.address);
  const [start, countBefore] = [performance.now(), watch.eventCount];
  const samples = await createsAmongEvents(engine.address, watch);
  const rate = ((watch.eventCount - countBefore) / (performance.now() - start)) * 1000;
  return [
    ...latencyPair("live.busy", samples),
    { name: "live.busy.rate", unit: "events/s", value: rate },
  ];
}

async function createsAmongEvents(address: string, watch: ChangeWatch): Promise<number[]> {
  const random = seededRandom(7);
  const samples: number[] = [];
  for (const index of range(0, busyCreates)) {
    const network = `among${index}`;
    await delay(random() * longestGapMs);
    const [end, seen] = await Promise.all([
      timedDocker(address, "network", "create", network),
      watch.when(network, (picture) => picture.findNetwork(network) !== undefined),
    ]);
    samples.push(seen - end.at);
  }
  return samples;
}
