// What a crashed run can leave behind, and its removal. The name of every folder and cgroup says
// which process owns it, so there is no list to keep and nothing of a live run is ever touched.
import { existsSync } from "node:fs";
import { readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const counter = { value: 0 };

/** A new name `ptl-PID-START-N`, with this process as the owner. */
export async function ownedName(): Promise<string> {
  const number = ++counter.value;
  return `ptl-${process.pid}-${(await startTime(process.pid)) ?? "0"}-${number}`;
}

/**
 * Ends the processes and removes the cgroups and folders of owners that are gone. Hosts end by
 * themselves with their owner; this is for those whose guard was killed too.
 */
export async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid, start] = /^ptl-(\d+)-(\w+)-\d+$/.exec(name) ?? [];
    if (pid === undefined || (await startTime(Number(pid))) === start) continue;
    await removeHost(path.join(tmpdir(), name));
  }
}

/** Ends all processes of the host in this folder, and removes its cgroups and the folder. */
export async function removeHost(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, "cgroups"), "utf8").catch(() => "");
  const cgroups = list.split("\n").flatMap((line) => line.split(" ")[0] ?? []);
  await removeCgroups(cgroups.filter((cgroup) => cgroup !== ""));
  await rm(folder, { recursive: true, force: true });
}

/** A host's cgroups hold exactly its processes, so no recycled pid is ever hit. */
async function removeCgroups(cgroups: readonly string[]): Promise<void> {
  const tree = (await Promise.all(cgroups.map(subfolders))).flat();
  for (;;) {
    const pids = (await Promise.all(tree.map(processesOf))).flat();
    if (pids.length === 0) break;
    for (const folder of tree) await thaw(folder);
    for (const pid of pids) kill(pid);
    await delay(20);
  }
  for (const folder of tree) await rmdir(folder).catch(() => undefined);
}

/** The folder and all below it, the deepest first. */
async function subfolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => subfolders(path.join(folder, entry.name)));
  return [...(await Promise.all(below)).flat(), folder];
}

async function processesOf(cgroup: string): Promise<readonly number[]> {
  const text = await readFile(path.join(cgroup, "cgroup.procs"), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean).map(Number);
}

/** In a version 1 hierarchy not even SIGKILL ends a paused container. */
async function thaw(cgroup: string): Promise<void> {
  const state = path.join(cgroup, "freezer.state");
  if (existsSync(state)) await writeFile(state, "THAWED").catch(() => undefined);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended between the listing and now, which is what we want.
  }
}

/** When a process started, in clock ticks since boot: with the pid it names a process for good. */
async function startTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The program's name, in parentheses, may hold spaces; field 22 is the 20th after it.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}
