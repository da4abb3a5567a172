// Which file of the daemon's configuration a document is.
import type { TextDocument } from "vscode-languageserver-textdocument";
import { placeOfPath, type ConfigFileKind, type SourceFile } from "../configFile.ts";
import { readableTemplate, templateLanguage } from "../syntax/templates.ts";
import type { FileSyntax } from "./parsedFile.ts";

/** The file that a document is, undefined for one that has nothing to do with the daemon. */
export function fileOfDocument(document: TextDocument): SourceFile | undefined {
  const { uri } = document;
  const path = pathOf(uri);
  const text = document.getText();
  const kind = placeOfPath(path, text)?.kind ?? kindOfLanguage(document.languageId);
  if (kind === undefined) return undefined;
  const template = templateLanguage(path, text);
  if (template === undefined) return { uri, path, kind, text };
  const readable = readableTemplate(text, kind === "daemonJson" ? "number" : "word");
  return { uri, path, kind, text: readable, template };
}

/** What a kind of file is written in. */
export function syntaxOf(kind: ConfigFileKind): FileSyntax {
  switch (kind) {
    case "unit":
    case "dropIn":
    case "socket":
      return "unit";
    case "environment":
      return "environment";
    case "openrc":
      return "shell";
    case "daemonJson":
      return "json";
  }
}

/** The decoded path of a URI. */
function pathOf(uri: string): string {
  const path = uri.replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?/i, "").replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    // No URI of an editor's, but a path all the same.
    return path;
  }
}

/** An environment file of any name, where a person says that it is one. */
function kindOfLanguage(languageId: string): ConfigFileKind | undefined {
  return languageId === "portolan-docker-environment" ? "environment" : undefined;
}
