// Choosing how the view groups its networks.
import * as vscode from "vscode";
import { Cancelled } from "../choose.ts";
import { setSetting, setting } from "../config.ts";
import type { Grouping } from "../contributions.ts";

/** Asks for the grouping and sets the setting, which the view follows. */
export async function chooseGrouping(): Promise<void> {
  const current = setting("portolan.networks.groupBy");
  const items = choices().map(({ value, label }) => ({
    value,
    label,
    description: value === current ? vscode.l10n.t("current") : "",
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Group networks by"),
  });
  if (picked === undefined) throw new Cancelled();
  await setSetting("portolan.networks.groupBy", picked.value);
}

function choices(): readonly { readonly value: Grouping; readonly label: string }[] {
  return [
    { value: "none", label: vscode.l10n.t("Nothing") },
    { value: "driver", label: vscode.l10n.t("Driver") },
    { value: "composeProject", label: vscode.l10n.t("Compose project") },
  ];
}
