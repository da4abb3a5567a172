// What applying a configuration would change and do, in words.
import * as vscode from "vscode";
import type { ApplyPlan, ApplyStep, RestartReason } from "../../daemonConfig/applyPlan.ts";
import { isAtLeast, type EngineVersion } from "../../daemonConfig/options/engineVersion.ts";
import {
  setOptions,
  type OptionChange,
  type SetOption,
} from "../../daemonConfig/options/optionChanges.ts";
import type { ApplyState } from "./applyState.ts";

/** More would make a dialog that nobody reads; the comparison shows all. */
const mostLines = 12;

/** The details of the question: what changes and where, what that means for containers, what is done first. */
export function questionDetail({ plan, after, unsaved, backup }: ApplyState): string {
  const keepsContainers = isLiveRestore(setOptions(after.options), after.version);
  const what =
    plan === undefined
      ? vscode.l10n.t("Docker does not run; it is started with this configuration.")
      : consequence(plan.steps, keepsContainers);
  const parts = [...(plan === undefined ? [] : [changesIn(plan)]), what];
  if (backup.size > 0) {
    const files = [...backup.keys()].join(", ");
    parts.push(vscode.l10n.t("Changed: {0}. A backup is kept.", files));
  }
  if (unsaved.length > 0) parts.push(vscode.l10n.t("Changed files are saved first."));
  return parts.filter((part) => part !== "").join("\n\n");
}

function changesIn(plan: ApplyPlan): string {
  const changes = plan.changes.map(changeText);
  const reasons = plan.reasons.filter(({ kind }) => kind !== "option").map(reasonText);
  const shown = [...changes, ...reasons];
  const lines = shown.slice(0, mostLines);
  if (shown.length > mostLines) {
    lines.push(vscode.l10n.t("… and {0} more", shown.length - mostLines));
  }
  return lines.join("\n");
}

/** One option, before and after. */
export function changeText({ before, after }: OptionChange): string {
  if (before === undefined) return `+ ${after === undefined ? "" : setText(after)}`;
  if (after === undefined) return `− ${setText(before)}`;
  const isSame = before.source === after.source && before.spelling === after.spelling;
  return `${setText(before)} → ${isSame ? after.values.join(", ") : setText(after)}`;
}

/** True where containers go on while the daemon restarts. */
export function isLiveRestore(options: readonly SetOption[], version: EngineVersion): boolean {
  const last = options.findLast(({ option }) => option.name === "live-restore");
  return isAtLeast(version, "1.12.0") && last?.values[0] === "true";
}

function setText({ source, spelling, values }: SetOption): string {
  const value = values.join(", ");
  return source === "commandLine" ? `${spelling} ${value}` : `"${spelling}": ${value}`;
}

function reasonText(reason: RestartReason): string {
  switch (reason.kind) {
    case "option":
      return changeText(reason.change);
    case "directive":
      return vscode.l10n.t("{0}= of the unit changes.", reason.name);
    case "variable":
      return vscode.l10n.t("The variable {0} changes.", reason.name);
    case "socket":
      return vscode.l10n.t("The socket unit changes.");
    case "unknownFile":
      return vscode.l10n.t(
        "{0} has changed since Docker started; what it said then is not known.",
        reason.path,
      );
    case "noReload":
      return vscode.l10n.t("The unit has no ExecReload=, so that only a restart takes this over.");
  }
}

function consequence(steps: readonly ApplyStep[], keepsContainers: boolean): string {
  if (steps.includes("reload")) {
    return vscode.l10n.t("A reload is enough; containers are not touched.");
  }
  if (steps.length === 1 && steps[0] === "daemonReload") {
    return vscode.l10n.t("systemd reads the unit again; Docker itself goes on as it is.");
  }
  return keepsContainers
    ? vscode.l10n.t("Docker restarts. Containers go on, as live-restore is set.")
    : vscode.l10n.t("Docker restarts, and with it every running container stops.");
}
