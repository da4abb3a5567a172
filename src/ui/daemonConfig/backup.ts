// Copies of configuration files as they were before they are applied.
import * as vscode from "vscode";
import type { FileCopy } from "../../daemonConfig/applyPlan.ts";

/** Writes the copies into a folder of their own. Nothing is written where nothing has changed. */
export async function writeBackup(
  storage: vscode.Uri,
  texts: ReadonlyMap<string, string | undefined>,
): Promise<readonly FileCopy[]> {
  const time = new Date().toISOString().replaceAll(":", "-");
  const folder = vscode.Uri.joinPath(storage, "daemonConfigBackups", time);
  const files: FileCopy[] = [];
  for (const [path, text] of texts) {
    if (text === undefined) {
      files.push({ path, copy: undefined });
      continue;
    }
    const copy = vscode.Uri.joinPath(folder, path);
    await vscode.workspace.fs.writeFile(copy, new TextEncoder().encode(text));
    files.push({ path, copy: copy.fsPath });
  }
  return files;
}
