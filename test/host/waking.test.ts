// That a configuration file wakes the extension when it is opened, and any other file does not.
import { strict as assert } from "node:assert";
import { setTimeout as delay } from "node:timers/promises";
import { it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);
const file = process.env["PORTOLAN_TEST_OPENS"] ?? "";

it(`sleeps beside other files, and wakes up for ${file}`, async () => {
  const extension = vscode.extensions.getExtension("portolan.portolan");
  assert.ok(extension);
  const isAwake = (): boolean => extension.isActive;
  const notes = vscode.Uri.joinPath(folder.uri, "notes.txt");
  await vscode.workspace.fs.writeFile(notes, new TextEncoder().encode("docker\n"));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(notes));
  assert.ok(!isAwake(), "nothing has asked for it yet");
  const uri = vscode.Uri.joinPath(folder.uri, file);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  // VS Code has no event for it; the runner's time limit ends a wait that is in vain.
  while (!isAwake()) await delay(20);
});
