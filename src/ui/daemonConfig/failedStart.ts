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

/** Waits until Docker runs or has failed; undefined where it runs. */
export async function failureOfStart(
  unitName: string,
  since: Date,
): Promise<FailedStart | undefined> {
  const title = vscode.l10n.t("Waiting for Docker to come back…");
  return withCancellableProgress(title, async (_, signal) => {
    const state = await settledState(unitName, signal);
    const lines = (await journalLines(unitName, since, signal)) ?? [];
    const isRunning = state?.activeState === "active";
    const refusals = isRunning ? refusedReload : refusedStart;
    const complaint = lines.findLast((line) => refusals.some((refusal) => refusal.test(line)));
    if (isRunning && complaint === undefined) return undefined;
    const words = complaint ?? lines.at(-1) ?? state?.result ?? "";
    const message = isRunning
      ? vscode.l10n.t("Docker goes on with its old configuration: {0}", messageIn(words))
      : vscode.l10n.t("Docker did not start: {0}", messageIn(words));
    return { message, lines };
  });
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
): Promise<ServiceState | undefined> {
  for (;;) {
    const state = await serviceState(unitName, signal);
    const isMoving = /^(?:activating|reloading|deactivating)$/.test(state?.activeState ?? "");
    // Between two of its own tries systemd only waits; that is a failure already.
    if (!isMoving || state?.subState === "auto-restart") return state;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    signal.throwIfAborted();
  }
}

/** The message inside a line of dockerd's own format. */
function messageIn(line: string): string {
  const message = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  return message?.replaceAll('\\"', '"') ?? line;
}
