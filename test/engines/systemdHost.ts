// A host where systemd runs Docker, as on people's machines: real units, a real journal, a real restart.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cacheFolder } from "../setup/cache.ts";
import { ensureEngineRoot } from "../setup/engineRoot.ts";
import { run } from "../setup/process.ts";
import { ensureSystemd } from "../setup/systemd.ts";
import { type EngineHost, rootEnvironment, startHost } from "./engineHost.ts";
import type { EngineName } from "./engineKinds.ts";

const script = path.join(import.meta.dirname, "systemdHost.sh");

export interface SystemdHostOptions {
  readonly engine: Exclude<EngineName, "podman">;
  /** Folders of the machine that the host sees at the same place. */
  readonly folders?: readonly string[];
  /** Its files before Docker first starts, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Disposing of it ends all that runs in it and removes every trace. */
export interface SystemdHost extends AsyncDisposable {
  /** argv of a program among the host's processes and files, but in the machine's network. */
  readonly enter: (command: string, ...args: readonly string[]) => readonly [string, ...string[]];
  /** Runs a program there to its end. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  /** The text of one of its files; undefined where there is none. */
  read(file: string): Promise<string | undefined>;
  /** Writes one of its files. */
  write(file: string, text: string): Promise<void>;
}

/** Makes a host and resolves when its Docker runs. Needs root and what `ensureEngines` installs. */
export async function startSystemdHost(options: SystemdHostOptions): Promise<SystemdHost> {
  await ensureSystemd();
  const folders = [cacheFolder, import.meta.dirname, ...(options.folders ?? [])];
  const host = await startHost({ lowerRoot: "/", hostName: "host1", folders });
  try {
    const pid = await startSystemd(host, await daemonOf(options.engine));
    const made = systemdHost(host, pid);
    await bootEnd(made);
    for (const [file, text] of Object.entries(options.files ?? {})) await made.write(file, text);
    await made.run("systemctl", "start", "docker.service");
    return made;
  } catch (error) {
    await host[Symbol.asyncDispose]();
    throw error;
  }
}

function systemdHost(host: EngineHost, pid: number): SystemdHost {
  const enter: SystemdHost["enter"] = (...argv) => [
    ...(["nsenter", "--target", String(pid), "--mount", "--pid", "--"] as const),
    ...argv,
  ];
  const placeOf = (file: string): string => `/proc/${pid}/root${file}`;
  return {
    enter,
    run: (...argv) => {
      const [command, ...args] = enter(...argv);
      return run(command, args, { env: rootEnvironment });
    },
    read: (file) => readFile(placeOf(file), "utf8").catch(() => undefined),
    write: async (file, text) => {
      await mkdir(path.dirname(placeOf(file)), { recursive: true });
      await writeFile(placeOf(file), text);
    },
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

/** The dockerd that the host gets in the place of the machine's. */
async function daemonOf(engine: SystemdHostOptions["engine"]): Promise<string> {
  const root = engine === "docker-20.10" ? "/" : await ensureEngineRoot();
  return path.join(root, "usr/sbin/dockerd");
}

/** Resolves with the machine's pid of systemd. */
async function startSystemd(host: EngineHost, daemon: string): Promise<number> {
  const [command, ...args] = host.enter("sh", script, "start", daemon);
  const child = spawn(command, args, { stdio: "ignore", env: rootEnvironment, detached: true });
  await once(child, "spawn");
  child.unref();
  for (;;) {
    const pid = await systemdBelow(child);
    if (pid !== undefined) return pid;
    if (child.exitCode !== null) throw new Error(`systemd ended with ${child.exitCode}.`);
    await delay(20);
  }
}

/** Our child is nsenter; below it are a shell, unshare, and systemd once it has taken the script's place. */
async function systemdBelow(child: ChildProcess): Promise<number | undefined> {
  let pid = child.pid ?? 0;
  for (;;) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
    const first = children.trim().split(" ")[0] ?? "";
    if (first === "") return undefined;
    pid = Number(first);
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (name === "systemd\n") return pid;
  }
}

async function bootEnd(host: SystemdHost): Promise<void> {
  for (;;) {
    const state = await host.run("systemctl", "is-active", "basic.target").catch(() => "");
    if (state === "active\n") return;
    await delay(20);
  }
}
