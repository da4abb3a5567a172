// Commands with arguments, as keybindings and other extensions call them, against a real engine.
import { strict as assert } from "node:assert";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { asRecord } from "../../src/model/json.ts";
import { clear, look, openClient, scene } from "./realEngine.ts";

describe("commands", () => {
  let client: EngineClient;

  before(async () => {
    client = await openClient();
  });

  afterEach(async () => {
    await clear(client);
  });

  after(() => {
    client.dispose();
  });

  it("has a handler for every contributed command", async () => {
    const manifest: unknown = vscode.extensions.getExtension("portolan.portolan")?.packageJSON;
    const contributed = asRecord(asRecord(manifest)["contributes"])["commands"];
    assert.ok(Array.isArray(contributed) && contributed.length > 10);
    await vscode.extensions.getExtension("portolan.portolan")?.activate();
    const known = new Set(await vscode.commands.getCommands(true));
    for (const entry of contributed) assert.ok(known.has(String(asRecord(entry)["command"])));
  });

  it("connects and disconnects a container", async () => {
    const { networkId } = await scene(client, "back", []);
    await scene(client, "front", ["web"]);
    const names = { network: "back", container: "web" };
    const members = async (): Promise<string[]> => {
      const picture = await look(client);
      const back = picture.networks.get(networkId);
      assert.ok(back);
      return picture.membersOf(back).map(({ container }) => container.name);
    };
    await vscode.commands.executeCommand("portolan.network.connect", names);
    assert.deepEqual(await members(), ["web"]);
    await vscode.commands.executeCommand("portolan.network.disconnect", names);
    assert.deepEqual(await members(), []);
  });

  it("leaves a network in use alone unless told to disconnect", async () => {
    await scene(client, "front", ["web"]);
    const remove = async (disconnect: boolean): Promise<boolean> => {
      // A refusal shows a notification that nobody closes here, so the command must not wait for it.
      await vscode.commands.executeCommand("portolan.network.remove", {
        network: "front",
        disconnect,
      });
      return (await look(client)).findNetwork("front") !== undefined;
    };
    assert.equal(await remove(false), true);
    assert.deepEqual((await look(client)).findContainer("web")?.attachments.length, 1);
    assert.equal(await remove(true), false);
    assert.equal((await look(client)).findContainer("web")?.state, "running");
  });

  it("pings and returns the result", async () => {
    await scene(client, "front", ["web", "db"]);
    const request = { from: "web", to: "db", count: 2 };
    const result = asRecord(await vscode.commands.executeCommand("portolan.ping", request));
    assert.equal(result["verdict"], "reachable");
    assert.equal(asRecord(result["statistics"])["received"], 2);
    assert.match(String(result["resolvedAddress"]), /^\d+\.\d+\.\d+\.\d+$/);
    const lost = { from: "web", to: "nobody", count: 1 };
    const unresolved = asRecord(await vscode.commands.executeCommand("portolan.ping", lost));
    assert.equal(unresolved["verdict"], "unresolved");
  });

  it("opens the engine's JSON of a network, read-only", async () => {
    const { networkId } = await scene(client, "front", ["web"]);
    await vscode.commands.executeCommand("portolan.network.inspect", { network: "front" });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "json");
    assert.equal(asRecord(JSON.parse(document.getText()))["Id"], networkId);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), undefined);
  });

  it("copies fields of a row", async () => {
    const { networkId, containerIds } = await scene(client, "front", ["web"]);
    const row = { kind: "container", containerId: containerIds[0], networkId };
    const copied = async (command: string): Promise<string> => {
      await vscode.commands.executeCommand(command, row);
      return vscode.env.clipboard.readText();
    };
    const endpoint = (await look(client)).findContainer("web")?.attachments[0]?.endpoint;
    assert.equal(await copied("portolan.copyName"), "web");
    assert.equal(await copied("portolan.copyId"), containerIds[0]);
    assert.equal(await copied("portolan.copyAddress"), endpoint?.ipv4Address);
    assert.equal(await copied("portolan.copyMacAddress"), endpoint?.macAddress);
  });

  it("opens a shell in a container that really runs there", async () => {
    await scene(client, "front", ["web"]);
    const opened = new Promise<vscode.Terminal>((resolve) => {
      const listening = vscode.window.onDidOpenTerminal((terminal) => {
        listening.dispose();
        resolve(terminal);
      });
    });
    await vscode.commands.executeCommand("portolan.container.openShell", { container: "web" });
    const terminal = await opened;
    assert.equal(terminal.name, "web");
    terminal.dispose();
  });
});
