// What VS Code's own JSON service says of a daemon.json, so that nothing is said twice.
import * as vscode from "vscode";

/** Faults of JSON itself, which both of us find at the same place. Of what dockerd makes of it only we know. */
const faultsOfJson: ReadonlySet<unknown> = new Set([
  "jsonSyntax",
  "jsonComment",
  "jsonTrailingComma",
  "jsonTrailingContent",
]);

/** True where VS Code itself shows what the code stands for. In JSON with comments, it allows more than dockerd. */
export function isShownByJson(code: unknown, document: vscode.TextDocument): boolean {
  if (document.languageId !== "json" || !faultsOfJson.has(code)) return false;
  const isThere = vscode.extensions.getExtension("vscode.json-language-features") !== undefined;
  const settings = vscode.workspace.getConfiguration("json", document);
  return isThere && settings.get<boolean>("validate.enable", true);
}

/** Calls back where it may be another service that shows faults of JSON from now on. */
export function onDidChangeJsonValidation(callback: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(callback),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("json.validate")) callback();
    }),
  );
}
