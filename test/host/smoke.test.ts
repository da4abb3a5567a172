// That the extension is there and wakes up, in the real extension host.
import { strict as assert } from "node:assert";
import { it } from "mocha";
import * as vscode from "vscode";

it("finds and activates the extension", async () => {
  const extension = vscode.extensions.getExtension("portolan.portolan");
  assert.ok(extension, "portolan.portolan is not installed");
  await extension.activate();
  assert.ok(extension.isActive);
  assert.ok(vscode.workspace.isTrusted);
});

it("runs in a version of VS Code that the manifest allows", () => {
  const [major, minor] = vscode.version.split(".").map(Number);
  assert.ok(major === 1 && minor !== undefined && minor >= 100, vscode.version);
});
