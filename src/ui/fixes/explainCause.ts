// "Explain Cause…": the page about why something does not get through.
import * as vscode from "vscode";
import { causeTexts } from "../../connectivity/diagnosis/causeTexts.ts";
import { Cancelled } from "../choose.ts";
import { openExplanation } from "../explanationPage.ts";
import { translate } from "../translate.ts";

/** Shows the page of a cause: of the code, or of the one that the user picks. */
export async function explainCause(pages: vscode.Uri, code: unknown): Promise<void> {
  const chosen = typeof code === "string" ? code : await pickCode();
  await openExplanation(pages, chosen);
}

async function pickCode(): Promise<string> {
  const items = Object.entries(causeTexts).map(([label, text]) => ({
    label,
    // The sentence without what it is about.
    detail: translate(text).replaceAll(/\{\w+\}/g, "…"),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Cause to explain"),
    matchOnDetail: true,
  });
  if (picked === undefined) throw new Cancelled();
  return picked.label;
}
