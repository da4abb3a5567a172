// Opens what a row or a finding leads to.
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

/** Shows the page that explains a rule. */
export async function openRulePage(pages: vscode.Uri, code: string | undefined): Promise<void> {
  // It comes out of a link, which anybody can write; only a name may become part of a path.
  if (code === undefined || !/^[a-zA-Z]+$/.test(code)) return;
  const page = vscode.Uri.joinPath(pages, `${code}.md`);
  await vscode.commands.executeCommand("markdown.showPreview", page);
}
