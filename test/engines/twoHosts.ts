// Two hosts with an engine each and a cable between them, as a swarm if wanted.
import { setTimeout as delay } from "node:timers/promises";
import { run } from "../setup/process.ts";
import type { EngineHost } from "./engineHost.ts";
import type { EngineName } from "./engineKinds.ts";
import { startEngine, type TestEngine } from "./testEngine.ts";

export interface TwoHostsOptions {
  /** "docker-20.10" unless told. Podman has no swarm. */
  readonly name?: EngineName;
  /** Makes host1 the manager and host2 a worker of one swarm. */
  readonly swarm?: boolean;
  /** More flags for both engines. */
  readonly flags?: readonly string[];
  /** Called once the cable is there and before the engines start, for each host. */
  readonly furnish?: (end: 0 | 1, host: EngineHost) => Promise<void>;
}

export interface TwoHosts extends AsyncDisposable {
  readonly hosts: readonly [TestEngine, TestEngine];
}

/** The hosts' addresses on the cable; its ends are `eth1` on both. */
export const hostAddresses = ["10.77.0.1", "10.77.0.2"] as const;

/** Starts host1 and host2. Each also has its own way out, as every test engine has. */
export async function startTwoHosts(options: TwoHostsOptions = {}): Promise<TwoHosts> {
  const name = options.name ?? "docker-20.10";
  const cable = new Cable();
  const start = (end: 0 | 1) =>
    startEngine(name, {
      flags: options.flags ?? [],
      hostName: `host${end + 1}`,
      network: async (host) => {
        await cable.plugIn(end, host.pid);
        await options.furnish?.(end, host);
      },
    }).catch((error: unknown) => {
      cable.fail(error);
      throw error;
    });
  await using started = new AsyncDisposableStack();
  const [first, second] = await Promise.allSettled([start(0), start(1)]);
  for (const end of [first, second]) if (end.status === "fulfilled") started.use(end.value);
  if (first.status === "rejected") throw first.reason;
  if (second.status === "rejected") throw second.reason;
  const hosts = [first.value, second.value] as const;
  if (options.swarm) await joinSwarm(...hosts);
  const owned = started.move();
  return { hosts, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/**
 * Waits until a container's name is known in another container: hosts tell each other of their
 * containers a moment after these have started, and Podman its name server.
 */
export async function nameArrives(engine: TestEngine, box: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await engine.docker("exec", box, "nslookup", "-type=a", name);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await delay(50);
    }
  }
}

/** A cable can be laid only when both hosts are there. */
class Cable {
  private readonly ends = [
    Promise.withResolvers<number>(),
    Promise.withResolvers<number>(),
  ] as const;
  private readonly laid = Promise.all(this.ends.map((end) => end.promise)).then(lay);

  async plugIn(end: 0 | 1, pid: number): Promise<void> {
    this.ends[end].resolve(pid);
    await this.laid;
  }

  fail(error: unknown): void {
    for (const end of this.ends) end.reject(error);
  }
}

async function lay(pids: readonly number[]): Promise<void> {
  const [first, second] = pids.map(String);
  if (first === undefined || second === undefined) throw new Error("A cable has two ends.");
  const peer = ["peer", "name", "eth1", "netns", second];
  await run("ip", ["link", "add", "eth1", "netns", first, "type", "veth", ...peer]);
  for (const [index, pid] of [first, second].entries()) {
    const ip = (...args: string[]) => run("nsenter", ["--target", pid, "--net", "ip", ...args]);
    await ip("address", "add", `${hostAddresses[index] ?? ""}/24`, "dev", "eth1");
    await ip("link", "set", "eth1", "up");
  }
}

async function joinSwarm(manager: TestEngine, worker: TestEngine): Promise<void> {
  const [managerAddress, workerAddress] = hostAddresses;
  await manager.docker("swarm", "init", "--advertise-addr", managerAddress);
  const token = await manager.docker("swarm", "join-token", "--quiet", "worker");
  await worker.docker(
    ...["swarm", "join", "--advertise-addr", workerAddress],
    ...["--token", token.trim(), `${managerAddress}:2377`],
  );
}
