// The one wrapper around all commands: cancel is silent, a failure is logged with its cause and shown
// once with its next steps.
import * as vscode from "vscode";
import { isAbort } from "../engine/errors.ts";
import type { CommandArguments, CommandId } from "./contributions.ts";
import { explain } from "./engineErrors.ts";

export type CommandHandlers = {
  readonly [K in CommandId]: (...args: CommandArguments[K]) => unknown;
};

/** Registers every command. A handler that is missing does not compile. */
export function registerCommands(
  handlers: CommandHandlers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) =>
      showingFailure(log, () => Reflect.apply(handler, undefined, args)),
    ),
  );
  return vscode.Disposable.from(...registered);
}

/** The action's result, or undefined where it failed or was cancelled. */
async function showingFailure(
  log: vscode.LogOutputChannel,
  action: () => unknown,
): Promise<unknown> {
  try {
    return await action();
  } catch (error) {
    if (isAbort(error)) return undefined;
    log.error(error instanceof Error ? error : String(error));
    if (error instanceof Error && error.cause !== undefined) log.error("Cause", error.cause);
    void offerSteps(error, log);
    return undefined;
  }
}

/** Shows a failure with its next steps. A step may fail in its turn. */
async function offerSteps(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const { why, steps } = explain(error);
  const showLog = vscode.l10n.t("Show Log");
  const titles = steps.map((step) => step.title);
  const chosen = await vscode.window.showErrorMessage(why, ...titles, showLog);
  if (chosen === showLog) log.show();
  const step = steps.find(({ title }) => title === chosen);
  if (step !== undefined) await showingFailure(log, () => step.run());
}
