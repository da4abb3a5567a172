// What systemd and the kernel say of the daemon that runs on this machine. Starts systemctl and journalctl, and changes nothing.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface ServiceState {
  /** `loaded`, `not-found`, `masked`, `bad-setting`… */
  readonly loadState: string;
  /** `active`, `activating`, `failed`, `inactive`… */
  readonly activeState: string;
  readonly subState: string;
  /** Why it failed: `exit-code`, `start-limit-hit`… */
  readonly result: string;
  /** The main process, 0 where none runs. */
  readonly mainPid: number;
  /** True where its files have changed since systemd read them. */
  readonly needsDaemonReload: boolean;
}

/** What systemd knows of a unit; undefined where no systemd runs. */
export async function serviceState(
  unitName: string,
  signal: AbortSignal,
): Promise<ServiceState | undefined> {
  const properties = [
    "LoadState",
    "ActiveState",
    "SubState",
    "Result",
    "MainPID",
    "NeedDaemonReload",
  ];
  const words = ["show", unitName, `--property=${properties.join(",")}`];
  const output = await outputOf("systemctl", words, signal);
  if (output === undefined) return undefined;
  const values = new Map(output.split("\n").map((line) => splitAt(line, "=")));
  const value = (name: string): string => values.get(name) ?? "";
  return {
    loadState: value("LoadState"),
    activeState: value("ActiveState"),
    subState: value("SubState"),
    result: value("Result"),
    mainPid: Number(value("MainPID")) || 0,
    needsDaemonReload: value("NeedDaemonReload") === "yes",
  };
}

/** The last lines that a unit has logged since a moment; undefined where this user may not read them. */
export async function journalLines(
  unitName: string,
  since: Date,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const seconds = (since.getTime() / 1000).toFixed(3);
  const words = ["--unit", unitName, `--since=@${seconds}`, "--lines=200"];
  const format = ["--output=cat", "--no-pager", "--quiet"];
  const output = await outputOf("journalctl", [...words, ...format], signal);
  const lines = output?.split("\n").filter((line) => line !== "");
  return lines?.length === 0 ? undefined : lines;
}

export interface RunningProcess {
  /** The words after the program. */
  readonly words: readonly string[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** The process of a daemon; undefined where it is gone, or no dockerd. */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  try {
    const [commandLine, stat] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    const [program = "", ...words] = commandLine.replace(/\0$/, "").split("\0");
    if (!/(?:^|\/)dockerd[^/]*$/.test(program)) return undefined;
    return { words, startedAt: await startOf(stat) };
  } catch {
    // It has ended, or is somebody else's; then nothing is known of it.
    return undefined;
  }
}

/** proc(5): the start is the 22nd field, in hundredths of a second since the machine started. */
async function startOf(stat: string): Promise<number> {
  // The second field is the name in parentheses, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // The kernel tells that moment in whole seconds; a file may be written in the second before the start.
  const [uptime = "0"] = (await readFile("/proc/uptime", "utf8")).split(" ");
  return Date.now() - Number(uptime) * 1000 + Number(fields[19] ?? 0) * 10;
}

/** What a program prints, undefined where it is missing or fails. */
async function outputOf(
  program: string,
  words: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const env = { ...process.env, LC_ALL: "C" };
    const options = { signal, env, timeout: 10_000, maxBuffer: 4 * 1024 * 1024 };
    return (await run(program, words, options)).stdout;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
