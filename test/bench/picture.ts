// One full picture of an engine: how many requests it takes, and its time against what people do today.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { Picture } from "../../src/model/picture.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { makeContent } from "../fixtures/fakeContent.ts";
import { FakeEngine } from "../fixtures/fakeEngine.ts";
import { ensureEngines } from "../setup/engines.ts";
import { run } from "../setup/process.ts";
import { timesAsMuch, timesLess, type Measurement } from "./figure.ts";
import type { Part } from "./part.ts";
import { addBoxes, addNetworks, openClient } from "./scene.ts";
import { median } from "./statistics.ts";

const size = 100;
const rounds = 15;

export const pictureParts: readonly Part[] = [
  {
    names: [
      "picture.requests.1",
      "picture.requests.100",
      "picture.time.vsCli",
      "picture.time.vsInspects",
    ],
    measure: measureOnEngine,
  },
  {
    // A real engine of this size takes minutes to make, and answers the same requests.
    names: ["picture.requests.1000"],
    measure: async () => [requestsOfMany(1000, await countOnFake(1000), await countOnFake(1))],
  },
];

async function measureOnEngine(wants: (name: string) => boolean): Promise<readonly Measurement[]> {
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  const ids = await addNetworks(engine, 0, 1);
  const one = await countRequests(engine.address);
  ids.push(...(await addNetworks(engine, 1, size)));
  const requests = [
    requestsOfOne(one),
    requestsOfMany(size, await countRequests(engine.address), one),
  ];
  if (!wants("picture.time.vsCli") && !wants("picture.time.vsInspects")) return requests;
  await addBoxes(engine, size);
  return [...requests, ...(await measureTime(engine, ids))];
}

function requestsOfOne(value: number): Measurement {
  // /version, /info, /networks and /containers/json.
  const target = { relation: "≤", limit: 4 } as const;
  return { name: "picture.requests.1", unit: "requests", value, target };
}

/** The baseline is the count at one network: it must be the same. */
function requestsOfMany(networks: number, value: number, baseline: number): Measurement {
  const figure = { name: `picture.requests.${networks}`, unit: "requests", value };
  return timesAsMuch(figure, baseline, { relation: "=", limit: 1 });
}

async function countOnFake(networks: number): Promise<number> {
  const content = makeContent({ networks, containers: networks, networksPerContainer: 1 });
  await using engine = await FakeEngine.start(content);
  return await countRequests(engine.address);
}

/** Every request that leaves this process while a picture is taken. */
async function countRequests(address: string): Promise<number> {
  const requests: unknown[] = [];
  const count = (message: unknown): void => {
    requests.push(message);
  };
  subscribe("http.client.request.start", count);
  try {
    await takePicture(address);
  } finally {
    unsubscribe("http.client.request.start", count);
  }
  return requests.length;
}

/** From nothing to a picture: new connections, four listings, the model over them. */
async function takePicture(address: string): Promise<Picture> {
  const client = await openClient(address);
  try {
    return new Picture(await client.listing(new AbortController().signal));
  } finally {
    client.dispose();
  }
}

/** All three ways by turns, so that a slow moment of the machine hits them alike. */
async function measureTime(engine: TestEngine, ids: readonly string[]): Promise<Measurement[]> {
  const ours: number[] = [];
  const cli: number[] = [];
  const inspects: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const times = [
      await timeOf(() => takePicture(engine.address)),
      await timeOf(() => listAndInspect(engine.address)),
      await timeOf(() => inspectEach(engine.address, ids)),
    ] as const;
    // The first round loads programs and modules.
    if (round < 0) continue;
    ours.push(times[0]);
    cli.push(times[1]);
    inspects.push(times[2]);
  }
  const value = median(ours);
  return [
    timesLess({ name: "picture.time.vsCli", unit: "ms", value }, median(cli), 20),
    timesLess({ name: "picture.time.vsInspects", unit: "ms", value }, median(inspects), 10),
  ];
}

async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** What a person does at a prompt: two runs of the docker client. */
async function listAndInspect(address: string): Promise<unknown> {
  const docker = ["--host", address, "network"];
  const ids = (await run("docker", [...docker, "ls", "-q"])).trim().split("\n");
  return JSON.parse(await run("docker", [...docker, "inspect", ...ids]));
}

/** What a client does that inspects every network: one request after another over one connection. */
async function inspectEach(address: string, ids: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const socketPath = address.replace(/^unix:\/\//, "");
  for (const id of ids) {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    get({ socketPath, path: `/networks/${id}`, agent }, (response) => {
      text(response).then(resolve, reject);
    }).on("error", reject);
    JSON.parse(await promise);
  }
  agent.destroy();
}
