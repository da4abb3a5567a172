// Network checks of a folder that nobody trusts yet: they are read, and never run.
import { strict as assert } from "node:assert";
import { it } from "mocha";
import * as vscode from "vscode";
import { createNetwork } from "../../src/engine/operations.ts";
import { diagnosticsOf, fileInWorkspace, watchActions } from "./checksWorkspace.ts";
import { openClient, scene } from "./realEngine.ts";

it("reads checks in Restricted Mode, and runs none", async () => {
  assert.ok(!vscode.workspace.isTrusted);
  const slips = fileInWorkspace("team/slips.network-checks.yaml");
  assert.deepEqual(await diagnosticsOf(slips), ["misspelledKey at 1:4"]);
  const client = await openClient();
  await scene(client, "front", ["web", "api"]);
  const ended = new AbortController();
  const happening = await watchActions(client, ended.signal);
  // It ends when a run does, and here there is none. What is asked after it is answered after it.
  void vscode.commands.executeCommand("testing.runAll");
  await vscode.commands.executeCommand("testing.refreshTests");
  await createNetwork(client.connection, { name: "marker", driver: "bridge" }, ended.signal);
  const seen: string[] = [];
  for await (const action of happening) {
    seen.push(action);
    if (action === "create marker") break;
  }
  assert.deepEqual(seen, ["create marker"]);
  ended.abort();
  client.dispose();
});
