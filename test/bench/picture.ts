// One full picture of an engine: how many requests it takes, and its time against what people do today.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import type { EngineClient } from "../../src/engine/engineClient.ts";
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
const timeNames = [
  "picture.time.vsCli",
  "picture.time.vsInspects",
  "picture.time.withFacts",
  "picture.time.bare",
];
const rounds = 15;
const picturesOfRound = 3;
const warmUps = 30;

export const pictureParts: readonly Part[] = [
  {
    names: ["picture.requests.1", "picture.requests.100", ...timeNames],
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
  if (!timeNames.some(wants)) return requests;
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
    await withClient(address, takePicture);
  } finally {
    unsubscribe("http.client.request.start", count);
  }
  return requests.length;
}

async function withClient<T>(
  address: string,
  action: (client: EngineClient) => Promise<T>,
): Promise<T> {
  const client = await openClient(address);
  try {
    return await action(client);
  } finally {
    client.dispose();
  }
}

/** A picture and all facts about the engine, all four requests. */
async function takePicture(client: EngineClient): Promise<PictureTimes> {
  const start = performance.now();
  const { listing, facts } = await client.look(new AbortController().signal);
  const picture = new Picture(listing);
  const shown = performance.now() - start;
  picture.putEngine(await facts);
  return { shown, whole: performance.now() - start };
}

interface PictureTimes {
  /** Milliseconds until networks, containers and endpoints can be shown: what the others deliver too. */
  readonly shown: number;
  /** Milliseconds until all that the engine says about itself (`/info`) is known besides. */
  readonly whole: number;
}

/**
 * All three ways by turns, so that a slow moment of the machine hits them alike. Ours and the inspects
 * over connections that are open already, as in a window that shows the view.
 */
async function measureTime(engine: TestEngine, ids: readonly string[]): Promise<Measurement[]> {
  const ours: PictureTimes[] = [];
  const bare: number[] = [];
  const cli: number[] = [];
  const inspects: number[] = [];
  await withClient(engine.address, async (client) => {
    // The first ones load modules, and Node makes the code that runs often quick.
    for (let count = 0; count < warmUps; count += 1) await takePicture(client);
    for (let round = 0; round < rounds; round += 1) {
      for (let count = 0; count < picturesOfRound; count += 1) ours.push(await takePicture(client));
      bare.push(await timeOf(() => listBare(engine.address)));
      cli.push(await timeOf(() => listAndInspect(engine.address)));
      inspects.push(await timeOf(() => inspectEach(engine.address, ids)));
    }
  });
  const value = median(ours.map(({ shown }) => shown));
  return [
    timesLess({ name: "picture.time.vsCli", unit: "ms", value }, median(cli), 20),
    timesLess({ name: "picture.time.vsInspects", unit: "ms", value }, median(inspects), 10),
    {
      name: "picture.time.withFacts",
      unit: "ms",
      value: median(ours.map(({ whole }) => whole)),
    },
    { name: "picture.time.bare", unit: "ms", value: median(bare) },
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
  for (const id of ids) await getBare(address, `/networks/${id}`, agent);
  agent.destroy();
}

/** The two listings with nothing of ours around them: what the engine itself takes. */
async function listBare(address: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const paths = ["/networks", "/containers/json?all=1"];
  await Promise.all(paths.map((path) => getBare(address, path, agent)));
  agent.destroy();
}

async function getBare(address: string, path: string, agent: Agent): Promise<unknown> {
  const socketPath = address.replace(/^unix:\/\//, "");
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  get({ socketPath, path, agent }, (response) => {
    text(response).then(resolve, reject);
  }).on("error", reject);
  return JSON.parse(await promise);
}
