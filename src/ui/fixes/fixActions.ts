// What can be done about a cause, as buttons: for messages, and for the page of network tests.
import * as vscode from "vscode";
import type { Cause, Fix } from "../../connectivity/diagnosis/cause.ts";
import type { FixCode } from "../../connectivity/diagnosis/causeTexts.ts";
import { commandLine } from "../../engine/commandLine.ts";
import type { CommandId } from "../contributions.ts";
import { pullStep } from "../pullStep.ts";
import type { ChangeContext } from "../removeNetwork.ts";
import { carryOut, type FixOptions } from "./carryOut.ts";
import { stepsLabel } from "./stepTexts.ts";

export interface FixAction {
  /** What `runFix` takes. */
  readonly id: FixActionId;
  readonly label: string;
}

type FixActionId =
  "apply" | "pull" | "copyTarget" | "openDaemonConfig" | "copyCommands" | "explain";

/** Fixes that are made in the daemon's configuration. */
const daemonFixes: ReadonlySet<FixCode> = new Set<FixCode>(["smallerDaemonMtu", "setDns"]);

/** The buttons of a cause, the one that mends it first. */
export function fixActions(cause: Cause): readonly FixAction[] {
  const { fix } = cause;
  const actions: FixAction[] = [];
  if (fix?.steps !== undefined) actions.push({ id: "apply", label: stepsLabel(fix.steps) });
  const image = fix === undefined ? undefined : imageOf(fix);
  if (image !== undefined) {
    actions.push({ id: "pull", label: vscode.l10n.t("Pull {0}", image) });
  }
  const target = fix === undefined ? undefined : targetOf(fix);
  if (target !== undefined) {
    actions.push({ id: "copyTarget", label: vscode.l10n.t("Copy {0}", target) });
  }
  if (isOfDaemon(cause)) {
    actions.push({ id: "openDaemonConfig", label: vscode.l10n.t("Open Daemon Configuration") });
  }
  if (fix !== undefined && fix.commands.length > 0) {
    actions.push({ id: "copyCommands", label: vscode.l10n.t("Copy Commands") });
  }
  return [...actions, { id: "explain", label: vscode.l10n.t("Explain") }];
}

/** Does what the button with this id says. An id that is none of the cause's does nothing. */
export async function runFix(
  context: ChangeContext,
  cause: Cause,
  id: string,
  options: FixOptions = {},
): Promise<void> {
  const action = fixActions(cause).find((one) => one.id === id);
  if (action === undefined) return;
  const { code, fix } = cause;
  switch (action.id) {
    case "apply":
      await carryOut(context, fix?.steps ?? [], options);
      return;
    case "pull":
      await pull(context, fix === undefined ? "" : (imageOf(fix) ?? ""), options);
      return;
    case "copyTarget":
      await vscode.env.clipboard.writeText(fix === undefined ? "" : (targetOf(fix) ?? ""));
      return;
    case "openDaemonConfig":
      // VS Code makes this command for the view.
      await vscode.commands.executeCommand("portolan.daemonConfig.focus");
      return;
    case "copyCommands":
      await vscode.env.clipboard.writeText((fix?.commands ?? []).map(commandLine).join("\n"));
      return;
    case "explain":
      await vscode.commands.executeCommand("portolan.explainCause" satisfies CommandId, code);
      return;
    default:
      action.id satisfies never;
  }
}

/** The default bridge is kept as the daemon's configuration says, and nothing else changes that. */
function isOfDaemon({ code, args, fix }: Cause): boolean {
  const isDefaultBridge = code === "interContainerDisabled" && args["network"] === "bridge";
  return isDefaultBridge || (fix !== undefined && daemonFixes.has(fix.code));
}

/** Asked for by its button alone: it changes nothing that runs, and can be stopped. */
async function pull(
  context: ChangeContext,
  image: string,
  { testAgain }: FixOptions,
): Promise<void> {
  await pullStep(context, image, testAgain ?? ((): unknown => undefined)).run();
}

function imageOf({ code, args }: Fix): string | undefined {
  return code === "pull" ? String(args["image"] ?? "") : undefined;
}

/** Where the right name or port is known: what to write instead. */
function targetOf({ code, args }: Fix): string | undefined {
  if (code === "useName") return String(args["name"] ?? "");
  if (code !== "usePort" && code !== "askPort") return undefined;
  return `${args["target"] ?? ""}:${args["port"] ?? ""}`;
}
