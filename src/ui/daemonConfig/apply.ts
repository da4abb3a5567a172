// Applying a changed configuration: shows what changes, checks it, backs it up, lets systemd do it, and looks whether Docker comes back.
import * as vscode from "vscode";
import type { ApplyStep } from "../../daemonConfig/applyPlan.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import { Cancelled } from "../choose.ts";
import type { CommandId } from "../contributions.ts";
import { UserError } from "../engineErrors.ts";
import { verdictOfDaemon } from "./applyChecks.ts";
import type { ApplyState } from "./applyState.ts";
import { questionDetail } from "./applyTexts.ts";
import { writeBackup } from "./backup.ts";
import { takeOver, type TakeOverParts } from "./takeOver.ts";

export interface ApplyParts extends TakeOverParts {
  /** Where backups are kept. */
  readonly storage: vscode.Uri;
  /** Undefined where no systemd runs. */
  readonly readState: (signal: AbortSignal) => Promise<ApplyState | undefined>;
  /** The errors that our own rules find in the files of a configuration, in words. */
  readonly errorsIn: (state: ApplyState) => readonly string[];
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
  // After a failed start, what ran before it is worth keeping, and not what failed.
  const texts = new Map([...state.backup, ...parts.unfinished]);
  const backup = await writeBackup(parts.storage, texts);
  await saveAll(state.unsaved);
  await takeOver({ state, steps, backup }, parts);
}

/** The state, once nothing speaks against it. */
async function checked(parts: ApplyParts): Promise<ApplyState> {
  const title = vscode.l10n.t("Checking Docker's configuration…");
  // It is done before one could cancel it; a notification would still be there behind the question.
  const options = { location: vscode.ProgressLocation.Window, title };
  const { signal } = new AbortController();
  return vscode.window.withProgress(options, async () => {
    const state = await parts.readState(signal);
    if (state === undefined) {
      throw new UserError(
        vscode.l10n.t(
          "No systemd runs here (a container, or not Linux), so Portolan can't restart Docker. Restart it the way it is started here.",
        ),
      );
    }
    const errors = parts.errorsIn(state);
    if (errors.length > 0) throw refusal(errors);
    const verdict = await verdictOfDaemon(state.after, signal);
    if (verdict === undefined) return state;
    throw new UserError(vscode.l10n.t("dockerd refuses this configuration: {0}", verdict));
  });
}

function refusal([first = "", ...more]: readonly string[]): UserError {
  const message =
    more.length === 0
      ? vscode.l10n.t("Docker would not start with this error: {0}", first)
      : vscode.l10n.t("Docker would not start with {0} errors: {1}", more.length + 1, first);
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
  const { before, after } = state;
  const go = verbOf(steps);
  const question = vscode.l10n.t("Apply the changed configuration to Docker?");
  const options = { modal: true, detail: questionDetail(state) };
  const compare = vscode.l10n.t("Compare");
  const buttons = before === undefined ? [go] : [go, compare];
  const answer = await vscode.window.showWarningMessage(question, options, ...buttons);
  if (answer === compare && before !== undefined) {
    await parts.compare(before, after);
    void offerAgain();
  }
  if (answer !== go) throw new Cancelled();
}

/** Whoever compares reads for a while, and may change something yet. So applying starts anew after it. */
async function offerAgain(): Promise<void> {
  const again = vscode.l10n.t("Apply…");
  const message = vscode.l10n.t("Apply this configuration once you have compared it.");
  if ((await vscode.window.showInformationMessage(message, again)) !== again) return;
  await vscode.commands.executeCommand("portolan.daemonConfig.apply" satisfies CommandId);
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
