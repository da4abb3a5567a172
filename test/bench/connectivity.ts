// Probes on a real engine: a full mesh against one `docker exec … ping` for each ordered pair, how many
// execs it takes, whether every verdict is right, a single ping's overhead, and how fast a cancel is.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { type MeshCell, probeMesh } from "../../src/connectivity/mesh.ts";
import { ping } from "../../src/connectivity/ping.ts";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import { eachLimited } from "../../src/engine/eachLimited.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { isAbort } from "../../src/engine/errors.ts";
import { NeighborTables } from "../../src/engine/neighborTables.ts";
import { execInContainer } from "../../src/engine/terminalSession.ts";
import type { Container } from "../../src/model/container.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { ensureEngines } from "../setup/engines.ts";
import { run } from "../setup/process.ts";
import { busyboxImage } from "../setup/testImages.ts";
import { timesAsMuch, timesLess, type Measurement } from "./figure.ts";
import type { Part } from "./part.ts";
import { addBox, openClient, range } from "./scene.ts";
import { median } from "./statistics.ts";
import { timedDocker } from "./timedDocker.ts";

const sizes = [10, 20, 50, 100] as const;
const comparedSizes: readonly number[] = [20, 50];

/** A pair takes two of the 1,024 entries of the host's table of neighbors; some are everybody else's. */
const roomForPairs = 450;
const networkName = "mesh";
const never = new AbortController().signal;

export const connectivityParts: readonly Part[] = [
  {
    names: [
      "connectivity.ping.overhead",
      "connectivity.cancel",
      ...sizes.flatMap((size) => namesOf(size)),
    ],
    measure: measureConnectivity,
  },
];

function namesOf(size: number): readonly string[] {
  const all = ["time", "first", "verdicts", "execs"];
  if (comparedSizes.includes(size)) all.push("verdicts.others");
  return all.map((what) => `connectivity.mesh.${what}.${size}`);
}

async function measureConnectivity(
  wants: (name: string) => boolean,
): Promise<readonly Measurement[]> {
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await engine.docker("network", "create", networkName);
  const client = await openClient(engine.address);
  const measurements: Measurement[] = [];
  let made = 0;
  try {
    for (const size of sizes.filter((size) => namesOf(size).some(wants) || size === sizes[0])) {
      for (const index of range(made, size)) {
        await addBox(engine, { name: `box${index}`, network: networkName });
      }
      if (made === 0) measurements.push(...(await measureSingle(client)));
      made = size;
      if (namesOf(size).some(wants))
        measurements.push(...(await measureMesh(engine, client, size)));
    }
    return measurements;
  } finally {
    client.dispose();
  }
}

async function measureMesh(
  engine: TestEngine,
  client: EngineClient,
  size: number,
): Promise<readonly Measurement[]> {
  const members = await Promise.all(
    range(0, size).map((index) => client.container(`box${index}`, never)),
  );
  const pairs = size * (size - 1);
  await forgetNeighbors(client, members);
  const ours = await meshRun(client, members);
  const name = (what: string): string => `connectivity.mesh.${what}.${size}`;
  const time = { name: name("time"), unit: "ms", value: ours.wholeMs };
  const right = ours.cells.filter(({ result }) => result.verdict === "reachable").length;
  const first = { name: name("first"), unit: "ms", value: ours.firstMs };
  const exactly = { relation: "=", limit: 1 } as const;
  const measured: Measurement[] = [
    { ...first, target: { relation: "<", limit: 1000 } },
    timesAsMuch({ name: name("verdicts"), unit: "pairs", value: right }, pairs, exactly),
    // One for each source; where the table of neighbors is too small, a few more to make room.
    timesAsMuch({ name: name("execs"), unit: "execs", value: ours.execs }, size, {
      relation: "≤",
      limit: 1.5,
    }),
  ];
  if (!comparedSizes.includes(size)) return [time, ...measured];
  await forgetNeighbors(client, members);
  const others = await othersRun(engine, members);
  return [
    timesLess(time, others.wholeMs, 15),
    ...measured,
    {
      ...{ name: name("verdicts.others"), unit: "pairs", value: others.right },
      ...{ baseline: others.asked, ratio: others.right / others.asked },
    },
  ];
}

interface MeshFacts {
  readonly wholeMs: number;
  readonly firstMs: number;
  readonly execs: number;
  readonly cells: readonly MeshCell[];
}

async function meshRun(client: EngineClient, members: readonly Container[]): Promise<MeshFacts> {
  const { networks } = await client.listing(never);
  const network = networks.find(({ name }) => name === networkName);
  if (network === undefined) throw new Error("The network of the mesh is gone.");
  let execs = 0;
  const count = (message: unknown): void => {
    if (isExecStart(message)) execs += 1;
  };
  subscribe("http.client.request.start", count);
  try {
    const start = performance.now();
    let firstMs: number | undefined;
    const onCell = (): void => {
      firstMs ??= performance.now() - start;
    };
    const mesh = { network, members, onCell, roomHelperImage: busyboxImage };
    const cells = await probeMesh(client.connection, mesh, never);
    const wholeMs = performance.now() - start;
    return { wholeMs, firstMs: firstMs ?? wholeMs, execs, cells };
  } finally {
    unsubscribe("http.client.request.start", count);
  }
}

