// From a change made by another program to the store's change event: the docker client's process has
// ended at 0. At random moments, so that the refreshes' spacing is met at every phase of it.
import { Agent, request } from "node:http";
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
import { addBox, addNetworks, range } from "./scene.ts";
import { timedDocker } from "./timedDocker.ts";

/** Each lane goes through all operations on a network of its own; two lanes cross each other's events. */
const lanes = 2;
const cyclesOfLane = 25;
const longestGapMs = 300;

/** A client that renames this many containers by turns makes one event each time. */
const busyBoxes = 10;
const eventsOfSecond = 50;
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
  const ids: string[] = [];
  for (const index of range(0, busyBoxes)) {
    ids.push(await addBox(engine, { name: `busy${index}`, network: "bridge", running: false }));
  }
  using watch = await ChangeWatch.start(engine.address);
  const noise = new AbortController();
  const ended = makeEvents(engine.address, ids, noise.signal);
  const [start, countBefore] = [performance.now(), watch.eventCount];
  const samples = await createsAmongEvents(engine.address, watch);
  const rate = ((watch.eventCount - countBefore) / (performance.now() - start)) * 1000;
  noise.abort();
  await ended;
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

/** Renames the containers by turns at an even pace until the signal ends it. */
async function makeEvents(
  address: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  for (let count = 0; !signal.aborted; count += 1) {
    const path = `/containers/${ids[count % ids.length] ?? ""}/rename?name=busy-${count}`;
    await post(address, path, agent);
    const next = start + ((count + 1) * 1000) / eventsOfSecond;
    await delay(Math.max(0, next - performance.now()));
  }
  agent.destroy();
}

async function post(address: string, path: string, agent: Agent): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const socketPath = address.replace(/^unix:\/\//, "");
  request({ socketPath, path, method: "POST", agent }, (response) => {
    response.resume().on("end", () => {
      if ((response.statusCode ?? 500) < 400) resolve(undefined);
      else reject(new Error(`POST ${path}: ${response.statusCode ?? 0}`));
    });
  })
    .on("error", reject)
    .end();
  await promise;
}
