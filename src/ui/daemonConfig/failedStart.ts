// Whether Docker came back after it was told to take a configuration over, and what it said where it didn't.
import * as vscode from "vscode";
import { withCancellableProgress } from "../adapt.ts";
import { journalLines, serviceState, type ServiceState } from "./runningDaemon.ts";

export interface FailedStart {
  readonly message: string;
  /** The daemon's own log lines; none where this user may not read them. */
  readonly lines: readonly string[];
}

/** How often systemd is asked while Docker is still starting. */
const pauseMs = 500;

/** How often the journal is read for what a daemon says of a reload. */
const mostReadings = 10;

/** Waits until Docker runs with what it was told at a moment, or has failed; undefined where it runs. */
export async function failureOfStart(
  unitName: string,
  since: Date,
  order: "start" | "reload",
): Promise<FailedStart | undefined> {
  const state = await awaited((signal) => settledState(unitName, signal));
  let readings = 0;
  const lines = await awaited(async (signal) => {
    const found = (await journalLines(unitName, since, signal)) ?? [];
    readings += 1;
    const isDone = order === "start" || found.some(endsReload) || readings === mostReadings;
    return isDone ? { found } : undefined;
  });
  const isRunning = state?.activeState === "active";
  const refusals = isRunning ? refusedReload : refusedStart;
  const complaint = lines.findLast((line) => refusals.some((refusal) => refusal.test(line)));
  if (isRunning && complaint === undefined) return undefined;
  const words = messageIn(complaint ?? lines.at(-1) ?? state?.result ?? "");
  return { message: messageOf(isRunning, words), lines };
}

function messageOf(isRunning: boolean, words: string): string {
  if (isRunning) return vscode.l10n.t("Docker goes on with its old configuration: {0}", words);
  // Where systemd was not even told to start it, nothing has failed.
  if (words === "" || words === "success") return vscode.l10n.t("Docker does not run.");
  return vscode.l10n.t("Docker did not start: {0}", words);
}

/** The command of a reload is done before the daemon has read its file. It logs how that went. */
function endsReload(line: string): boolean {
  return [/Reloaded configuration/, ...refusedReload].some((end) => end.test(line));
}

/** What dockerd logs when it is told to reload a configuration that it can't use; it goes on with the old one. */
const refusedReload: readonly RegExp[] = [/unable to configure the Docker daemon/];

/** What it prints when it does not start. */
const refusedStart: readonly RegExp[] = [
  ...refusedReload,
  /failed to start (?:the )?daemon/i,
  /^Status: /,
  /level=fatal/,
];

async function settledState(
  unitName: string,
  signal: AbortSignal,
): Promise<{ readonly found: ServiceState | undefined } | undefined> {
  const found = await serviceState(unitName, signal);
  const isMoving = /^(?:activating|reloading|deactivating)$/.test(found?.activeState ?? "");
  // Between two of its own tries systemd only waits; that is a failure already.
  return isMoving && found?.subState !== "auto-restart" ? undefined : { found };
}

/** Looks again and again until something is found. Most often that is at once, and nobody is told. */
async function awaited<Found>(
  look: (signal: AbortSignal) => Promise<{ readonly found: Found } | undefined>,
): Promise<Found> {
  const first = await look(new AbortController().signal);
  if (first !== undefined) return first.found;
  const title = vscode.l10n.t("Waiting for Docker to come back…");
  return withCancellableProgress(title, async (_, signal) => {
    for (;;) {
      await pause(signal);
      const next = await look(signal);
      if (next !== undefined) return next.found;
    }
  });
}

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  signal.throwIfAborted();
}

/** The message inside a line of dockerd's own format. */
function messageIn(line: string): string {
  const message = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  return message?.replaceAll('\\"', '"') ?? line;
}
