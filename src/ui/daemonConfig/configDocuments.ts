// Which documents are a daemon's configuration, and the selectors by which VS Code asks us about them.
import * as vscode from "vscode";
import { placeOfPath, type SourceFile } from "../../daemonConfig/configFile.ts";

/** Files that their name alone makes a daemon's configuration. JSON is left to VS Code's own service where that is better. */
export const namedFiles: readonly vscode.DocumentFilter[] = [
  { pattern: "**/docker*.{service,socket}" },
  { pattern: "**/docker*.d/*.conf" },
  // One that is named wrongly is found fault with, and renamed.
  { pattern: "**/docker*.service.d/*" },
  { pattern: "**/{sysconfig,default,conf.d}/docker*" },
  { pattern: "**/docker*.{sysconfig,default,confd}" },
  { language: "portolan-docker-environment" },
];

/** All that may be one; for some of them the text decides. */
export const anyFiles: readonly vscode.DocumentFilter[] = [
  ...namedFiles,
  { pattern: "**/*docker*/**/*.conf" },
  { pattern: "**/*docker*.conf" },
  { pattern: "**/docker{,-network,-storage}" },
  { pattern: "**/*daemon*.json" },
  // A template is colored and explained like what becomes of it.
  ...templatesOf([
    "docker*.{service,socket,conf,sysconfig,default,confd}",
    "docker{,-network,-storage}",
    "*docker*/**/*.conf",
    "{sysconfig,default,conf.d}/docker*",
    "*daemon*.json",
  ]),
];

function templatesOf(names: readonly string[]): readonly vscode.DocumentFilter[] {
  const endings = "{j2,jinja,jinja2,erb,epp,tmpl,gotmpl,tpl}";
  return names.map((name) => ({ pattern: `**/${name}.${endings}` }));
}

/** The file that a document is to the daemon, or undefined where it is none. */
export function configFileOf(document: vscode.TextDocument): SourceFile | undefined {
  const { uri } = document;
  // An environment file may have any name, where a person says that it is one.
  const isChosen = document.languageId === "portolan-docker-environment";
  const mayBe = isChosen || /docker|daemon/i.test(uri.path);
  if (!mayBe || !isInFileSystem(uri)) return undefined;
  const text = document.getText();
  const kind = placeOfPath(uri.path, text)?.kind ?? (isChosen ? "environment" : undefined);
  return kind && { uri: uri.toString(), path: uri.path, kind, text };
}

/** True where the file of a tab is one. A tab that nobody has looked at yet has no document, and no findings. */
export function isOpenConfigFile(uri: vscode.Uri): boolean {
  const document = vscode.workspace.textDocuments.find(
    (one) => one.uri.toString() === uri.toString(),
  );
  return document !== undefined && configFileOf(document) !== undefined;
}

/** False for what only looks like a file: the other side of a comparison, an old version, a document of ours. */
function isInFileSystem({ scheme }: vscode.Uri): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return scheme === "file" || folders.some(({ uri }) => uri.scheme === scheme);
}
