// A host for one engine: namespaces, a throw-away root and a way to an outside. It knows nothing of
// engines. Its processes end with ours, whatever ends us, because they hang on a pipe that we hold.
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { run } from "../setup/process.ts";
import { ownedName, removeHost, removeLeftovers } from "./leftovers.ts";

const script = path.join(import.meta.dirname, "engineHost.sh");

export interface EngineHostOptions {
  /** The root whose programs the host runs, read only. */
  readonly lowerRoot: string;
  readonly hostName: string;
  /** Folders of the machine that the host sees at the same place. */
  readonly folders?: readonly string[];
}

export interface EngineHost extends AsyncDisposable {
  /** The machine's pid of the host's first process: what `nsenter --target` wants. */
  readonly pid: number;
  /** A folder of the machine that the host sees as /run/engine. */
  readonly sharedFolder: string;
  /** The folder of everything else, such as logs. Removed with the host. */
  readonly folder: string;
  /** argv of a long-lived program that is to be one of the host's own processes. */
  enter(command: string, ...args: readonly string[]): readonly [string, ...string[]];
  /** Runs a program of the machine in the host's network, and under its host name. */
  inNetwork(command: string, ...args: readonly string[]): Promise<string>;
  /** Runs a program of the host's own root in it. */
  inRoot(command: string, ...args: readonly string[]): Promise<string>;
  /** Runs a program of the machine at the outside. */
  inOutside(command: string, ...args: readonly string[]): Promise<string>;
}

/** Makes a host. Needs root. Disposing of it ends all that runs in it and removes every trace. */
export async function startHost(options: EngineHostOptions): Promise<EngineHost> {
  if (process.getuid?.() !== 0) throw new Error("Test engines need root: run this as root.");
  await removeLeftovers();
  const name = await ownedName();
  const folder = path.join(tmpdir(), name);
  try {
    for (const part of ["", "shared", "disk", "root"]) await mkdir(path.join(folder, part));
    const folders = (options.folders ?? []).map((line) => `${line}\n`);
    await writeFile(path.join(folder, "folders"), folders.join(""));
    await makeCgroups(name, folder);
    // In a session of its own, Ctrl-C in a terminal leaves it to clean up after us.
    const argv = [script, "guard", folder, options.lowerRoot, options.hostName];
    const guard = spawn("sh", argv, { detached: true });
    const pid = await firstPid(guard);
    return engineHost(folder, pid, { guard, outside: await startOutside(pid) });
  } catch (error) {
    await removeHost(folder);
    throw error;
  }
}

/** The environment of programs in a host: none of ours. */
export const rootEnvironment: NodeJS.ProcessEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  // Empty, so that the options of the machine's user do not reach the programs.
  HOME: "/tmp",
  LANG: "C.UTF-8",
};

interface HostProcesses {
  readonly guard: ChildProcess;
  readonly outside: ChildProcess;
}

function engineHost(folder: string, pid: number, processes: HostProcesses): EngineHost {
  const target = ["--target", String(pid)];
  const root = [...target, "--mount", "--net", "--uts", "--pid", "--cgroup", "--"];
  return {
    pid,
    folder,
    sharedFolder: path.join(folder, "shared"),
    enter: (...argv) => ["sh", script, "enter", folder, String(pid), ...argv],
    inNetwork: (...argv) => run("nsenter", [...target, "--net", "--uts", "--", ...argv]),
    inRoot: (...argv) => run("nsenter", [...root, ...argv], { env: rootEnvironment }),
    inOutside: (...argv) => run("nsenter", [outsideNamespace(pid), "--", ...argv]),
    [Symbol.asyncDispose]: async () => {
      await end(processes.outside);
      await end(processes.guard);
    },
  };
}

function outsideNamespace(pid: number): string {
  return `--net=/proc/${pid}/root/run/outside`;
}

/** Starts somebody to talk to at the outside of the host with this first process. */
async function startOutside(pid: number): Promise<ChildProcess> {
  const program = [process.execPath, path.join(import.meta.dirname, "outside.ts")];
  const outside = spawn("nsenter", [outsideNamespace(pid), "--", ...program], { detached: true });
  await firstLine(outside, /^ready$/);
  return outside;
}

async function firstPid(guard: ChildProcessWithoutNullStreams): Promise<number> {
  return Number((await firstLine(guard, /^ready (\d+)$/))[1]);
}

/** Waits for a line of a program that then runs on, and that must not keep its owner from ending. */
async function firstLine(
  child: ChildProcessWithoutNullStreams,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  for await (const line of createInterface(child.stdout)) {
    const match = pattern.exec(line);
    if (!match) continue;
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
    return match;
  }
  throw new Error(`A part of the host did not start.\n${errors}`);
}

/** Ends a program by its standard input, as our own end would. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exit = once(child, "exit");
  child.stdin?.destroy();
  await exit;
}

interface Cgroup {
  readonly folder: string;
  /** Where its hierarchy is mounted, and how to mount it again. */
  readonly at: string;
  readonly type: string;
  readonly options: string;
}

/** Makes a cgroup of our name in every hierarchy. The list of them in the host's folder comes first. */
async function makeCgroups(name: string, hostFolder: string): Promise<void> {
  const cgroups = await planCgroups(name);
  const lines = cgroups.map(
    ({ folder, at, type, options }) => `${folder} ${at} ${type} ${options}\n`,
  );
  await writeFile(path.join(hostFolder, "cgroups"), lines.join(""));
  for (const { folder, options } of cgroups) {
    await mkdir(folder);
    if (options.split(",").includes("cpuset")) await copyCpuset(path.dirname(folder), folder);
  }
}

/**
 * Version 1 groups go below our own group; in a unified hierarchy that would leave them without
 * controllers, so they go to the top.
 */
async function planCgroups(name: string): Promise<readonly Cgroup[]> {
  const own = await ownCgroups();
  const mounts = (await readFile("/proc/self/mountinfo", "utf8")).split("\n");
  return mounts.flatMap((line) => {
    const [mount = "", filesystem = ""] = line.split(" - ");
    const at = mount.split(" ")[4];
    const [type, , mountOptions] = filesystem.split(" ");
    if (at === undefined || mountOptions === undefined || !type?.startsWith("cgroup")) return [];
    if (type === "cgroup2") return { folder: path.join(at, name), at, type, options: "rw" };
    const hierarchy = mountOptions.split(",").filter((option) => !/^r[wo]$/.test(option));
    const folder = path.join(at, own.get(hierarchy.join(",")) ?? "/", name);
    // A hierarchy without controllers is mounted by its name and an explicit `none`.
    const isNamed = hierarchy.some((option) => option.startsWith("name="));
    return { folder, at, type, options: [...(isNamed ? ["none"] : []), ...hierarchy].join(",") };
  });
}

/** Our own group in each version 1 hierarchy, by the hierarchy's options. */
async function ownCgroups(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile("/proc/self/cgroup", "utf8");
  const entries = text.split("\n").map((line) => /^[1-9]\d*:([^:]+):(.*)$/.exec(line));
  return new Map(entries.map((entry) => [entry?.[1] ?? "", entry?.[2] ?? "/"] as const));
}

/** A new version 1 cpuset is empty and takes no process until it is filled. */
async function copyCpuset(from: string, to: string): Promise<void> {
  await writeFile(path.join(to, "cgroup.clone_children"), "1");
  for (const file of ["cpuset.cpus", "cpuset.mems"]) {
    await writeFile(path.join(to, file), await readFile(path.join(from, file)));
  }
}
