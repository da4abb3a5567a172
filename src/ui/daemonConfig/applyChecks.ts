// What dockerd itself says before it is told to take a configuration over: which release it is, and what it refuses.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { validateWords } from "../../daemonConfig/applyPlan.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import {
  parseEngineVersion,
  type EngineVersion,
} from "../../daemonConfig/options/engineVersion.ts";

const run = promisify(execFile);

/** The release of the dockerd that a configuration starts; undefined where it can't be asked. */
export async function versionOfDaemon(
  configuration: Configuration,
  signal: AbortSignal,
): Promise<EngineVersion | undefined> {
  const program = programOf(configuration);
  if (program === undefined) return undefined;
  try {
    const { stdout } = await run(program, ["--version"], { signal, timeout: 20_000 });
    return parseEngineVersion(/\bversion (\S+?),? /.exec(`${stdout} `)?.[1] ?? "");
  } catch {
    // It is missing or not ours to start; then the release is the one that the file is judged for.
    signal.throwIfAborted();
    return undefined;
  }
}

/**
 * What dockerd itself says against the configuration, as it is in the editor; undefined where it says
 * nothing, has no such check, or can't be asked.
 */
export async function verdictOfDaemon(
  configuration: Configuration,
  signal: AbortSignal,
): Promise<string | undefined> {
  const program = programOf(configuration);
  if (program === undefined) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), "portolan-"));
  try {
    const text = configuration.daemonJson?.file?.text;
    const json = path.join(folder, "daemon.json");
    if (text !== undefined) await writeFile(json, text, { mode: 0o600 });
    const words = validateWords(configuration, text === undefined ? undefined : json);
    return words && (await refusalOf(program, words, signal))?.replaceAll(json, "daemon.json");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function programOf({ commands }: Configuration): string | undefined {
  const program = commands[0]?.start?.programPath;
  return program?.startsWith("/") === true ? program : undefined;
}

async function refusalOf(
  program: string,
  words: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await run(program, words, { signal, timeout: 20_000 });
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    const { code, stderr } = failureOf(error);
    // A program that is not there or not ours to start says nothing of the configuration.
    const lines = typeof code === "number" ? stderr.trim().split("\n") : [];
    const said = lines.filter((line) => line !== "" && !/permission denied/i.test(line));
    return said.at(-1);
  }
}

function failureOf(error: unknown): { readonly code: unknown; readonly stderr: string } {
  if (!(error instanceof Error)) return { code: undefined, stderr: "" };
  const code = "code" in error ? error.code : undefined;
  const stderr = "stderr" in error && typeof error.stderr === "string" ? error.stderr : "";
  return { code, stderr };
}
