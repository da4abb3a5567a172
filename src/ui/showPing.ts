// The notification about a ping: what came of it, and where it failed, why, with the buttons that mend it.
import * as vscode from "vscode";
import { causeOfPing, certainCauseOfPing, type FailedPing } from "../connectivity/causeOfPing.ts";
import type { Cause } from "../connectivity/diagnosis/cause.ts";
import { causeLines } from "../connectivity/diagnosis/causeMessage.ts";
import { isAbort } from "../engine/errors.ts";
import { withCancellableProgress } from "./adapt.ts";
import { translate } from "./translate.ts";
import { testTools } from "./networkTest/testTools.ts";
import { notificationText } from "./notificationText.ts";
import type { PingContext } from "./pingFlow.ts";
import { explainPing, pingSentence } from "./pingResult.ts";
import { showFailure } from "./showFailure.ts";

/** Looks for the cause of a failed ping; undefined where it is not found, or the user stops looking. */
export async function findCause(
  context: PingContext,
  failed: FailedPing,
): Promise<Cause | undefined> {
  try {
    // What is certain at once needs no notification about looking for it.
    const cause = certainCauseOfPing(failed) ?? (await lookForCause(context, failed));
    if (cause !== undefined) context.log.info(causeLines(cause, translate).join("\n"));
    return cause;
  } catch (error) {
    // The ping has its result, which is worth more than why the cause is not known.
    if (!isAbort(error)) context.log.warn("The cause of the ping's result was not found.", error);
    return undefined;
  }
}

async function lookForCause(context: PingContext, failed: FailedPing): Promise<Cause | undefined> {
  const title = vscode.l10n.t("Looking for the cause");
  return withCancellableProgress(title, async (_progress, signal) => {
    return causeOfPing(failed, await testTools(context, signal), signal);
  });
}

/** Shows what came of a ping, and does what the user chooses. Throws nothing. */
export async function showPing(
  context: PingContext,
  seen: FailedPing,
  cause: Cause | undefined,
): Promise<void> {
  const { source, target, result } = seen;
  const showLog = vscode.l10n.t("Show Log");
  const again = { from: source.id, to: target.text };
  const testAgain = (): unknown => vscode.commands.executeCommand("portolan.ping", again);
  const sentence = notificationText(pingSentence(source, target, result));
  if (result.verdict === "reachable") {
    const pingAgain = vscode.l10n.t("Ping Again");
    const chosen = await vscode.window.showInformationMessage(sentence, pingAgain, showLog);
    if (chosen === pingAgain) await testAgain();
    if (chosen === showLog) context.log.show();
    return;
  }
  const { why, steps } = explainPing(context, cause, testAgain);
  const titles = steps.map(({ title }) => title);
  const message = why === "" ? sentence : `${sentence} ${why}`;
  const chosen = await vscode.window.showWarningMessage(
    notificationText(message),
    ...titles,
    showLog,
  );
  if (chosen === showLog) context.log.show();
  try {
    await steps.find(({ title }) => title === chosen)?.run();
  } catch (error) {
    showFailure(error, context.log);
  }
}
