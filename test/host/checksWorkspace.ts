// What the suites about network checks share: their files, and the programs that start in containers.
import * as vscode from "vscode";
import { setTimeout as delay } from "node:timers/promises";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { jsonLines } from "../../src/engine/jsonLines.ts";
import { asRecord, asText } from "../../src/model/json.ts";

/** A file of the suite's workspace. */
export function fileInWorkspace(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("The suite has no workspace.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** What is said of a file, as `code at line:character`, once anything is. */
export async function diagnosticsOf(uri: vscode.Uri): Promise<readonly string[]> {
  // VS Code has no event for it that tells more; the runner's time limit ends a wait that is in vain.
  while (vscode.languages.getDiagnostics(uri).length === 0) await delay(20);
  return vscode.languages
    .getDiagnostics(uri)
    .map(
      ({ code, range: { start } }) =>
        `${typeof code === "string" ? code : ""} at ${start.line}:${start.character}`,
    );
}

/** The actions of containers and networks from now on: what happened, and to whom. */
export async function watchActions(
  client: EngineClient,
  signal: AbortSignal,
): Promise<AsyncIterable<string>> {
  const query = { filters: { type: ["container", "network"] } };
  const request = { method: "GET", path: "/events", query } as const;
  return actions(jsonLines(await client.connection.stream(request, signal)));
}

async function* actions(events: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const event of events) {
    const fields = asRecord(event);
    const attributes = asRecord(asRecord(fields["Actor"])["Attributes"]);
    yield `${asText(fields["Action"]).replace(/:.*$/s, "")} ${asText(attributes["name"])}`;
  }
}