function isExecStart(message: unknown): boolean {
  return /\/exec\/[^/]+\/start/.test(requestOf(message)?.path ?? "");
}

function requestOf(message: unknown): Pick<ClientRequest, "path"> | undefined {
  if (typeof message !== "object" || message === null || !("request" in message)) return undefined;
  const { request } = message;
  if (typeof request !== "object" || request === null || !("path" in request)) return undefined;
  return typeof request.path === "string" ? { path: request.path } : undefined;
}

interface Others {
  /** For all pairs. */
  readonly wholeMs: number;
  readonly asked: number;
  /** How many of those that were asked it found reachable, which all are. */
  readonly right: number;
}

/**
 * What people do today: one client for each ordered pair, eight at a time. Of a big mesh a part is asked,
 * the same number by each source, and scaled up. That is kind to it: all pairs at once would overflow the
 * host's table of neighbors, and then half of them wait for an answer that never comes.
 */
async function othersRun(engine: TestEngine, members: readonly Container[]): Promise<Others> {
  const count = members.length;
  const targetsEach = Math.min(count - 1, Math.floor(roomForPairs / count));
  const pairs = members.flatMap((from, index) =>
    range(1, targetsEach + 1).flatMap((step) => {
      const to = members[(index + step) % count];
      return to === undefined ? [] : [{ from, to }];
    }),
  );
  let right = 0;
  const start = performance.now();
  await eachLimited(pairs, async ({ from, to }) => {
    const address = to.attachments[0]?.endpoint.ipv4Address ?? "";
    const argv = ["exec", from.name, "ping", "-c1", "-W1", address];
    const isReached = await timedDocker(engine.address, ...argv).then(
      () => true,
      () => false,
    );
    if (isReached) right += 1;
  });
  const spentMs = performance.now() - start;
  const wholeMs = (spentMs * count * (count - 1)) / pairs.length;
  return { wholeMs, asked: pairs.length, right };
}

/** Both ways begin with a table that knows nothing of the mesh. */
async function forgetNeighbors(client: EngineClient, members: readonly Container[]): Promise<void> {
  const containerIds = members.map(({ id }) => id);
  const request = { image: busyboxImage, containerIds };
  await using tables = await NeighborTables.open(client.connection, request, never);
  const subnets = members.flatMap(({ attachments: [attachment] }) => {
    const { ipv4Address = "", ipv4PrefixLength = 0 } = attachment?.endpoint ?? {};
    return ipv4Address === "" ? [] : [`${ipv4Address}/${ipv4PrefixLength}`];
  });
  if (!(await tables.forget(subnets.slice(0, 1), never))) {
    throw new Error("The engine's host keeps its neighbors.");
  }
}

/** Both on a source of its own, with nothing else going on. */
async function measureSingle(client: EngineClient): Promise<readonly Measurement[]> {
  const source = await client.container("box0", never);
  const target = await client.container("box1", never);
  const bare: number[] = [];
  const pings: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const argv = ["sh", "-c", ":"];
    bare.push(
      await timed(() => {
        const program = { argv, onOutput: (): void => undefined };
        return execInContainer(client.connection, source.id, program, never);
      }),
    );
    const request = {
      source,
      target: target.attachments[0]?.endpoint.ipv4Address ?? "",
      count: 1,
      timeoutSeconds: 1,
    };
    pings.push(await timed(() => ping(client.connection, request, never)));
  }
  const overhead = { name: "connectivity.ping.overhead", unit: "ms", value: median(pings) };
  return [
    timesAsMuch(overhead, median(bare), { relation: "<", limit: 1.5 }),
    await measureCancel(client, source),
  ];
}

/** From the abort until neither the promise nor a process of it is left. */
async function measureCancel(client: EngineClient, source: Container): Promise<Measurement> {
  const samples: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const cancel = new AbortController();
    let start = 0;
    const silent = range(1, 9).map((last) => ({
      kind: "ping" as const,
      target: `10.255.7.${last}`,
    }));
    const probes = [{ kind: "ping", target: "127.0.0.1" } as const, ...silent];
    const onResult = (): void => {
      start = performance.now();
      cancel.abort();
    };
    const limits = { width: 9, waitSeconds: 30 };
    try {
      await probeAll(client.connection, { source, probes, limits, onResult }, cancel.signal);
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
    while ((await run("ps", ["-eo", "args"])).includes("10.255.7.")) {
      // Looks again: it takes as long as a process does to start and end.
    }
    samples.push(performance.now() - start);
  }
  return {
    name: "connectivity.cancel",
    unit: "ms",
    value: median(samples),
    target: { relation: "<", limit: 1000 },
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
