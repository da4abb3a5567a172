// The text of a file as its reader sees it.
import * as vscode from "vscode";

/** The text as it stands in an editor, else as it is on disk; undefined where there is none. */
export async function documentText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Not there, or removed since somebody told of it.
    return undefined;
  }
}
