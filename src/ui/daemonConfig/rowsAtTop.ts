// The rows at the top of the daemon configuration view, and what the view says where there are none.
import * as vscode from "vscode";
import { isAbort } from "../../engine/errors.ts";
import { contextKeys } from "../contributions.ts";
import type { ConfigurationNode } from "./configurationNodes.ts";
import type { DaemonConfigFeature } from "./feature.ts";

/** The rows. An empty view is for where there is nothing; a failure says so above it. */
export async function rowsAtTop(
  view: vscode.TreeView<ConfigurationNode>,
  feature: () => Promise<DaemonConfigFeature>,
): Promise<ConfigurationNode[]> {
  try {
    const opened = await feature();
    opened.follow(view);
    const rows = await opened.tree.rows();
    showEmptiness(rows.length === 0);
    view.message = "";
    return [...rows];
  } catch (error) {
    if (isAbort(error)) return [];
    const words = error instanceof Error ? error.message : String(error);
    view.message = vscode.l10n.t("The configuration could not be read: {0}", words);
    return [];
  }
}

function showEmptiness(isEmpty: boolean): void {
  void vscode.commands.executeCommand("setContext", contextKeys.hasNoDaemonConfig, isEmpty);
}
