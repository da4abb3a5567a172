// Everything that changes an engine. Each is one step of the Engine API, or undoes what it began.
import { text } from "node:stream/consumers";
import { asList, asRecord, asText } from "../model/json.ts";
import type { EngineConnection } from "./connection.ts";
import { jsonLines } from "./jsonLines.ts";
import { EngineError, toEngineError } from "./errors.ts";

/** What `docker network create` can be told. Empty and undefined fields are left to the engine. */
export interface NetworkSpec {
  readonly name: string;
  readonly driver: string;
  readonly ipamPools?: readonly {
    readonly subnet?: string;
    readonly gateway?: string;
    readonly ipRange?: string;
  }[];
  readonly ipv6?: boolean;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  /** Driver options, `parent` of macvlan and `com.docker.network.driver.mtu` among them. */
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What `docker run -itd` can be told, as far as networks are concerned. */
export interface RunSpec {
  readonly image: string;
  /** Chosen by the engine where undefined. */
  readonly name?: string;
  /** The value of `--network`: a network's name or id, `host`, `none` or `container:NAME`. */
  readonly network: string;
  /** The image's own command where undefined. An argv, never a shell string. */
  readonly command?: readonly string[];
  readonly aliases?: readonly string[];
}

/** What `docker network connect` can be told. */
export interface ConnectSpec {
  readonly networkId: string;
  readonly containerId: string;
  readonly ipv4Address?: string;
  readonly aliases?: readonly string[];
}

/** Creates a network and resolves to its id. `conflict` where the name or the addresses are taken. */
export async function createNetwork(
  connection: EngineConnection,
  spec: NetworkSpec,
  signal: AbortSignal,
): Promise<string> {
  const pools = (spec.ipamPools ?? []).map((pool) =>
    withoutEmpty({ Subnet: pool.subnet, Gateway: pool.gateway, IPRange: pool.ipRange }),
  );
  const body = withoutEmpty({
    Name: spec.name,
    // The engine may otherwise make a second network of the same name (until 25.0).
    CheckDuplicate: true,
    Driver: spec.driver,
    IPAM: pools.length === 0 ? undefined : { Driver: "default", Config: pools },
    EnableIPv6: spec.ipv6,
    Internal: spec.internal,
    Attachable: spec.attachable,
    Options: spec.options,
    Labels: spec.labels,
  });
  const answer = await connection.json({ method: "POST", path: "/networks/create", body }, signal);
  return asText(asRecord(answer)["Id"]);
}

/**
 * Removes a network, named by its id, or by `removalReference` where the engine may be Podman.
 * `conflict` while containers are attached.
 */
export async function removeNetwork(
  connection: EngineConnection,
  reference: string,
  signal: AbortSignal,
): Promise<void> {
  await connection.json(
    { method: "DELETE", path: `/networks/${encodeURIComponent(reference)}` },
    signal,
  );
}

export async function connectContainer(
  connection: EngineConnection,
  spec: ConnectSpec,
  signal: AbortSignal,
): Promise<void> {
  const body = {
    Container: spec.containerId,
    EndpointConfig: withoutEmpty({
      Aliases: spec.aliases,
      IPAMConfig: spec.ipv4Address === undefined ? undefined : { IPv4Address: spec.ipv4Address },
    }),
  };
  const path = `/networks/${encodeURIComponent(spec.networkId)}/connect`;
  await connection.json({ method: "POST", path, body }, signal);
}

/** Takes a container off a network. Forced: a stale endpoint must not survive it. */
export async function disconnectContainer(
  connection: EngineConnection,
  networkId: string,
  containerId: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `/networks/${encodeURIComponent(networkId)}/disconnect`;
  const body = { Container: containerId, Force: true };
  await connection.json({ method: "POST", path, body }, signal);
}

/**
 * Creates and starts a container as `docker run -itd` does, and resolves to its id. A container that
 * does not start is removed again. `notFound` where the engine lacks the image.
 */
export async function runContainer(
  connection: EngineConnection,
  spec: RunSpec,
  signal: AbortSignal,
): Promise<string> {
  const body = withoutEmpty({
    Image: spec.image,
    Cmd: spec.command,
    Tty: true,
    OpenStdin: true,
    HostConfig: { NetworkMode: spec.network },
    NetworkingConfig:
      spec.aliases === undefined
        ? undefined
        : { EndpointsConfig: { [spec.network]: { Aliases: spec.aliases } } },
  });
  const query = spec.name === undefined ? {} : { name: spec.name };
  const request = { method: "POST", path: "/containers/create", query, body } as const;
  const id = asText(asRecord(await connection.json(request, signal))["Id"]);
  try {
    await startContainer(connection, id, signal);
  } catch (error) {
    // The caller's signal may be what ended the start; the clean-up has to run all the same.
    await removeContainer(connection, id, AbortSignal.timeout(cleanUpMs));
    throw error;
  }
  return id;
}

/** Starts a container. One that runs already is fine. */
export async function startContainer(
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  await orderContainer(connection, { id, order: "start" }, signal);
}

/** Lets a paused container go on. */
export async function unpauseContainer(
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  await orderContainer(connection, { id, order: "unpause" }, signal);
}

/** Stops a container, as softly as it was made to be stopped, and starts it again. */
export async function restartContainer(
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  await orderContainer(connection, { id, order: "restart" }, signal);
}

/** As long as it takes: how much time a container has to stop is its own matter. */
async function orderContainer(
  connection: EngineConnection,
  { id, order }: { readonly id: string; readonly order: "start" | "unpause" | "restart" },
  signal: AbortSignal,
): Promise<void> {
  const path = `/containers/${encodeURIComponent(id)}/${order}`;
  const answer = await connection.stream({ method: "POST", path }, signal);
  try {
    await text(answer);
  } catch (error) {
    throw toEngineError(error);
  }
}

/** Removes a container, running or not. One that is already gone is fine. */
export async function removeContainer(
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `/containers/${encodeURIComponent(id)}`;
  try {
    await connection.json({ method: "DELETE", path, query: { force: true, v: true } }, signal);
  } catch (error) {
    if (!(error instanceof EngineError && error.kind === "notFound")) throw error;
  }
}

export interface PullProgress {
  /** The engine's own words: `Downloading`, `Extracting`. */
  readonly status: string;
  /** The layer, where the line is about one. */
  readonly layer: string | undefined;
  readonly currentBytes: number;
  readonly totalBytes: number;
}

/** Pulls an image and reports each line of progress. Throws the engine's reason where the pull fails. */
export async function pullImage(
  connection: EngineConnection,
  image: string,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  // Without a tag the API would pull every tag there is.
  const hasTag = /[:@][^/]+$/.test(image);
  const query = { fromImage: hasTag ? image : `${image}:latest` };
  const lines = await connection.stream({ method: "POST", path: "/images/create", query }, signal);
  try {
    for await (const line of jsonLines(lines)) {
      const message = asRecord(line);
      // The answer began with 200; what goes wrong later stands in the stream.
      const failure = asText(message["error"]);
      if (failure !== "") throw new EngineError("failed", failure);
      const detail = asRecord(message["progressDetail"]);
      onProgress({
        status: asText(message["status"]),
        layer: typeof message["id"] === "string" ? message["id"] : undefined,
        currentBytes: Number(detail["current"] ?? 0),
        totalBytes: Number(detail["total"] ?? 0),
      });
    }
  } catch (error) {
    throw toEngineError(error);
  }
}

/** The ids of every container that carries a label, running or not. */
export async function containersWithLabel(
  connection: EngineConnection,
  label: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const query = { all: true, filters: { label: [label] } };
  const request = { method: "GET", path: "/containers/json", query } as const;
  return asList(await connection.json(request, signal)).map((item) => asText(asRecord(item)["Id"]));
}

/** How long an undo may take after the user has already cancelled. */
const cleanUpMs = 20_000;

/** Leaves out what was not given, so that the engine's own defaults hold. */
function withoutEmpty(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
