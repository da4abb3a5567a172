// The page of network tests as the webview gets it: what it may load, and its words.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageWords } from "../../shared/networkTestWords.ts";

/** The folders that the page loads from. */
export function pageFolders(extension: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, "dist"), vscode.Uri.joinPath(extension, "media")];
}

/** Nothing but one script and one style sheet of ours may be loaded. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString("hex");
  const file = (...path: readonly string[]): string =>
    escaped(webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString());
  const words = Object.entries(pageWords).map(([key, text]) => [key, vscode.l10n.t(text)]);
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <link rel="stylesheet" href="${file("media", "networkTest.css")}">
    <title>Portolan</title>
  </head>
  <body data-words="${escaped(JSON.stringify(Object.fromEntries(words)))}">
    <script nonce="${nonce}" src="${file("dist", "networkTest.js")}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
