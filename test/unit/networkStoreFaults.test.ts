// What the store does when an engine fails it, and that nothing stays open when nobody watches.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EngineError } from "../../src/engine/errors.ts";
import { fakeContainer, fakeId, fakeNetwork, makeContent } from "../fixtures/fakeContent.ts";
import type { FakeEngineOptions, FakeExchange } from "../fixtures/fakeEngine.ts";
import { StoreScene } from "../fixtures/storeScene.ts";

const small = { networks: 2, containers: 2, networksPerContainer: 1 };

describe("a break", () => {
  for (const how of ["broken", "ended"] as const) {
    it(`of a stream that is ${how} keeps the picture, says why, and comes back by itself`, async () => {
      await using scene = await StoreScene.start(makeContent(small));
      await scene.connect();
      const { picture } = scene.store;
      scene.engine.cutStreams(how);
      await scene.offline();
      const { state } = scene.store;
      assert.ok(state.kind === "offline" && state.error instanceof EngineError);
      assert.equal(state.error.kind, "unreachable");
      assert.equal(scene.store.picture, picture, "the last picture stays");
      assert.equal(picture?.networks.size, 2);
      assert.equal(scene.clock.delays.at(-1), 250);
      scene.clock.advance(249);
      assert.equal(scene.store.state.kind, "offline");
      scene.clock.advance(1);
      await scene.connected();
      assert.equal(scene.clients, 2);
    });
  }

  it("shows true differences only when it is over", async () => {
    await using scene = await StoreScene.start(makeContent({ ...small, networks: 3 }));
    await scene.connect();
    await scene.until(() => scene.changes.length === 1);
    scene.engine.cutStreams("broken");
    await scene.offline();
    scene.clock.advance(250);
    await scene.connected();
    assert.equal(scene.changes.length, 1, "nothing was different");

    scene.engine.cutStreams("broken");
    await scene.offline();
    const [gone, come] = [fakeId("network", "net2"), fakeId("network", "new")];
    scene.engine.changeSilently(({ networks, containers }) => {
      networks.delete(gone);
      networks.set(come, fakeNetwork("new"));
      const box = fakeContainer({ name: "box1", networks: ["net1"], state: "exited", address: 1 });
      containers.set(fakeId("container", "box1"), box);
    });
    scene.clock.advance(250);
    await scene.until(() => scene.changes.length === 2);
    assert.deepEqual(scene.changes[1], {
      networks: new Set([gone, come, fakeId("network", "net1")]),
      containers: new Set([fakeId("container", "box1")]),
      list: true,
    });
  });

  it("is followed by tries that grow rarer, and start anew after a success", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    await scene.engine.stop();
    await scene.offline();
    for (const delay of [250, 500, 1000, 2000, 4000]) {
      assert.equal(scene.clock.delays.at(-1), delay);
      const failures = scene.states.length;
      scene.clock.advance(delay);
      await scene.until(() => scene.states.length === failures + 2);
      assert.equal(scene.store.state.kind, "offline");
    }
    await scene.engine.listen();
    scene.clock.advance(8000);
    await scene.connected();
    scene.engine.cutStreams("broken");
    await scene.offline();
    assert.equal(scene.clock.delays.at(-1), 250);
  });

  it("ends at once with a retry", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    scene.engine.cutStreams("broken");
    await scene.offline();
    scene.store.retry();
    await scene.connected();
    assert.equal(scene.clock.pending, 0, "the delay's timer is gone");
  });

  const faults: readonly (readonly [string, (exchange: FakeExchange) => void])[] = [
    [
      "answers 500",
      (exchange) => {
        exchange.send(500, JSON.stringify({ message: "boom" }));
      },
    ],
    [
      "answers half a JSON",
      (exchange) => {
        exchange.send(200, '[{"Id":');
      },
    ],
    [
      "dies in the middle of an answer",
      (exchange) => {
        exchange.sendPart('[{"Id":');
      },
    ],
    [
      "hangs up",
      (exchange) => {
        exchange.drop();
      },
    ],
  ];
  for (const [what, fault] of faults) {
    for (const route of ["/networks", "/containers/json", "/info", "/events"] as const) {
      // Half a JSON line is what any cut stream ends in.
      if (route === "/events" && what !== "answers 500" && what !== "hangs up") continue;
      it(`by an engine that ${what} to ${route} never looks like an empty engine`, async () => {
        await using scene = await StoreScene.start(makeContent(small));
        scene.engine.intercept(route, fault);
        scene.store.watch();
        await scene.offline();
        // The facts about the engine are not waited for.
        assert.deepEqual(scene.networkNames, route === "/info" ? ["net0", "net1"] : []);
        assert.equal(scene.store.picture === undefined, route !== "/info");
        scene.store.retry();
        await scene.connected();
        scene.engine.intercept(route, fault);
        scene.engine.cutStreams("broken");
        await scene.offline();
        scene.store.retry();
        await scene.until(() => scene.kinds.filter((kind) => kind === "offline").length === 3);
        assert.deepEqual(scene.networkNames, ["net0", "net1"]);
        await scene.engine.until(() => scene.engine.streams === 0);
      });
    }
  }

  it("by a failing inspect takes a new picture", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    scene.engine.intercept("/networks/{id}", (exchange) => {
      exchange.send(500, JSON.stringify({ message: "boom" }));
    });
    scene.engine.addNetwork(fakeNetwork("new"));
    await scene.offline();
    const { state } = scene.store;
    assert.ok(state.kind === "offline");
    assert.equal(state.error.message, "boom");
    scene.store.retry();
    await scene.until(() => scene.networkNames.includes("new"));
  });
});

