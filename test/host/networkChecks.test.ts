// Network checks in the Testing view, in the real extension host and against a real engine.
import { strict as assert } from "node:assert";
import { setTimeout as delay } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import { CheckItems } from "../../src/ui/checks/checkItems.ts";
import { runItems } from "../../src/ui/checks/runItems.ts";
import { diagnosticsOf, fileInWorkspace, watchActions } from "./checksWorkspace.ts";
import { ProbeHelpers } from "../../src/ui/probeHelpers.ts";
import { clear, openClient, openStore, scene, silentLog } from "./realEngine.ts";
import { notingRun } from "./shownRuns.ts";

const file = fileInWorkspace("network-checks.yaml");

describe("network checks", () => {
  const ended = new AbortController();
  const helpers = new ProbeHelpers(silentLog);
  let client: EngineClient;
  let store: NetworkStore;
  let controller: vscode.TestController;
  let items: CheckItems;

  before(async () => {
    client = await openClient();
    await scene(client, "front", ["web", "api"]);
    store = openStore();
    controller = vscode.tests.createTestController("portolan.checks.test", "Under test");
    items = new CheckItems(controller);
  });

  after(async () => {
    ended.abort();
    items.dispose();
    controller.dispose();
    store.dispose();
    await helpers.dispose();
    await clear(client);
    client.dispose();
  });

  const children = (): vscode.TestItem[] => {
    const found = controller.items.get(file.toString());
    return [...(found?.children ?? [])].map(([, item]) => item);
  };

  /** Runs all items and tells what is shown of them, in the order in which it is. */
  const run = async (signal = ended.signal): Promise<readonly string[]> => {
    const shown: string[] = [];
    const recording = notingRun(shown, new vscode.CancellationTokenSource().token);
    await runItems({ run: recording, chosen: children(), items, store, helpers }, signal);
    return shown;
  };

  it("wake the extension by their file alone", async () => {
    const extension = vscode.extensions.getExtension("portolan.portolan");
    assert.ok(extension);
    while (!extension.isActive) await delay(20);
  });

  it("show their problems where they stand", async () => {
    const slips = fileInWorkspace("team/slips.network-checks.yaml");
    assert.deepEqual(await diagnosticsOf(slips), ["misspelledKey at 1:4"]);
  });

  it("are items at their lines, which stay the same when their file changes", async () => {
    await items.show(file);
    const places = (): readonly string[] =>
      children().map(({ label, range }) => `${label} ${range?.start.line ?? "nowhere"}`);
    const all = ["web reaches api 1", "api keeps to itself 4", "somebody is there 8"];
    assert.deepEqual(places(), all);
    const before = children();
    const document = await vscode.workspace.openTextDocument(file);
    const original = document.getText();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(0, 0), "# moved\n");
    await vscode.workspace.applyEdit(edit);
    await items.show(file);
    assert.deepEqual(
      children().map(({ range }) => range?.start.line),
      [2, 5, 9],
    );
    assert.deepEqual(children(), before);
    const broken = new vscode.WorkspaceEdit();
    broken.insert(file, new vscode.Position(0, 0), "[\n");
    await vscode.workspace.applyEdit(broken);
    await items.show(file);
    assert.deepEqual(children(), before, "what is known stays while somebody types");
    // Saved meanwhile or not, depending on the workbench: what was there is put back.
    const restored = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    restored.replace(file, new vscode.Range(new vscode.Position(0, 0), end), original);
    await vscode.workspace.applyEdit(restored);
    await document.save();
    await items.show(file);
    assert.deepEqual(places(), all);
  });

  it("show expected against actual, and tell what could not be asked from what failed", async () => {
    await items.show(file);
    assert.deepEqual([...(await run())].sort(), [
      "errored somebody is there: There is no container nobody. at 8",
      "failed api keeps to itself: web reaches api, which is expected to be blocked. (blocked → reachable) at 4",
      "passed web reaches api",
    ]);
  });

  it("say nothing about the checks of a run that is stopped", async () => {
    await items.show(file);
    const shown = await run(AbortSignal.abort());
    assert.deepEqual(
      shown.map((line) => line.replace(/ .*/, "")),
      ["skipped", "skipped", "skipped"],
    );
  });

  it("are recorded from a network, in a new document", async () => {
    await vscode.commands.executeCommand("portolan.checks.record", { network: "front" });
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^checks:\n {2}- mesh: front\n$/m);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("are suggested for a Compose file and its override, in a new document", async () => {
    const compose = fileInWorkspace("shop/compose.yaml");
    await vscode.commands.executeCommand("portolan.checks.suggest", compose);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    const text = document.getText();
    assert.match(text, /- from: shop\/web\n {4}to: shop\/api:8080\n/);
    assert.match(text, /- from: shop\/api\n {4}to: shop\/db:5432\n/);
    assert.match(text, /- from: shop\/db\n {4}to: internet\n {4}expect: blocked\n/);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    // Without an argument it takes the one in the editor.
    await vscode.window.showTextDocument(compose);
    await vscode.commands.executeCommand("portolan.checks.suggest");
    assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("are run by the Testing view", async () => {
    const happening = await watchActions(client, ended.signal);
    // Resolves when the run is over; what it did is what the engine tells.
    void vscode.commands.executeCommand("testing.runAll");
    for await (const action of happening) if (action === "exec_start web") break;
  });
});
