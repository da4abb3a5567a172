// The page of network tests as the webview gets it: whole, so that it is on the screen at once and has nothing
// to load. Its script and its styles stand in it, known by a nonce; nothing else runs, and nothing is loaded.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { pageWords } from "../../shared/networkTestWords.ts";

export interface PageParts {
  readonly script: string;
  readonly styles: string;
}

/** Reads what was made for the page. */
export async function readPageParts(extension: vscode.Uri): Promise<PageParts> {
  const read = (...path: readonly string[]): Promise<string> =>
    readFile(vscode.Uri.joinPath(extension, ...path).fsPath, "utf8");
  const script = read("dist", "networkTest.js");
  const styles = read("media", "networkTest.css");
  return { script: await script, styles: await styles };
}

/** The page, with a nonce of its own each time. */
export function pageHtml({ script, styles }: PageParts): string {
  const nonce = randomBytes(16).toString("hex");
  const words = Object.entries(pageWords).map(([key, text]) => [key, vscode.l10n.t(text)]);
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <title>Portolan</title>
    <style nonce="${nonce}">${styles}</style>
  </head>
  <body data-words="${escaped(JSON.stringify(Object.fromEntries(words)))}">
    <script nonce="${nonce}">${script}</script>
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
