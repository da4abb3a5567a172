// Run Container without questions, and each way it is refused, against a real engine.
import { strict as assert } from "node:assert";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import { removeContainer } from "../../src/engine/operations.ts";
import { UserError } from "../../src/ui/engineErrors.ts";
import { runContainerFlow } from "../../src/ui/runContainer.ts";
import { OutdatedStore } from "./outdatedStore.ts";
import { clear, look, openClient, openStore, scene, until } from "./realEngine.ts";

const command = "portolan.container.run";

describe("run container", () => {
  let client: EngineClient;
  let store: NetworkStore;
  let log: vscode.LogOutputChannel;

  before(async () => {
    client = await openClient();
    store = openStore();
    log = vscode.window.createOutputChannel("Run Container", { log: true });
  });

  afterEach(async () => {
    await clear(client);
    await until(
      store,
      () =>
        store.state.kind === "idle" ||
        (store.picture?.containers.size === 0 && store.picture.networks.size === 3),
    );
  });

  after(() => {
    store.dispose();
    log.dispose();
    client.dispose();
  });

  /** The failure of a run, which must be one in the user's words. */
  const refusal = async (argument: unknown, seen = store): Promise<UserError> => {
    const failure: unknown = await runContainerFlow({ store: seen, log }, argument).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof UserError, String(failure));
    return failure;
  };
  const steps = (error: UserError): string[] => error.nextSteps.map(({ title }) => title);

  it("runs what the argument describes and returns its id", async () => {
    await scene(client, "ov_net1", []);
    const id: unknown = await vscode.commands.executeCommand(command, {
      image: "busybox",
      name: "bbbox1",
      network: "ov_net1",
      aliases: ["first"],
      command: ["sleep", "600"],
    });
    const container = await client.container(String(id), new AbortController().signal);
    assert.equal(container.name, "bbbox1");
    assert.equal(container.state, "running");
    assert.equal(container.attachments[0]?.networkName, "ov_net1");
    assert.ok(container.attachments[0].endpoint.aliases?.includes("first"));
  });

  it("runs in every mode", async () => {
    await scene(client, "front", ["web"]);
    const modeOf = async (network: string): Promise<string> => {
      const id = await runContainerFlow({ store, log }, { image: "busybox", network });
      return (await client.container(id, new AbortController().signal)).networkMode.kind;
    };
    assert.equal(await modeOf("front"), "network");
    assert.equal(await modeOf("bridge"), "network");
    assert.equal(await modeOf("host"), "host");
    assert.equal(await modeOf("none"), "none");
    assert.equal(await modeOf("container:web"), "container");
    // Podman removes no container whose network another one shares.
    const sharer = [...(await look(client)).containers.values()].find(
      ({ networkMode }) => networkMode.kind === "container",
    );
    await removeContainer(client.connection, sharer?.id ?? "", new AbortController().signal);
  });

  it("offers to pull an image that is missing", async () => {
    const error = await refusal({ image: "nobody/has-this:1", network: "bridge" });
    assert.equal(
      error.message,
      "The engine has no image “nobody/has-this:1”, so no container was created.",
    );
    assert.deepEqual(steps(error), ["Pull and Run", "Choose Another Image…"]);
    assert.equal((await look(client)).containers.size, 0);
  });

  it("names the container that has the name", async () => {
    await scene(client, "front", ["web"]);
    const error = await refusal({ image: "busybox", name: "web", network: "front" });
    assert.match(
      error.message,
      /^No container was created: there is a container “web” already \(\S*busybox:latest, running\)\.$/,
    );
    assert.deepEqual(steps(error), ["Choose Another Name…"]);
  });

  it("tells who was quicker where the name was free a moment ago", async () => {
    using outdated = new OutdatedStore(await look(client));
    const spec = { image: "busybox", name: "web", network: "bridge" };
    await runContainerFlow({ store, log }, spec);
    const error = await refusal(spec, outdated);
    assert.match(error.message, /there is a container “web” already/);
  });

  it("refuses what cannot work and leaves nothing behind", async () => {
    await scene(client, "front", []);
    const cases: readonly (readonly [argument: object, words: RegExp])[] = [
      [{ image: "busybox", network: "back" }, /no network “back” on this engine/],
      [{ image: "busybox", network: "container:gone" }, /no container “gone”/],
      [{ image: "busybox", name: "a b", network: "front" }, /A name has no spaces/],
      [{ image: "busybox", name: "a", network: "front" }, /at least two characters/],
    ];
    for (const [argument, words] of cases) {
      assert.match((await refusal(argument)).message, words);
    }
    assert.equal((await look(client)).containers.size, 0);
  });

  it("says what is wrong with an argument of another shape", async () => {
    const cases: readonly (readonly [argument: unknown, words: RegExp])[] = [
      [7, /has to be an object/],
      [{ network: "front" }, /“image” .* has to be text/],
      [{ image: "busybox" }, /“network” .* has to be text/],
      [{ image: "busybox", network: "x", command: "sleep 1" }, /“command” .* a list/],
      [{ image: "busybox", network: "x", command: [1] }, /“command\[0\]” .* text/],
      [{ image: "busybox", network: "x", ports: [] }, /no field “ports”/],
    ];
    for (const [argument, words] of cases) {
      assert.match((await refusal(argument)).message, words);
    }
  });
});
