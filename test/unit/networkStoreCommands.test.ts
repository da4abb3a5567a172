// What commands and hovers get from the store: a connection for a while, and a container's details.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EngineError } from "../../src/engine/errors.ts";
import { fakeContainer, fakeId, makeContent } from "../fixtures/fakeContent.ts";
import type { FakeExchange } from "../fixtures/fakeEngine.ts";
import { StoreScene } from "../fixtures/storeScene.ts";

const small = { networks: 2, containers: 2, networksPerContainer: 1 };

describe("the facts about an engine", () => {
  it("are not waited for by the picture, but by commands", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const asked = Promise.withResolvers<FakeExchange>();
    scene.engine.intercept("/info", asked.resolve);
    scene.store.watch();
    await scene.pictured();
    assert.equal(scene.store.picture?.engine.hostName, "");
    const command = scene.store.connected(new AbortController().signal);
    (await asked.promise).answer();
    const { picture } = await command;
    assert.notEqual(picture.engine.hostName, "");
  });

  it("stay known while a refresh asks for them again", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    scene.store.watch();
    const { picture } = await scene.store.connected(new AbortController().signal);
    const known = picture.engine;
    const asked = Promise.withResolvers<FakeExchange>();
    scene.engine.intercept("/info", asked.resolve);
    const refreshing = scene.store.refresh(new AbortController().signal);
    const exchange = await asked.promise;
    await scene.engine.ping();
    assert.deepEqual(picture.engine, known);
    exchange.answer();
    await refreshing;
    assert.deepEqual(picture.engine, known);
  });

  it("are asked for again when told to, and stay where the engine does not tell", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const { signal } = new AbortController();
    const isManager = (): boolean | undefined => scene.store.picture?.engine.swarm.isManager;
    // The new look at another swarm asks once more.
    for (let count = 0; count < 2; count += 1) {
      scene.engine.intercept("/info", (exchange) => {
        exchange.send(200, '{"Swarm":{"LocalNodeState":"active","ControlAvailable":true}}');
      });
    }
    await scene.store.refreshFacts(signal);
    assert.equal(isManager(), true);
    scene.engine.intercept("/info", (exchange) => {
      exchange.send(500, "{}");
    });
    await scene.store.refreshFacts(signal);
    assert.equal(isManager(), true);
    assert.equal(scene.store.state.kind, "connected");
  });

  it("bring a new look where the swarm is another one: its networks go without an event", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const { signal } = new AbortController();
    scene.engine.changeSilently(({ networks }) => networks.delete(fakeId("network", "net1")));
    await scene.store.refreshFacts(signal);
    assert.deepEqual(scene.networkNames, ["net0", "net1"]);
    scene.engine.intercept("/info", (exchange) => {
      exchange.send(200, '{"Swarm":{"LocalNodeState":"pending"}}');
    });
    await scene.store.refreshFacts(signal);
    assert.deepEqual(scene.networkNames, ["net0"]);
  });

  it("are asked for first where no header names the engine", async () => {
    await using scene = await StoreScene.start(makeContent(small), { server: "proxy" });
    await scene.connect();
    assert.equal(scene.store.picture?.engine.product, "docker");
    assert.notEqual(scene.store.picture.engine.version, "");
  });

  it("tell a command that waits for them when the engine goes away", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const asked = Promise.withResolvers<FakeExchange>();
    scene.engine.intercept("/info", asked.resolve);
    scene.store.watch();
    await scene.pictured();
    const command = scene.store.connected(new AbortController().signal);
    await asked.promise;
    scene.engine.cutStreams("broken");
    await assert.rejects(command, { name: "EngineError", kind: "unreachable" });
  });

  it("end the connection where the engine fails to tell them", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    scene.engine.intercept("/info", (exchange) => {
      exchange.drop();
    });
    scene.store.watch();
    await assert.rejects(scene.store.connected(new AbortController().signal), EngineError);
    await scene.offline();
  });
});

describe("withDetails", () => {
  it("asks once for a container, and knows from then on", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const { signal } = new AbortController();
    const id = fakeId("container", "box0");
    for (let round = 0; round < 3; round += 1) {
      const container = await scene.store.withDetails(id, signal);
      assert.deepEqual(container?.attachments[0]?.endpoint.aliases, ["box0"]);
    }
    assert.equal(scene.engine.requests("/containers/{id}/json"), 1);
    assert.equal(await scene.store.withDetails("nobody", signal), undefined);
  });

  it("tells the views what else it found different, so that no event is needed for it", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    await scene.until(() => scene.changes.length === 1);
    const id = fakeId("container", "box0");
    const { signal } = new AbortController();
    await scene.store.withDetails(fakeId("container", "box1"), signal);
    assert.equal(scene.changes.length, 1, "aliases alone are no change of a row");
    const stopped = fakeContainer({ name: "box0", networks: ["net0"], state: "exited" });
    scene.engine.changeSilently(({ containers }) => containers.set(id, stopped));
    await scene.store.withDetails(id, signal);
    assert.deepEqual([...(scene.changes[1]?.containers ?? [])], [id]);
  });

  it("gives the last known facts where the engine does not answer", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    scene.engine.intercept("/containers/{id}/json", (exchange) => {
      exchange.send(500, "{}");
    });
    const { signal } = new AbortController();
    const container = await scene.store.withDetails(fakeId("container", "box0"), signal);
    assert.equal(container?.name, "box0");
  });
});

describe("connected", () => {
  it("resolves with the picture, and lets go of the engine a while after the last command", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const { picture } = await scene.store.connected(new AbortController().signal);
    assert.equal(picture.networks.size, 2);
    scene.clock.advance(4_999);
    assert.equal(scene.store.state.kind, "connected");
    scene.clock.advance(1);
    assert.equal(scene.store.state.kind, "idle");
    await scene.engine.until(() => scene.engine.streams === 0);
  });

  it("throws the first failure at whoever asks, and goes on trying for whoever watches", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.engine.stop();
    const failing = scene.store.connected(new AbortController().signal);
    await assert.rejects(failing, (error) => {
      return error instanceof EngineError && error.kind === "unreachable";
    });
    await scene.engine.listen();
    const { picture } = await scene.store.connected(new AbortController().signal);
    assert.equal(picture.networks.size, 2);
  });

  it("ends with the signal", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const controller = new AbortController();
    scene.engine.intercept("/events", () => {
      controller.abort();
    });
    await assert.rejects(scene.store.connected(controller.signal), { name: "AbortError" });
    await assert.rejects(scene.store.connected(controller.signal), { name: "AbortError" });
  });
});
