// The pages that explain what we say by a code: of rules and of causes.
import * as vscode from "vscode";

/** Shows the page of a code. */
export async function openExplanation(pages: vscode.Uri, code: string | undefined): Promise<void> {
  // It comes out of a link, which anybody can write; only a name may become part of a path.
  if (code === undefined || !/^[a-zA-Z]+$/.test(code)) return;
  const page = vscode.Uri.joinPath(pages, `${code}.md`);
  await vscode.commands.executeCommand("markdown.showPreview", page);
}
