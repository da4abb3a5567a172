// Between VS Code's words and ours, both ways.
import * as vscode from "vscode";
import { notificationText } from "./notificationText.ts";

/** A cancellation token as an AbortSignal; the only bridge between the two. */
export function toSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else
    token.onCancellationRequested(() => {
      controller.abort();
    });
  return controller.signal;
}

/** Runs with a progress notification that the user can cancel. Cancelling throws the abort. */
export async function withCancellableProgress<T>(
  title: string,
  task: (
    report: vscode.Progress<{ message?: string; increment?: number }>,
    signal: AbortSignal,
  ) => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: notificationText(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => task(progress, toSignal(token)));
}
