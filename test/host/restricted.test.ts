// That the extension works in a folder that nobody trusts yet.
import { strict as assert } from "node:assert";
import { it } from "mocha";
import * as vscode from "vscode";

it("activates in Restricted Mode", async () => {
  assert.ok(!vscode.workspace.isTrusted);
  const extension = vscode.extensions.getExtension("portolan.portolan");
  assert.ok(extension, "portolan.portolan is disabled in Restricted Mode");
  await extension.activate();
  assert.ok(extension.isActive);
});
