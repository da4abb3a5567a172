// Gives docker's unit files and drop-ins our language where no other extension has given them one.
import * as vscode from "vscode";
import { configFileOf } from "./configDocuments.ts";

/** What VS Code calls a file that nobody knows; `.conf` files are these by their ending alone. */
const nobodys = new Set(["plaintext", "properties", "ini"]);

/** Looks at a document that has just been opened. */
export async function claimLanguage(document: vscode.TextDocument): Promise<void> {
  if (!nobodys.has(document.languageId) || isChosen(document.languageId)) return;
  const kind = configFileOf(document)?.kind;
  const language = kind === undefined ? undefined : languageOf(kind);
  if (language === undefined) return;
  await vscode.languages.setTextDocumentLanguage(document, language);
}

function languageOf(kind: string): string | undefined {
  switch (kind) {
    case "unit":
    case "dropIn":
    case "socket":
      return "portolan-systemd-unit";
    case "environment":
    case "openrc":
      return "portolan-docker-environment";
    default:
      return undefined;
  }
}

/** True where the user assigns the language to files of some name; which ones is theirs to say. */
function isChosen(languageId: string): boolean {
  const associations = vscode.workspace
    .getConfiguration("files")
    .get<Record<string, string>>("associations", {});
  return Object.values(associations).includes(languageId);
}
