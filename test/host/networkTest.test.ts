// Tests of networks and of containers in the real extension host and against a real engine: by their commands,
// by what the panel's page would say, and by what is left of them afterwards.
import { strict as assert } from "node:assert";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { LastResults } from "../../src/connectivity/networkTest/lastResults.ts";
import type { TestPlan } from "../../src/connectivity/networkTest/testPlan.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import { createNetwork, runContainer } from "../../src/engine/operations.ts";
import type { HostMessage, ShownRun } from "../../src/shared/networkTest.ts";
import { NetworkTree } from "../../src/ui/networkTree/networkTree.ts";
import { planAgain, planForNetwork } from "../../src/ui/networkTest/planTest.ts";
import { TestSession } from "../../src/ui/networkTest/testSession.ts";
import { ProbeHelpers } from "../../src/ui/probeHelpers.ts";
import { clear, look, openClient, openStore, processes, scene, until } from "./realEngine.ts";

const signal = new AbortController().signal;

/** Its containers do not reach each other, so that its tests take a while. */
const apart = {
  name: "apart",
  driver: "bridge",
  options: { "com.docker.network.bridge.enable_icc": "false" },
};

describe("network tests", () => {
  let client: EngineClient;
  let store: NetworkStore;
  let results: LastResults;
  let helpers: ProbeHelpers;
  let log: vscode.LogOutputChannel;

  before(async () => {
    client = await openClient();
    await scene(client, "front", ["web", "api"]);
    await createNetwork(client.connection, apart, signal);
    for (const name of ["lone1", "lone2", "lone3"]) {
      const spec = { image: "busybox:latest", name, network: "apart" };
      await runContainer(client.connection, spec, signal);
    }
    store = openStore();
    results = new LastResults(store);
    log = vscode.window.createOutputChannel("Under test", { log: true });
    helpers = new ProbeHelpers(log);
  });

  after(async () => {
    results.dispose();
    store.dispose();
    await helpers.dispose();
    log.dispose();
    await clear(client);
    client.dispose();
  });

  /** A session as the panel has one, and all that it says. */
  const open = (): { readonly session: TestSession; readonly said: HostMessage[] } => {
    const said: HostMessage[] = [];
    const session = new TestSession({
      ...{ store, results, log },
      helpers: () => Promise.resolve(helpers),
      post: (message) => said.push(message),
      onBegin: () => undefined,
      drawn: () => Promise.resolve(),
    });
    return { session, said };
  };

  const planFor = async (name: string): Promise<TestPlan> => {
    const { picture } = await store.connected(signal);
    const network = picture.findNetwork(name);
    assert.ok(network);
    return planForNetwork(store, network);
  };

  const verdicts = ({ rows, columns, cells }: ShownRun): readonly string[] =>
    cells.map(({ row, column, state }) => {
      return `${rows[row]?.name ?? ""} → ${columns[column]?.name ?? ""}: ${state}`;
    });

  const panels = (): readonly vscode.Tab[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => {
        return input instanceof vscode.TabInputWebview && input.viewType.endsWith("networkTest");
      });

  /** Resolves with the last message of a kind that fits, once one does. */
  const message = async <K extends HostMessage["type"]>(
    said: readonly HostMessage[],
    type: K,
    fits: (message: Extract<HostMessage, { readonly type: K }>) => boolean = () => true,
  ): Promise<Extract<HostMessage, { readonly type: K }>> => {
    const isOfType = (one: HostMessage): one is Extract<HostMessage, { readonly type: K }> =>
      one.type === type;
    for (;;) {
      const found = said.filter(isOfType).findLast(fits);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it("show everyone to everyone of a network in one panel", async () => {
    const run: ShownRun = await vscode.commands.executeCommand("portolan.network.test", {
      network: "front",
    });
    assert.deepEqual([run.state, run.layout, run.title], ["done", "matrix", "front"]);
    assert.deepEqual([...verdicts(run)].sort(), ["api → web: reachable", "web → api: reachable"]);
    // VS Code tells of a new tab some time after it has made it.
    while (panels().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(panels().length, 1);
  });

  it("show all that a container should reach in the same panel, the outside of the settings too", async () => {
    const run: ShownRun = await vscode.commands.executeCommand("portolan.container.test", {
      container: "web",
    });
    assert.deepEqual([run.state, run.layout, run.title], ["done", "list", "web"]);
    const details = run.columns.map(({ detail }) => detail.replace(/ (on|to) .*/, ""));
    assert.deepEqual(details, ["name", "api", "gateway of front", "outside", "largest packet"]);
    assert.deepEqual(new Set(run.cells.map(({ state }) => state)), new Set(["reachable"]));
    assert.equal(panels().length, 1);
  });

  it("end with their panel", async () => {
    const testing = vscode.commands.executeCommand<ShownRun>("portolan.network.test", {
      network: "apart",
    });
    while (!(await processes(client)).some((line) => line.includes("ping")));
    await vscode.window.tabGroups.close(panels());
    assert.equal((await testing).state, "cancelled");
  });

  it("stop at cancel, and leave no process in any container", async () => {
    const { session, said } = open();
    const testing = session.test(await planFor("apart"));
    await message(said, "run");
    while (!(await processes(client)).some((line) => line.includes("ping"))) {
      assert.equal((await message(said, "history")).runs[0]?.state, "running");
    }
    session.receive({ type: "cancel" });
    assert.equal((await testing).state, "cancelled");
    assert.deepEqual(await processes(client), []);
    assert.equal((await message(said, "state")).state, "cancelled");
    session.dispose();
  });

  it("run one at a time, whoever begins another meanwhile", async () => {
    const { session, said } = open();
    const plan = await planFor("apart");
    const first = session.test(plan);
    await message(said, "run");
    const all = await Promise.all([first, session.test(plan), session.test(plan)]);
    const states = all.map(({ state }) => state);
    assert.deepEqual(states, ["cancelled", "cancelled", "done"]);
    session.dispose();
  });

  it("keep what was, compare it, and copy it", async () => {
    const { session, said } = open();
    const before = await session.test(await planFor("front"));
    await runContainer(
      client.connection,
      { image: "busybox:latest", name: "new", network: "front" },
      signal,
    );
    await until(store, () => store.picture?.findContainer("new")?.state === "running");
    session.receive({ type: "runAgain", runId: before.id });
    const { runs } = await message(said, "history", (one) => {
      return one.runs.length === 2 && one.runs[0]?.state === "done";
    });
    assert.deepEqual(
      runs.map(({ title, reachable, answered }) => `${title} ${reachable}/${answered}`),
      ["front 6/6", "front 2/2"],
    );
    const runId = runs[0]?.id ?? 0;
    session.receive({ type: "compare", runId, withId: before.id });
    const { comparison } = await message(said, "comparison");
    assert.equal(comparison.summary, "Nothing changed. New: new.");
    session.receive({ type: "copy", runId, format: "markdown" });
    await clipboard(/^### front\n\n.*: 6 of 6 reachable\n\n\| {2}\| api \| new \| web \|\n/);
    session.receive({ type: "copy", runId, format: "csv" });
    await clipboard(/^from,to,detail,verdict,.*\r\napi,new,[\d.]+,reachable,/);
    session.receive({ type: "showRun", runId: before.id });
    assert.equal(
      (await message(said, "run", ({ run }) => run.id === before.id)).run.rows.length,
      2,
    );
    session.dispose();
  });

  it("name the cause of a cell that says no, and ask it again", async () => {
    const { session, said } = open();
    const run = await session.test(await planFor("apart"));
    assert.deepEqual(run.counts(), { answered: 6, reachable: 0, failed: 6 });
    const place = { runId: run.id, row: 0, column: 1 };
    session.receive({ type: "askDetail", ...place });
    const { detail } = await message(said, "detail", (one) => !one.detail.isAsking);
    assert.equal(detail.heading, "lone1 → lone2");
    assert.match(detail.cause ?? "", /^apart keeps its containers apart/);
    assert.equal(detail.sure, "certain");
    assert.match(detail.commands[0] ?? "", /^docker exec lone1 ping -c 1 -W 1 -- [\d.]+$/);
    assert.ok(detail.actions.some(({ label }) => label === "Explain"));
    session.receive({ type: "act", ...place, actionId: "copyCommands" });
    await clipboard(/^docker network create lone1-lone2\ndocker network connect /);
    said.length = 0;
    session.receive({ type: "runCell", ...place });
    const { cells } = await message(said, "cells");
    assert.deepEqual(
      cells.map(({ row, column, state, says }) => [row, column, state, says]),
      [[0, 1, "blocked", "no answer"]],
    );
    session.dispose();
  });

  it("say what they lack where an image has no tools, and pull nothing", async () => {
    await createNetwork(client.connection, { name: "bare", driver: "bridge" }, signal);
    const images = { bare: "portolan-test/distroless", tooled: "busybox:latest" };
    for (const [name, image] of Object.entries(images)) {
      await runContainer(client.connection, { image, name, network: "bare" }, signal);
    }
    await until(store, () => store.picture?.findContainer("tooled")?.state === "running");
    const { session, said } = open();
    await session.test(await planFor("bare"));
    const { note, state } = await message(said, "state", (one) => one.state === "done");
    assert.equal(state, "done");
    assert.match(note, /^The image of bare has no tools .* no image “portolan-test\/none:1”/);
    session.receive({ type: "ready" });
    const { run } = await message(said, "run", (one) => one.run.state === "done");
    assert.deepEqual(
      run.cells.map(({ says }) => says.replace(/[\d.]+ ms/, "1 ms")),
      ["no tool to ask with", "1 ms"],
    );
    session.dispose();
  });

  it("refuse what there is nobody to ask on, and forget it", async () => {
    const { picture } = await store.connected(signal);
    const host = picture.findNetwork("host");
    assert.ok(host);
    await assert.rejects(planForNetwork(store, host), /is a mode and no network/);
    const gone = { ...host, id: "gone", name: "gone" };
    await assert.rejects(
      planAgain(store, { kind: "network", network: gone }),
      /There is no network “gone” on this engine/,
    );
  });

  it("mark their rows until what was tested changes", async () => {
    const tree = new NetworkTree(store, results);
    const watching = store.watch();
    const { session } = open();
    await session.test(await planFor("front"));
    const rowOf = (name: string): vscode.TreeItem => {
      const node = tree.getChildren().find((one) => tree.getTreeItem(one).label === name);
      assert.ok(node);
      return tree.getTreeItem(node);
    };
    assert.match(
      rowOf("front").accessibilityInformation?.label ?? "",
      /, Tested at .*: 6 of 6 reachable$/,
    );
    assert.equal(rowOf("front").resourceUri?.query, "passed");
    const id = (await look(client)).findContainer("new")?.id ?? "";
    const changed = new Promise((resolve) => results.onDidChange(resolve));
    await client.connection.json({ method: "POST", path: `/containers/${id}/kill` }, signal);
    await changed;
    assert.equal(rowOf("front").resourceUri, undefined);
    assert.doesNotMatch(rowOf("front").accessibilityInformation?.label ?? "", /Tested/);
    watching.dispose();
    session.dispose();
    tree.dispose();
  });
});

/** Resolves when this was copied. */
async function clipboard(pattern: RegExp): Promise<void> {
  while (!pattern.test(await vscode.env.clipboard.readText())) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
