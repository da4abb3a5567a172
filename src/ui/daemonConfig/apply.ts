// Applying a changed configuration: shows what changes, checks it, backs it up, lets systemd do it, and looks whether Docker comes back.
import * as vscode from "vscode";
import { systemctlWords, type ApplyStep } from "../../daemonConfig/applyPlan.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import { setOptions } from "../../daemonConfig/options/optionChanges.ts";
import { commandLine } from "../../engine/commandLine.ts";
import { isAbort } from "../../engine/errors.ts";
import { withCancellableProgress } from "../adapt.ts";
import { Cancelled } from "../choose.ts";
import { UserError } from "../engineErrors.ts";
import { verdictOfDaemon } from "./applyChecks.ts";
import { filesOf, type ApplyState } from "./applyState.ts";
import { isLiveRestore, planDetail } from "./applyTexts.ts";
import { writeBackup, type Backup } from "./backup.ts";
import { failureOfStart } from "./failedStart.ts";
import type { SeenFiles } from "./seenFiles.ts";
import { runAsRoot } from "./terminalCommand.ts";

export interface ApplyParts {
  readonly log: vscode.LogOutputChannel;
  readonly seen: SeenFiles;
  /** Where backups are kept. */
  readonly storage: vscode.Uri;
  /** Undefined where no systemd runs. */
  readonly readState: (signal: AbortSignal) => Promise<ApplyState | undefined>;
  /** The number of errors that our own rules find in the files of a configuration. */
  readonly countErrors: (state: ApplyState) => number;
  /** Shows the running configuration beside the new one. */
  readonly compare: (before: Configuration, after: Configuration) => Promise<void>;
}

/** Runs the whole flow. Throws a UserError with the next steps where it ends early. */
export async function apply(parts: ApplyParts): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new UserError(
      vscode.l10n.t(
        "In Restricted Mode Portolan runs nothing. Trust this folder to apply its files.",
      ),
    );
  }
  const state = await checked(parts);
  const steps = state.plan?.steps ?? ["daemonReload", "restart"];
  if (steps.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Docker runs with this configuration already."),
    );
    return;
  }
  await confirm(state, steps, parts);
  const backup = await writeBackup(parts.storage, state.backup);
  await saveAll(state.unsaved);
  await take(state, { steps, backup }, parts);
}

interface Taking {
  readonly steps: readonly ApplyStep[];
  readonly backup: Backup;
}

/** The state, once nothing speaks against it. */
async function checked(parts: ApplyParts): Promise<ApplyState> {
  const title = vscode.l10n.t("Checking Docker's configuration…");
  return withCancellableProgress(title, async (_, signal) => {
    const state = await parts.readState(signal);
    if (state === undefined) {
      throw new UserError(
        vscode.l10n.t(
          "No systemd runs here (a container, or not Linux), so Portolan can't restart Docker. Restart it the way it is started here.",
        ),
      );
    }
    const errors = parts.countErrors(state);
    if (errors > 0) throw refusal(errors);
    const verdict = await verdictOfDaemon(state.after, signal);
    if (verdict === undefined) return state;
    throw new UserError(vscode.l10n.t("dockerd refuses this configuration: {0}", verdict));
  });
}

function refusal(errors: number): UserError {
  const message =
    errors === 1
      ? vscode.l10n.t("With one error left Docker would not start again. Mend it first.")
      : vscode.l10n.t(
          "With {0} errors left Docker would not start again. Mend them first.",
          errors,
        );
  const show = {
    title: vscode.l10n.t("Show Problems"),
    run: () => vscode.commands.executeCommand("workbench.actions.view.problems"),
  };
  return new UserError(message, [show]);
}

