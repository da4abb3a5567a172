// Runs of network checks as the Testing view asks for them: continuous ones, those of some checks, and
// those of a file that nobody has saved.
import { strict as assert } from "node:assert";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import { connectContainer, disconnectContainer } from "../../src/engine/operations.ts";
import { CheckItems } from "../../src/ui/checks/checkItems.ts";
import { runRequest, type CheckRunsParts } from "../../src/ui/checks/checkRuns.ts";
import { ProbeHelpers } from "../../src/ui/probeHelpers.ts";
import { fileInWorkspace } from "./checksWorkspace.ts";
import { clear, openClient, openStore, scene, silentLog } from "./realEngine.ts";
import { NotedRuns } from "./shownRuns.ts";

const file = fileInWorkspace("network-checks.yaml");

describe("runs of network checks", () => {
  const helpers = new ProbeHelpers(silentLog);
  let client: EngineClient;
  let store: NetworkStore;
  let controller: vscode.TestController;
  let items: CheckItems;
  let networkId = "";
  let apiId = "";
  let ended = new AbortController();
  let tellSaved = (): void => undefined;

  before(async () => {
    client = await openClient();
    const made = await scene(client, "front", ["web", "api"]);
    networkId = made.networkId;
    apiId = made.containerIds[1] ?? "";
    store = openStore();
    controller = vscode.tests.createTestController("portolan.runs.test", "Under test");
    items = new CheckItems(controller);
    await items.show(file);
  });

  afterEach(() => {
    ended.abort();
    ended = new AbortController();
  });

  after(async () => {
    items.dispose();
    controller.dispose();
    store.dispose();
    await helpers.dispose();
    await clear(client);
    client.dispose();
  });

  const check = (name: string): vscode.TestItem => {
    const children = [...(controller.items.get(file.toString())?.children ?? [])];
    const found = children.find(([, { label }]) => label === name)?.[1];
    assert.ok(found);
    return found;
  };

  const partsWith = (runs: NotedRuns): CheckRunsParts => ({
    ...{ controller: runs, items, helpers: () => Promise.resolve(helpers) },
    store: () => Promise.resolve(store),
    saved: (tell) => {
      tellSaved = tell;
      return { dispose: () => undefined };
    },
  });

  /** A continuous run of one check, until the test ends. */
  const keepRunning = (name: string): NotedRuns => {
    const runs = new NotedRuns(controller.items);
    const request = new vscode.TestRunRequest([check(name)], undefined, undefined, true);
    void runRequest(request, partsWith(runs), ended.signal);
    return runs;
  };

  it("repeat when the topology changes, with what came of it", async () => {
    const runs = keepRunning("web reaches api");
    assert.deepEqual(await runs.next(), ["passed web reaches api"]);
    await disconnectContainer(client.connection, networkId, apiId, ended.signal);
    const [failed = "", ...others] = await runs.next();
    assert.deepEqual(others, []);
    assert.match(
      failed,
      /^failed web reaches api: web does not reach api, which is on no network\./,
    );
    assert.match(failed, /Expected reachable, found blocked.*on no network.* at 1$/s);
    await connectContainer(client.connection, { networkId, containerId: apiId }, ended.signal);
    assert.deepEqual(await runs.next(), ["passed web reaches api"]);
  });

  it("repeat when their file is saved", async () => {
    const runs = keepRunning("web reaches api");
    assert.deepEqual(await runs.next(), ["passed web reaches api"]);
    assert.equal(runs.left, 0);
    tellSaved();
    assert.deepEqual(await runs.next(), ["passed web reaches api"]);
    assert.equal(runs.left, 0);
  });

  it("end when they are stopped", async () => {
    const runs = new NotedRuns(controller.items);
    const request = new vscode.TestRunRequest(undefined, undefined, undefined, true);
    const running = runRequest(request, partsWith(runs), ended.signal);
    assert.equal((await runs.next()).length, 3);
    ended.abort();
    await running;
  });

  it("take the checks that are asked for, and leave out those that are not", async () => {
    const runs = new NotedRuns(controller.items);
    const run = async (include?: vscode.TestItem[], exclude?: vscode.TestItem[]) => {
      await runRequest(new vscode.TestRunRequest(include, exclude), partsWith(runs), ended.signal);
      return (await runs.next()).map((line) => line.replace(/:.*$/s, ""));
    };
    const fileItem = controller.items.get(file.toString());
    assert.ok(fileItem);
    assert.deepEqual(await run([check("somebody is there")]), ["errored somebody is there"]);
    assert.deepEqual(await run([fileItem], [check("web reaches api")]), [
      ...["errored somebody is there", "failed api keeps to itself"],
    ]);
    assert.deepEqual(await run([fileItem, check("web reaches api")]), [
      ...["errored somebody is there", "failed api keeps to itself", "passed web reaches api"],
    ]);
  });

  it("go by what stands in the editor, saved or not", async () => {
    const document = await vscode.workspace.openTextDocument(file);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(4, 0), "    expect: blocked\n");
    await vscode.workspace.applyEdit(edit);
    assert.match(document.lineAt(4).text, /expect: blocked/);
    await items.show(file);
    const runs = new NotedRuns(controller.items);
    const request = new vscode.TestRunRequest([check("web reaches api")]);
    await runRequest(request, partsWith(runs), ended.signal);
    assert.deepEqual(await runs.next(), [
      "failed web reaches api: web reaches api, which is expected to be blocked. (blocked → reachable) at 1",
    ]);
    const undone = new vscode.WorkspaceEdit();
    undone.delete(file, new vscode.Range(4, 0, 5, 0));
    await vscode.workspace.applyEdit(undone);
    await document.save();
    await items.show(file);
  });

  it("say on every check that the engine is away", async () => {
    const away = new NotedRuns(controller.items);
    const broken = openStore("unix:///nonexistent/docker.sock");
    const parts = { ...partsWith(away), store: () => Promise.resolve(broken) };
    await runRequest(new vscode.TestRunRequest(), parts, ended.signal);
    broken.dispose();
    const lines = await away.next();
    assert.equal(lines.length, 3);
    for (const line of lines) assert.match(line, /^errored .*: .*The engine does not answer/);
  });
});