describe("an engine that sends nothing before its first event, as Podman", () => {
  const podman: FakeEngineOptions = {
    eventsHead: "with the first event",
    server: "Libpod/4.3.1 (linux)",
  };

  it("gets its picture taken all the same, and its events are heard", async () => {
    await using scene = await StoreScene.start(makeContent(small), podman);
    scene.store.watch();
    await scene.engine.until(() => scene.engine.streams === 1);
    scene.clock.advance(1000);
    await scene.connected();
    assert.deepEqual(scene.networkNames, ["host", "net0", "net1", "none"]);
    scene.engine.addNetwork(fakeNetwork("new"));
    await scene.until(() => scene.networkNames.includes("new"));
    scene.engine.cutStreams("broken");
    await scene.offline();
  });

  it("is offline when it goes before its first event", async () => {
    await using scene = await StoreScene.start(makeContent(small), podman);
    scene.store.watch();
    await scene.engine.until(() => scene.engine.streams === 1);
    scene.clock.advance(1000);
    await scene.connected();
    scene.engine.cutStreams("broken");
    await scene.offline();
  });
});

describe("watching", () => {
  it("goes on until the last watcher is gone, whoever that is", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const [one, other] = [scene.store.watch(), scene.store.watch()];
    await scene.connected();
    assert.equal(scene.clients, 1);
    one.dispose();
    one.dispose();
    assert.equal(scene.store.state.kind, "connected");
    other.dispose();
    assert.equal(scene.store.state.kind, "idle");
    await scene.engine.until(() => scene.engine.streams === 0);
    assert.equal(scene.store.picture?.networks.size, 2, "the last picture stays");
  });

  it("begins anew after nobody did", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    scene.store.watch().dispose();
    scene.store.watch();
    await scene.connected();
    assert.deepEqual(scene.networkNames, ["net0", "net1"]);
  });

  it("forgets the picture of another engine when it reconnects", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    scene.store.reconnect();
    assert.equal(scene.store.picture, undefined);
    await scene.connected();
    assert.equal(scene.clients, 2);
    await scene.engine.until(() => scene.engine.streams === 1);
  });

  it("ends a look that is under way, and shows nothing of it", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const asked = Promise.withResolvers<FakeExchange>();
    scene.engine.intercept("/networks", asked.resolve);
    const watching = scene.store.watch();
    const exchange = await asked.promise;
    watching.dispose();
    exchange.answer();
    await scene.engine.until(() => scene.engine.streams === 0);
    assert.deepEqual(scene.kinds, ["connecting", "idle"]);
    assert.equal(scene.store.picture, undefined);
  });
});

describe("after dispose", () => {
  const moments: readonly (readonly [string, (scene: StoreScene) => Promise<void>])[] = [
    ["while connected", (scene) => scene.connect()],
    [
      "while a change waits",
      async (scene) => {
        await scene.connect();
        scene.engine.addNetwork(fakeNetwork("new1"));
        await scene.until(() => scene.networkNames.includes("new1"));
        scene.engine.addNetwork(fakeNetwork("new2"));
        await scene.events(2);
        assert.equal(scene.clock.pending, 1);
      },
    ],
    [
      "while offline",
      async (scene) => {
        await scene.engine.stop();
        scene.store.watch();
        await scene.offline();
        assert.equal(scene.clock.pending, 1);
      },
    ],
    [
      "after a command",
      async (scene) => {
        await scene.store.connected(new AbortController().signal);
        assert.equal(scene.clock.pending, 1);
      },
    ],
    [
      "while it connects",
      async (scene) => {
        const asked = Promise.withResolvers<FakeExchange>();
        scene.engine.intercept("/info", asked.resolve);
        scene.store.watch();
        await asked.promise;
      },
    ],
  ];
  for (const [when, prepare] of moments) {
    it(`${when}, no timer, no stream and no connection is left, and nothing is told any more`, async () => {
      await using scene = await StoreScene.start(makeContent(small));
      await prepare(scene);
      scene.store.dispose();
      await scene.engine.until(() => scene.engine.connections === 0);
      assert.equal(scene.engine.streams, 0);
      assert.equal(scene.clock.pending, 0);
      const told = [scene.changes.length, scene.states.length];
      scene.store.retry();
      scene.clock.advance(60_000);
      assert.deepEqual([scene.changes.length, scene.states.length], told);
    });
  }
});