async function confirm(
  state: ApplyState,
  steps: readonly ApplyStep[],
  parts: ApplyParts,
): Promise<void> {
  const { plan, before, after, unsaved } = state;
  const keepsContainers = isLiveRestore(setOptions(after.options), after.version);
  const detail =
    plan === undefined
      ? vscode.l10n.t("Docker does not run; it is started with this configuration.")
      : planDetail(plan, { isLiveRestore: keepsContainers });
  const saves =
    unsaved.length === 0 ? "" : `\n\n${vscode.l10n.t("Changed files are saved first.")}`;
  const go = verbOf(steps);
  const question = vscode.l10n.t("Apply the changed configuration to Docker?");
  const options = { modal: true, detail: detail + saves };
  const compare = vscode.l10n.t("Compare");
  const buttons = before === undefined ? [go] : [go, compare];
  const answer = await vscode.window.showWarningMessage(question, options, ...buttons);
  // Whoever compares reads for a while; the command is there to be called again.
  if (answer === compare && before !== undefined) await parts.compare(before, after);
  if (answer !== go) throw new Cancelled();
}

function verbOf(steps: readonly ApplyStep[]): string {
  if (steps.includes("reload")) return vscode.l10n.t("Reload Docker");
  return steps.includes("restart") || steps.includes("restartWithSocket")
    ? vscode.l10n.t("Restart Docker")
    : vscode.l10n.t("Reload Units");
}

/** Saving may fail where the file is root's; VS Code then offers to do it as root. */
async function saveAll(documents: readonly vscode.TextDocument[]): Promise<void> {
  for (const document of documents) {
    if (await document.save()) continue;
    const name = document.uri.path;
    throw new UserError(
      vscode.l10n.t("{0} could not be saved. Save it as root, then apply again.", name),
    );
  }
}

async function take(
  state: ApplyState,
  { steps, backup }: Taking,
  parts: ApplyParts,
): Promise<void> {
  const { unitName, after } = state;
  const since = new Date();
  for (const step of steps) {
    const words = ["systemctl", ...systemctlWords(step, unitName)];
    parts.log.info(`$ ${commandLine(words)}`);
    const code = await runAsRoot(words.slice(0, 2).join(" "), words);
    if (code === undefined) throw new Cancelled();
    if (code !== 0) break;
  }
  const failure = await failureOfStart(unitName, since);
  if (failure !== undefined) {
    throw failedTaking(failure.message, failure.lines, { state, backup, parts });
  }
  const now = Date.now();
  for (const path of state.backup.keys()) parts.seen.accept(path, undefined, now);
  for (const { path, text } of filesOf(after)) parts.seen.accept(path, text, now);
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t("Docker runs with the new configuration.")}`,
    10_000,
  );
}

interface Failed {
  readonly state: ApplyState;
  readonly backup: Backup;
  readonly parts: ApplyParts;
}

/** The failure with what Docker said, and the way back. */
function failedTaking(message: string, lines: readonly string[], failed: Failed): UserError {
  const show = {
    title: vscode.l10n.t("Show Docker's Log"),
    run: async () => {
      const content = `${lines.join("\n")}\n`;
      const document = await vscode.workspace.openTextDocument({ language: "log", content });
      await vscode.window.showTextDocument(document, { preview: true });
    },
  };
  const restore = {
    title: vscode.l10n.t("Restore Backup"),
    run: () => goBack(failed),
  };
  const isRestorable = failed.backup.files.length > 0;
  return new UserError(message, [
    ...(lines.length > 0 ? [show] : []),
    ...(isRestorable ? [restore] : []),
  ]);
}

/** Puts the files back as they were and starts Docker with them. */
async function goBack({ state, backup, parts }: Failed): Promise<void> {
  const since = new Date();
  const { unitName } = state;
  const commands = [
    ...backup.files.map(({ path, copy }) =>
      copy === undefined ? ["rm", "-f", "--", path] : ["cp", "--", copy, path],
    ),
    ["systemctl", "daemon-reload"],
    // After a few failed starts in a row systemd would refuse to try again.
    ["systemctl", "reset-failed", unitName],
    ["systemctl", "restart", unitName],
  ];
  for (const words of commands) {
    parts.log.info(`$ ${commandLine(words)}`);
    const code = await runAsRoot(words.slice(0, 2).join(" "), words);
    if (code === undefined) throw new Cancelled();
    if (code !== 0 && words[1] !== "reset-failed") break;
  }
  const failure = await failureOfStart(unitName, since).catch((error: unknown) => {
    if (isAbort(error)) return undefined;
    throw error;
  });
  if (failure !== undefined) throw new UserError(failure.message);
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t("Docker runs with its former configuration again.")}`,
    10_000,
  );
}
