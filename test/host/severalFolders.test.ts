// Network checks of a workspace with several folders, of which one comes later and goes again.
import { strict as assert } from "node:assert";
import { setTimeout as delay } from "node:timers/promises";
import { it } from "mocha";
import * as vscode from "vscode";
import { diagnosticsOf } from "./checksWorkspace.ts";

it("finds checks in every folder of a workspace, and in one that is added", async () => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  assert.deepEqual(
    folders.map(({ name }) => name),
    ["one", "two"],
  );
  const [one] = folders;
  assert.ok(one);
  const fileIn = (folder: string): vscode.Uri =>
    vscode.Uri.joinPath(one.uri, "..", folder, "network-checks.yaml");
  assert.deepEqual(await diagnosticsOf(fileIn("one")), ["misspelledKey at 1:4"]);
  assert.deepEqual(await diagnosticsOf(fileIn("two/deep")), ["misspelledKey at 1:4"]);
  assert.deepEqual(vscode.languages.getDiagnostics(fileIn("three")), []);
  const third = vscode.Uri.joinPath(one.uri, "..", "three");
  assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third }));
  assert.deepEqual(await diagnosticsOf(fileIn("three")), ["misspelledKey at 1:4"]);
  assert.ok(vscode.workspace.updateWorkspaceFolders(2, 1));
  while (vscode.languages.getDiagnostics(fileIn("three")).length > 0) await delay(20);
  assert.equal(vscode.languages.getDiagnostics(fileIn("one")).length, 1);
});
