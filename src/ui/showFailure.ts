// How a command's failure is shown: cancel is silent, the rest is logged with its cause and shown once
// with its next steps.
import * as vscode from "vscode";
import { isAbort } from "../engine/errors.ts";
import { explain } from "./engineErrors.ts";
import { notificationText } from "./notificationText.ts";

/** Logs and shows a failure, and lets the user choose among its next steps. Waits for nobody. */
export function showFailure(error: unknown, log: vscode.LogOutputChannel): void {
  if (isAbort(error)) return;
  log.error(error instanceof Error ? error : String(error));
  if (error instanceof Error && error.cause !== undefined) log.error("Cause", error.cause);
  void offerSteps(error, log);
}

/** A step may fail in its turn. */
async function offerSteps(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const { why, steps } = explain(error);
  const showLog = vscode.l10n.t("Show Log");
  const titles = steps.map((step) => step.title);
  const chosen = await vscode.window.showErrorMessage(notificationText(why), ...titles, showLog);
  if (chosen === showLog) log.show();
  const step = steps.find(({ title }) => title === chosen);
  try {
    await step?.run();
  } catch (failure) {
    showFailure(failure, log);
  }
}
