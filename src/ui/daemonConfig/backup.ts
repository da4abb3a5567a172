// Copies of configuration files as they were before they are applied.
import * as vscode from "vscode";

export interface BackedUpFile {
  readonly path: string;
  /** Where the copy is; undefined for a file that was not there. */
  readonly copy: string | undefined;
}

export interface Backup {
  readonly files: readonly BackedUpFile[];
}

/** Writes the copies into a folder of their own. Nothing is written where nothing has changed. */
export async function writeBackup(
  storage: vscode.Uri,
  texts: ReadonlyMap<string, string | undefined>,
): Promise<Backup> {
  const time = new Date().toISOString().replaceAll(":", "-");
  const folder = vscode.Uri.joinPath(storage, "daemonConfigBackups", time);
  const files: BackedUpFile[] = [];
  for (const [path, text] of texts) {
    if (text === undefined) {
      files.push({ path, copy: undefined });
      continue;
    }
    const copy = vscode.Uri.joinPath(folder, path);
    await vscode.workspace.fs.writeFile(copy, new TextEncoder().encode(text));
    files.push({ path, copy: copy.fsPath });
  }
  return { files };
}
