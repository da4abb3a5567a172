// Helper containers in the real extension host: those of a process that is no more are removed, ours are
// kept while the window lives, and go with it.
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";
import { hostname } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { removeContainer } from "../../src/engine/operations.ts";
import { probeLabel } from "../../src/model/container.ts";
import { asList, asRecord, asText } from "../../src/model/json.ts";
import { ProbeHelpers } from "../../src/ui/probeHelpers.ts";
import { clear, openClient, scene, silentLog } from "./realEngine.ts";

const never = new AbortController().signal;

describe("helpers", () => {
  let client: EngineClient;
  let left: string;

  before(async () => {
    client = await openClient();
    await scene(client, "side", ["tooled"]);
    await start({ image: "portolan-test/distroless", name: "bare", network: "side" });
    // No process has a number beyond this one.
    left = await start({ image: "busybox:latest", owner: `${hostname()}/4194304` });
  });

  after(async () => {
    await clear(client);
    client.dispose();
  });

  const start = async (wish: {
    readonly image: string;
    readonly name?: string;
    readonly network?: string;
    readonly owner?: string;
  }): Promise<string> => {
    const body = {
      ...{ Image: wish.image, Tty: true, OpenStdin: true },
      HostConfig: { NetworkMode: wish.network ?? "none" },
      ...(wish.owner === undefined ? {} : { Labels: { [probeLabel]: wish.owner } }),
    };
    const query = wish.name === undefined ? {} : { name: wish.name };
    const create = { method: "POST", path: "/containers/create", query, body } as const;
    const id = asText(asRecord(await client.connection.json(create, never))["Id"]);
    await client.connection.json({ method: "POST", path: `/containers/${id}/start` }, never);
    return id;
  };

  const helperIds = async (): Promise<readonly string[]> => {
    const query = { all: true, filters: { label: [probeLabel] } };
    const request = { method: "GET", path: "/containers/json", query } as const;
    const all = asList(await client.connection.json(request, never));
    return all.map((item) => asText(asRecord(item)["Id"]));
  };

  const ping = async (): Promise<string> => {
    const wish = { from: "bare", to: "127.0.0.1", count: 1 };
    const result = await vscode.commands.executeCommand("portolan.ping", wish);
    return asText(asRecord(result)["verdict"]);
  };

  it("of a process that is no more go when the first is needed, and one of ours stays for the next", async () => {
    assert.deepEqual(await helperIds(), [left]);
    assert.equal(await ping(), "reachable");
    // It goes beside the ping, and nobody waits for it.
    while ((await helperIds()).includes(left));
    const kept = await helperIds();
    assert.equal(kept.length, 1);
    assert.equal(await ping(), "reachable");
    assert.deepEqual(await helperIds(), kept);
  });

  it("go when VS Code ends the extension, which waits for them", async () => {
    assert.equal((await helperIds()).length, 1);
    const extension = vscode.extensions.getExtension("portolan.portolan");
    assert.ok(extension);
    // VS Code's own copy of the module, which it calls when the window closes.
    const load = createRequire(__filename);
    const module: unknown = load(path.join(extension.extensionPath, "dist/extension.cjs"));
    const { deactivate } = asRecord(module);
    assert.ok(typeof deactivate === "function");
    await Reflect.apply(deactivate, undefined, []);
    assert.deepEqual(await helperIds(), []);
  });

  it("go when another image is chosen for them", async () => {
    const helpers = new ProbeHelpers(silentLog);
    const { id } = await client.container("bare", never);
    const containers = await helpers.on(client.connection);
    await containers.use(id, () => Promise.resolve(), never);
    assert.equal((await helperIds()).length, 1);
    const settings = vscode.workspace.getConfiguration("portolan");
    const target = vscode.ConfigurationTarget.Global;
    await settings.update("probe.image", "portolan-test/other", target);
    try {
      while ((await helperIds()).length > 0);
    } finally {
      await settings.update("probe.image", undefined, target);
      await helpers.dispose();
    }
  });

  it("never outlive the source that they help", async () => {
    const helpers = new ProbeHelpers(silentLog);
    const { id } = await client.container("bare", never);
    const containers = await helpers.on(client.connection);
    await containers.use(id, () => Promise.resolve(), never);
    await removeContainer(client.connection, id, never);
    await helpers.dispose();
    assert.deepEqual(await helperIds(), []);
  });
});
