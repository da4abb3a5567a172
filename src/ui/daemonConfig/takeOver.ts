// Lets systemd have the running daemon take a configuration over, looks whether it did, and goes back where it didn't.
import * as vscode from "vscode";
import {
  restoreCommands,
  stepCommands,
  type ApplyStep,
  type FileCopy,
} from "../../daemonConfig/applyPlan.ts";
import { commandLine } from "../../engine/commandLine.ts";
import { Cancelled } from "../choose.ts";
import { commandStep, UserError, type NextStep } from "../engineErrors.ts";
import { filesOf, type ApplyState } from "./applyState.ts";
import { failureOfStart } from "./failedStart.ts";
import type { SeenFiles } from "./seenFiles.ts";
import { runAsRoot } from "./terminalCommand.ts";

export interface TakeOverParts {
  readonly log: vscode.LogOutputChannel;
  readonly seen: SeenFiles;
  /** What files said before they were applied and Docker did not start with them. */
  readonly unfinished: Map<string, string | undefined>;
}

export interface TakeOver {
  readonly state: ApplyState;
  readonly steps: readonly ApplyStep[];
  readonly backup: readonly FileCopy[];
}

/** Runs the steps. Throws a UserError with the way back where Docker does not run with the new configuration. */
export async function takeOver(wanted: TakeOver, parts: TakeOverParts): Promise<void> {
  const { state, steps } = wanted;
  const since = new Date();
  const commands = steps.flatMap((step) => stepCommands(step, state.unitName));
  const code = await runLogged(commands, parts);
  if (code === undefined) throw new Cancelled();
  const order = steps.includes("reload") && code === 0 ? "reload" : "start";
  const failure = await failureOfStart(state.unitName, since, order);
  if (failure === undefined && code === 0) {
    noteApplied(state, parts);
    tell(vscode.l10n.t("Docker runs with the new configuration."));
    return;
  }
  for (const [path, text] of state.backup) {
    if (!parts.unfinished.has(path)) parts.unfinished.set(path, text);
  }
  const ways = wanted.backup.length > 0 ? [restoreStep(wanted, parts)] : [];
  if (failure === undefined) throw refusedOrder(ways);
  throw new UserError(failure.message, [...ways, ...logStep(failure.lines)]);
}

/** Docker runs as before: a password was wrong, or systemd said no. */
function refusedOrder(ways: readonly NextStep[]): UserError {
  const message = vscode.l10n.t(
    "The command failed, as the terminal shows. Docker goes on with its old configuration.",
  );
  const again = commandStep(vscode.l10n.t("Apply Again"), "portolan.daemonConfig.apply");
  return new UserError(message, [again, ...ways]);
}

function noteApplied({ backup, after }: ApplyState, { seen, unfinished }: TakeOverParts): void {
  const now = Date.now();
  for (const path of backup.keys()) seen.accept(path, undefined, now);
  for (const { path, text } of filesOf(after)) seen.accept(path, text, now);
  unfinished.clear();
}

function logStep(lines: readonly string[]): readonly NextStep[] {
  if (lines.length === 0) return [];
  const run = async (): Promise<void> => {
    const content = `${lines.join("\n")}\n`;
    const document = await vscode.workspace.openTextDocument({ language: "log", content });
    await vscode.window.showTextDocument(document, { preview: true });
  };
  return [{ title: vscode.l10n.t("Show Docker's Log"), run }];
}

function restoreStep(wanted: TakeOver, parts: TakeOverParts): NextStep {
  return { title: vscode.l10n.t("Restore Backup"), run: () => goBack(wanted, parts) };
}

/** Puts the files back as they were and starts Docker with them. */
async function goBack({ state, backup }: TakeOver, parts: TakeOverParts): Promise<void> {
  const since = new Date();
  const code = await runLogged(restoreCommands(backup, state.unitName), parts);
  if (code === undefined) throw new Cancelled();
  const failure = await failureOfStart(state.unitName, since, "start");
  if (failure !== undefined) throw new UserError(failure.message, logStep(failure.lines));
  if (code !== 0) {
    throw new UserError(vscode.l10n.t("The backup could not be restored, as the terminal shows."));
  }
  parts.unfinished.clear();
  tell(vscode.l10n.t("Docker runs with its former configuration again."));
}

function runLogged(
  commands: readonly (readonly string[])[],
  { log }: TakeOverParts,
): Promise<number | undefined> {
  for (const words of commands) log.info(`$ ${commandLine(words)}`);
  return runAsRoot(vscode.l10n.t("Docker Configuration"), commands);
}

function tell(message: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 10_000);
}
