// A private engine in a host of its own. It never touches an engine that it did not start.
import { readFile } from "node:fs/promises";
import { ensureTestImages } from "../setup/testImages.ts";
import { type EngineHost, startHost } from "./engineHost.ts";
import { type EngineName, engineKind, hostAddress } from "./engineKinds.ts";
import { EngineProcess } from "./engineProcess.ts";
import { type EngineAnswer, engineRequest } from "./engineRequest.ts";
import { outsideAddress, outsideName } from "./outside.ts";

export interface TestEngineOptions {
  /** More flags for the engine's command line. */
  readonly flags?: readonly string[];
  readonly hostName?: string;
  /** Called before the engine's first start with the folder that its host sees as /run/engine. */
  prepare?(sharedFolder: string): Promise<void>;
  /** Called before the engine's first start, to give the host more network cards. */
  network?(host: EngineHost): Promise<void>;
}

/** An engine that runs until it is disposed of. Everything of it goes then, and goes with its owner. */
export interface TestEngine extends AsyncDisposable {
  readonly name: EngineName;
  /** What the engine says its version is. */
  readonly version: string;
  /** Where the machine reaches it: `unix:///…/docker.sock`. */
  readonly address: string;
  /** An address outside its host that a container on a bridge reaches through NAT. */
  readonly outsideAddress: string;
  /** A name that resolves to it, inside containers too. Other outside names do not exist. */
  readonly outsideName: string;
  /** The machine's folder that the host sees as /run/engine; the socket is in it. */
  readonly sharedFolder: string;
  /** The machine's pid of the host's first process, for namespaces: /proc/PID/ns. */
  readonly hostPid: number;
  /** Runs the engine's own `docker` client against it, in its root: paths are the host's. */
  docker(...args: readonly string[]): Promise<string>;
  /** One request to the engine's API. */
  request(method: string, path: string, body?: unknown): Promise<EngineAnswer>;
  /** Runs a program of the machine in the host's network, such as `ip` or `iptables`. */
  inHost(command: string, ...args: readonly string[]): Promise<string>;
  /** Runs a program of the machine on the other side of the host's way out. */
  inOutside(command: string, ...args: readonly string[]): Promise<string>;
  /** Starts the engine again after `stop` or `kill`. */
  start(): Promise<void>;
  /** Ends the engine in order, and its containers with it. */
  stop(): Promise<void>;
  /** SIGKILL. Resolves when the engine is gone; its containers go on until it starts again. */
  kill(): Promise<void>;
  /** SIGSTOP: it still takes connections and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** What the engine has written so far. */
  readLog(): Promise<string>;
}

/** Starts an engine with both test images. Needs root and what `ensureEngines` installs. */
export async function startEngine(
  name: EngineName,
  options: TestEngineOptions = {},
): Promise<TestEngine> {
  const kind = engineKind(name);
  const [lowerRoot, images] = await Promise.all([kind.lowerRoot(), ensureTestImages()]);
  const host = await startHost({ lowerRoot, hostName: options.hostName ?? "host1" });
  try {
    await kind.prepare(host.sharedFolder);
    await options.prepare?.(host.sharedFolder);
    await options.network?.(host);
    const address = `unix://${host.sharedFolder}/docker.sock`;
    const engine = new EngineProcess(host, kind.argv(options.flags ?? []), address);
    await engine.start();
    if (name === "podman") await tellOfNewAddresses(host);
    await load(address, images);
    return testEngine(host, engine, { name, address, version: await versionOf(address) });
  } catch (error) {
    await host[Symbol.asyncDispose]();
    throw error;
  }
}

function testEngine(
  host: EngineHost,
  engine: EngineProcess,
  facts: Pick<TestEngine, "name" | "version" | "address">,
): TestEngine {
  return {
    ...facts,
    outsideAddress,
    outsideName,
    sharedFolder: host.sharedFolder,
    hostPid: host.pid,
    docker: (...args) => host.inRoot("docker", "--host", hostAddress, ...args),
    request: (method, path, body) => engineRequest(facts.address, method, path, body),
    inHost: (...argv) => host.inNetwork(...argv),
    inOutside: (...argv) => host.inOutside(...argv),
    start: () => engine.start(),
    stop: () => engine.stop(),
    kill: () => engine.kill(),
    freeze: () => engine.freeze(),
    thaw: () => engine.thaw(),
    readLog: () => engine.readLog(),
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

/**
 * Podman's bridge takes the hardware address of one of its ports, thus another one when that container goes.
 * Who knew the old one reaches neither gateway nor name server until it has forgotten, some forty seconds
 * later, unless the host tells of the new one.
 */
async function tellOfNewAddresses(host: EngineHost): Promise<void> {
  await host.inNetwork("sysctl", "-qw", "net.ipv4.conf.all.arp_notify=1");
}

async function load(address: string, images: string): Promise<void> {
  const { status, body } = await engineRequest(
    address,
    "POST",
    "/images/load",
    await readFile(images),
  );
  if (status !== 200) throw new Error(`The engine took no images: ${JSON.stringify(body)}`);
}

async function versionOf(address: string): Promise<string> {
  const { body } = await engineRequest(address, "GET", "/version");
  if (typeof body !== "object" || body === null || !("Version" in body)) {
    throw new Error(`The engine has no version: ${JSON.stringify(body)}`);
  }
  return String(body.Version);
}
