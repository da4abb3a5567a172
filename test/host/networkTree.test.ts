// The rows of the networks view over a real engine, as VS Code asks for them.
import { strict as assert } from "node:assert";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { LastResults } from "../../src/connectivity/networkTest/lastResults.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import {
  connectContainer,
  createNetwork,
  removeContainer,
  runContainer,
} from "../../src/engine/operations.ts";
import { NetworkTree } from "../../src/ui/networkTree/networkTree.ts";
import type { TreeNode } from "../../src/ui/networkTree/nodes.ts";
import { clear, openClient, openStore, scene, until } from "./realEngine.ts";

const signal = new AbortController().signal;

describe("networks view", () => {
  let client: EngineClient;
  let store: NetworkStore;
  let tree: NetworkTree;
  let watching: { dispose(): void };

  before(async () => {
    client = await openClient();
    store = openStore();
    tree = new NetworkTree(store, new LastResults(store));
    store.onDidChange((change) => {
      tree.apply(change);
    });
    watching = store.watch();
    await until(store, () => store.state.kind === "connected");
  });

  afterEach(async () => {
    const settings = vscode.workspace.getConfiguration("portolan.networks");
    await settings.update("groupBy", undefined, vscode.ConfigurationTarget.Global);
    await settings.update("hideStoppedContainers", undefined, vscode.ConfigurationTarget.Global);
    await clear(client);
    await until(
      store,
      () => store.picture?.containers.size === 0 && store.picture.networks.size === 3,
    );
  });

  after(() => {
    watching.dispose();
    tree.dispose();
    store.dispose();
    client.dispose();
  });

  const labelOf = (node: TreeNode): string => {
    const { label } = tree.getTreeItem(node);
    return typeof label === "string" ? label : "";
  };
  const texts = (nodes: readonly TreeNode[]): string[] =>
    nodes.map((node) => {
      const { description } = tree.getTreeItem(node);
      return [labelOf(node), String(description)].join(" ").trim();
    });
  const row = (nodes: readonly TreeNode[], name: string): TreeNode => {
    const found = nodes.find((node) => labelOf(node) === name);
    assert.ok(found, `no row ${name} among ${texts(nodes).join(", ")}`);
    return found;
  };
  const names = (nodes: readonly TreeNode[]): string[] => nodes.map(labelOf);

  it("is empty, for its welcome, on an engine without anything of one's own", () => {
    assert.deepEqual(tree.getChildren(), []);
    assert.equal(tree.isBare, true);
  });

  it("shows one's own networks by name, predefined ones below", async () => {
    await scene(client, "web10", []);
    await scene(client, "web2", []);
    await until(store, () => store.picture?.networks.size === 5);
    assert.deepEqual(names(tree.getChildren()), ["web2", "web10", "bridge", "host", "none"]);
  });

  it("shows a container under every network it is on, with its address there", async () => {
    const front = await scene(client, "front", ["web"]);
    const back = await scene(client, "back", []);
    const containerId = front.containerIds[0] ?? "";
    await connectContainer(client.connection, { networkId: back.networkId, containerId }, signal);
    await until(store, () => store.picture?.containers.get(containerId)?.attachments.length === 2);
    const attachments = store.picture?.containers.get(containerId)?.attachments ?? [];
    for (const name of ["front", "back"]) {
      const network = row(tree.getChildren(), name);
      const address = attachments.find(({ networkName }) => networkName === name)?.endpoint
        .ipv4Address;
      assert.ok(address);
      assert.deepEqual(texts(tree.getChildren(network)), [`web ${address}`]);
      assert.match(texts([network])[0] ?? "", /\(1\)$/);
    }
  });

  it("shows who shares a network namespace under its owner, also when the owner is gone", async () => {
    const { containerIds } = await scene(client, "front", ["owner"]);
    const image = "busybox:latest";
    await runContainer(
      client.connection,
      { image, name: "sidecar", network: "container:owner" },
      signal,
    );
    await until(store, () => store.picture?.findContainer("sidecar")?.state === "running");
    const owner = row(tree.getChildren(row(tree.getChildren(), "front")), "owner");
    const [sidecar] = tree.getChildren(owner);
    assert.ok(sidecar);
    assert.deepEqual(texts([sidecar]), ["sidecar shares the network of owner"]);
    assert.equal(tree.getParent(sidecar), owner);
    await removeContainer(client.connection, containerIds[0] ?? "", signal);
    await until(store, () => store.picture?.containers.size === 1);
    const [orphans] = tree.getChildren();
    assert.ok(orphans);
    assert.match(texts([orphans])[0] ?? "", /^Container [0-9a-f]{12} is gone/);
    assert.deepEqual(names(tree.getChildren(orphans)), ["sidecar"]);
  });

  it("keeps the identity of rows at a refresh, and redraws only what changed", async () => {
    const { networkId } = await scene(client, "front", ["web"]);
    await scene(client, "back", []);
    await until(store, () => store.picture?.networks.size === 5);
    // Takes with it whatever of the scene has not been drawn yet.
    const drawn = nextDraw(tree);
    tree.refreshAll();
    await drawn;
    const before = tree.getChildren();
    const fired: (TreeNode[] | undefined)[] = [];
    const listening = tree.onDidChangeTreeData((rows) => fired.push(rows));
    const spec = { image: "busybox:latest", name: "second", network: "front" };
    await runContainer(client.connection, spec, signal);
    const front = store.picture?.networks.get(networkId);
    assert.ok(front);
    await until(store, () => {
      const members = store.picture?.membersOf(front) ?? [];
      return members.filter(({ container }) => container.state === "running").length === 2;
    });
    if (fired.length === 0) await nextDraw(tree);
    listening.dispose();
    assert.ok(fired.every((rows) => rows?.every((node) => node.id === `network/${networkId}`)));
    assert.deepEqual(tree.getChildren(), before);
    tree.getChildren().forEach((node, index) => {
      assert.equal(node, before[index]);
    });
  });

  it("hides stopped containers where the user wants that", async () => {
    const { networkId } = await scene(client, "front", ["up", "down"]);
    const down = store.picture?.findContainer("down")?.id ?? "down";
    await client.connection.json({ method: "POST", path: `/containers/${down}/kill` }, signal);
    await until(store, () => store.picture?.findContainer("down")?.state === "exited");
    const members = (): string[] => names(tree.getChildren(row(tree.getChildren(), "front")));
    assert.deepEqual(members(), ["down", "up"]);
    assert.ok(networkId);
    await vscode.workspace
      .getConfiguration("portolan.networks")
      .update("hideStoppedContainers", true, vscode.ConfigurationTarget.Global);
    assert.deepEqual(members(), ["up"]);
  });

  it("groups by driver and by Compose project", async () => {
    const labels = { "com.docker.compose.project": "shop" };
    await createNetwork(
      client.connection,
      { name: "shop_front", driver: "bridge", labels },
      signal,
    );
    await createNetwork(client.connection, { name: "alone", driver: "bridge" }, signal);
    await until(store, () => store.picture?.networks.size === 5);
    const settings = vscode.workspace.getConfiguration("portolan.networks");
    await settings.update("groupBy", "driver", vscode.ConfigurationTarget.Global);
    assert.deepEqual(names(tree.getChildren()), ["bridge", "Predefined"]);
    await settings.update("groupBy", "composeProject", vscode.ConfigurationTarget.Global);
    assert.deepEqual(names(tree.getChildren()), ["shop", "Outside Compose", "Predefined"]);
    const shop = row(tree.getChildren(), "shop");
    assert.deepEqual(names(tree.getChildren(shop)), ["shop_front"]);
  });

  it("escapes hostile labels in the tooltip, which is never trusted", async () => {
    const labels = {
      evil: "[click](command:workbench.action.quit) <img src=x onerror=alert(1)> **b**",
    };
    await createNetwork(client.connection, { name: "front", driver: "bridge", labels }, signal);
    await until(store, () => store.picture?.networks.size === 4);
    const node = row(tree.getChildren(), "front");
    const token = new vscode.CancellationTokenSource().token;
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(node), node, token);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.notEqual(tooltip.isTrusted, true);
    assert.notEqual(tooltip.supportHtml, true);
    assert.ok(!tooltip.value.includes("[click](command:"));
    assert.ok(!tooltip.value.includes("**b**"));
  });

  it("finds the aliases for a container's tooltip, which no listing has", async () => {
    const { networkId, containerIds } = await scene(client, "front", []);
    assert.deepEqual(containerIds, []);
    const spec = { image: "busybox:latest", name: "web", network: "front", aliases: ["www"] };
    await runContainer(client.connection, spec, signal);
    await store.refresh(signal);
    const front = store.picture?.networks.get(networkId);
    assert.ok(front);
    const [node] = tree.getChildren(row(tree.getChildren(), "front"));
    assert.ok(node);
    const token = new vscode.CancellationTokenSource().token;
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(node), node, token);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /Aliases:.*www/);
  });

  it("speaks each row as a sentence", async () => {
    await scene(client, "front", ["web"]);
    await until(store, () => store.picture?.findContainer("web")?.state === "running");
    const front = row(tree.getChildren(), "front");
    assert.equal(
      tree.getTreeItem(front).accessibilityInformation?.label,
      "front, bridge network, 1 endpoint",
    );
  });
});

async function nextDraw(tree: NetworkTree): Promise<void> {
  await new Promise<void>((resolve) => {
    const listening = tree.onDidChangeTreeData(() => {
      listening.dispose();
      resolve();
    });
  });
}
