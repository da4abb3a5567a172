// Opens what a row leads to.
import * as vscode from "vscode";
import { placeOfNode, type ConfigurationNode } from "./configurationNodes.ts";

/** Opens a row's file where the row is set. */
export async function openNode(node: ConfigurationNode | undefined): Promise<void> {
  const place = node === undefined ? undefined : placeOfNode(node);
  if (place === undefined) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  const { start, end } = place.range;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection, preview: true });
}
