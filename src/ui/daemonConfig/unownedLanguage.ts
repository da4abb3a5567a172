// Gives the daemon's files our languages where no other extension has one for them, and takes none away.
import * as vscode from "vscode";
import type { ConfigFileKind } from "../../daemonConfig/configFile.ts";
import { configFileOf } from "./configDocuments.ts";
import { languageOwner } from "./languageOwner.ts";

/** What VS Code calls a file that nobody knows; `.conf` files are these by their ending alone. */
const nobodys = new Set(["plaintext", "properties", "ini"]);

/** Documents that have been looked at: what language one gets later is its reader's choice. */
const seen = new WeakSet<vscode.TextDocument>();

/** Looks at a document that has just been opened. */
export async function claimLanguage(document: vscode.TextDocument): Promise<void> {
  const { languageId } = document;
  const isFirst = !seen.has(document);
  seen.add(document);
  if (isChosen(languageId)) return;
  if (languageId.startsWith("portolan-")) {
    const owner = isFirst ? ownerOf(document) : undefined;
    if (owner !== undefined) await vscode.languages.setTextDocumentLanguage(document, owner);
    return;
  }
  const file = nobodys.has(languageId) ? configFileOf(document) : undefined;
  const language = file && languageOf(file.kind, file.path);
  if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
}

/**
 * Who has a language for the file besides us. Ours is contributed for a few names, as nothing else wakes
 * the extension for them, and VS Code prefers a name to the ending that others have.
 */
function ownerOf(document: vscode.TextDocument): string | undefined {
  return languageOwner(document.uri.path, vscode.extensions.all, (pattern) => {
    const anywhere = pattern.includes("/") ? pattern : `**/${pattern}`;
    return vscode.languages.match({ pattern: anywhere }, document) > 0;
  });
}

function languageOf(kind: ConfigFileKind, path: string): string | undefined {
  switch (kind) {
    case "unit":
    case "dropIn":
    case "socket":
      return "portolan-systemd-unit";
    case "environment":
    case "openrc":
      return "portolan-docker-environment";
    case "daemonJson":
      return path.endsWith(".json") ? undefined : "portolan-daemon-json-template";
  }
}

/** True where the user assigns the language to files of some name; which ones is theirs to say. */
function isChosen(languageId: string): boolean {
  const associations = vscode.workspace
    .getConfiguration("files")
    .get<Record<string, string>>("associations", {});
  return Object.values(associations).includes(languageId);
}
