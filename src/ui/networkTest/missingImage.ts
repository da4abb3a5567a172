// What is said once a test could not ask from some containers because the helper's image is not there. It is
// never pulled unasked.
import * as vscode from "vscode";
import type { TestRun } from "../../connectivity/networkTest/testRun.ts";
import { setting } from "../config.ts";
import { notificationText } from "../notificationText.ts";
import { pullStep } from "../pullStep.ts";
import type { ChangeContext } from "../removeNetwork.ts";
import { showFailure } from "../showFailure.ts";

/** Why places of a run stayed unknown for the lack of the image; empty where none did. */
export function missingImageText(run: TestRun): string {
  const unasked = run.answers().filter(({ results }) => {
    return results.some(({ reason }) => reason === "noTool" || reason === "notAllowed");
  });
  const sources = [...new Set(unasked.map(({ question }) => question.source.name))];
  if (sources.length === 0) return "";
  return vscode.l10n.t(
    "The image of {0} has no tools to ask with, and the engine has no image “{1}” for a helper.",
    sources.slice(0, 5).join(", "),
    setting("portolan.probe.image"),
  );
}

/** Offers to pull the image and to test again. Waits for nobody. */
export function offerImage(
  text: string,
  context: ChangeContext & { readonly again: () => Promise<void> },
): void {
  const pull = pullStep(context, setting("portolan.probe.image"), context.again);
  const choose = {
    title: vscode.l10n.t("Choose Helper Image"),
    run: () =>
      vscode.commands.executeCommand("workbench.action.openSettings", "portolan.probe.image"),
  };
  const offer = async (): Promise<void> => {
    const titles = [pull.title, choose.title];
    const chosen = await vscode.window.showWarningMessage(notificationText(text), ...titles);
    await [pull, choose].find(({ title }) => title === chosen)?.run();
  };
  offer().catch((error: unknown) => {
    showFailure(error, context.log);
  });
}
