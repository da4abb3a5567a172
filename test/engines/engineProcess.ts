// The engine's own process inside a host: start, stop, kill, freeze. The host outlives it, and so do
// the containers of a killed engine, as on a real machine.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { engineRequest } from "./engineRequest.ts";
import { type EngineHost, rootEnvironment } from "./engineHost.ts";

export class EngineProcess {
  private child: ChildProcess | undefined;
  private readonly host: EngineHost;
  private readonly argv: readonly [string, ...string[]];
  private readonly address: string;
  private readonly log: string;

  constructor(host: EngineHost, argv: readonly [string, ...string[]], address: string) {
    this.host = host;
    this.argv = argv;
    this.address = address;
    this.log = path.join(host.folder, "engine.log");
  }

  /** Starts the engine and resolves when it answers. Throws with its log if it ends. */
  async start(): Promise<void> {
    if (this.child) throw new Error("The engine is running already.");
    const log = await open(this.log, "a");
    const [command, ...args] = this.host.enter(...this.argv);
    const child = spawn(command, args, {
      stdio: ["ignore", log.fd, log.fd],
      env: rootEnvironment,
      detached: true,
    });
    await once(child, "spawn");
    await log.close();
    this.child = child;
    child.once("exit", () => {
      this.child = undefined;
    });
    child.unref();
    await this.answers();
  }

  /** Ends the engine in order, which stops its containers. Resolves when it is gone. */
  stop(): Promise<void> {
    return this.end("SIGTERM");
  }

  /** Ends the engine as a crash would. Resolves when it is gone. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  /** Stops the engine where it is. Resolves when all its threads have stopped. */
  async freeze(): Promise<void> {
    const pid = await this.enginePid();
    process.kill(pid, "SIGSTOP");
    while (!(await isStopped(pid))) await delay(5);
  }

  async thaw(): Promise<void> {
    process.kill(await this.enginePid(), "SIGCONT");
  }

  async readLog(): Promise<string> {
    return readFile(this.log, "utf8").catch(() => "");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child) return;
    child.ref();
    const exit = once(child, "exit");
    process.kill(await this.enginePid(), signal);
    await exit;
  }

  private async answers(): Promise<void> {
    while (this.child) {
      const answer = await engineRequest(this.address, "GET", "/_ping").catch(() => undefined);
      if (answer?.status === 200) return;
      await delay(20);
    }
    throw new Error(`The engine ended.\n${await this.readLog()}`);
  }

  /** The machine's pid of the engine. Ours is nsenter, and its only child is a shell. */
  private async enginePid(): Promise<number> {
    if (this.child?.pid === undefined) throw new Error("The engine is not running.");
    return onlyChild(await onlyChild(this.child.pid));
  }
}

async function isStopped(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`);
  const states = threads.map(async (thread) => {
    const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, "utf8").catch(() => ") T");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("T");
  });
  return (await Promise.all(states)).every(Boolean);
}

async function onlyChild(pid: number): Promise<number> {
  return Number(await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"));
}
