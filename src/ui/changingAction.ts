// What every change to an engine has in common: it is logged as the docker command line that does the
// same, and that line can be copied.
import * as vscode from "vscode";
import { commandLine } from "../engine/commandLine.ts";
import { notificationText } from "./notificationText.ts";

/** Logs the docker command line of a change that was made. */
export function logChange(log: vscode.LogOutputChannel, argv: readonly string[]): void {
  log.info(`$ ${commandLine(argv)}`);
}

/** Says in passing what was done, and offers the command line for copying. */
export function offerCommandLine(done: string, argv: readonly string[]): void {
  const copy = vscode.l10n.t("Copy Docker Command");
  void vscode.window.showInformationMessage(notificationText(done), copy).then(async (chosen) => {
    if (chosen === copy) await vscode.env.clipboard.writeText(commandLine(argv));
  });
}
