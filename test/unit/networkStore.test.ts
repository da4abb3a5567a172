// The live picture: subscribing before looking, applying events, and how little it asks for that.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fakeContainer, fakeId, fakeNetwork, makeContent } from "../fixtures/fakeContent.ts";
import { eventOf, type FakeExchange } from "../fixtures/fakeEngine.ts";
import { StoreScene } from "../fixtures/storeScene.ts";

const small = { networks: 2, containers: 2, networksPerContainer: 1 };

describe("the first picture", () => {
  it("is there once connected, and the views are told", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    assert.equal(scene.store.state.kind, "idle");
    assert.equal(scene.store.picture, undefined);
    await scene.connect();
    assert.deepEqual(scene.kinds, ["connecting", "connected"]);
    assert.deepEqual(scene.networkNames, ["net0", "net1"]);
    await scene.until(() => scene.changes.length > 0);
    assert.deepEqual(
      scene.changes.map(({ list }) => list),
      [true],
    );
  });

  it("is asked for after the engine has accepted the subscription", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const subscribed = Promise.withResolvers<() => void>();
    scene.engine.intercept("/events", (exchange) => {
      subscribed.resolve(() => {
        exchange.answer();
      });
    });
    scene.store.watch();
    const accept = await subscribed.promise;
    // Whatever else the store had asked for by now would be here before these.
    for (let round = 0; round < 3; round += 1) await scene.engine.ping();
    assert.equal(scene.engine.requests("/networks"), 0);
    accept();
    await scene.connected();
    assert.equal(scene.engine.requests("/networks"), 1);
  });

  it("is taken again where the way to the engine is slow, and loses nothing", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    const subscribed = Promise.withResolvers<FakeExchange>();
    scene.engine.intercept("/events", subscribed.resolve);
    scene.store.watch();
    const exchange = await subscribed.promise;
    scene.clock.advance(60_000);
    // A look that nobody can trust yet: the event of what comes right after it reaches nobody.
    await scene.engine.until(() => scene.engine.requests("/info") === 1);
    assert.equal(scene.engine.requests("/networks"), 1);
    assert.deepEqual(scene.kinds, ["connecting"]);
    scene.engine.addNetwork(fakeNetwork("early"));
    exchange.answer();
    await scene.connected();
    assert.equal(scene.engine.requests("/networks"), 2);
    assert.deepEqual(scene.networkNames, ["early", "net0", "net1"]);
    scene.engine.addNetwork(fakeNetwork("late"));
    await scene.until(() => scene.networkNames.includes("late"));
  });

  it("loses nothing that happens while it is taken", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    // The listing is made up before the network, and arrives after the network's event.
    const before = JSON.stringify([...scene.engine.content.networks.values()]);
    scene.engine.intercept("/networks", (exchange) => {
      scene.engine.addNetwork(fakeNetwork("meanwhile"));
      exchange.send(200, before);
    });
    await scene.connect();
    await scene.until(() => scene.networkNames.includes("meanwhile"));
    assert.equal(scene.engine.requests("/networks"), 1);
  });

  it("costs five requests, however much there is", async () => {
    for (const networks of [1, 100, 1000]) {
      const size = { networks, containers: networks, networksPerContainer: 2 };
      await using scene = await StoreScene.start(makeContent(size));
      await scene.connect();
      assert.equal(scene.store.picture?.networks.size, networks);
      const routes = ["/events", "/version", "/info", "/networks", "/containers/json"] as const;
      assert.deepEqual(
        routes.map((route) => scene.engine.requests(route)),
        [1, 1, 1, 1, 1],
      );
      assert.equal(scene.engine.requests(), 5, `${networks} networks`);
    }
  });
});

describe("an event", () => {
  it("costs one inspect at most, and a removal none", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const { engine, clock } = scene;
    const box = fakeContainer({ name: "box0", networks: ["net0", "net1"] });
    const steps: readonly (readonly [string, () => void, () => boolean, number])[] = [
      [
        "a new network",
        () => {
          engine.addNetwork(fakeNetwork("new"));
        },
        () => scene.networkNames.includes("new"),
        1,
      ],
      [
        "a network that goes",
        () => {
          engine.removeNetwork(fakeId("network", "new"));
        },
        () => !scene.networkNames.includes("new"),
        0,
      ],
      [
        "a container on another network",
        () => {
          engine.putContainer(box, "update");
        },
        () => scene.store.picture?.findContainer("box0")?.attachments.length === 2,
        1,
      ],
      [
        "a container that goes",
        () => {
          engine.removeContainer(fakeId("container", "box0"));
        },
        () => scene.store.picture?.findContainer("box0") === undefined,
        0,
      ],
    ];
    for (const [what, change, isThere, inspects] of steps) {
      engine.forgetRequests();
      clock.advance(100);
      change();
      await scene.until(isThere);
      assert.equal(engine.requests(), inspects, what);
    }
  });

  it("tells the views exactly what is different", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    await scene.until(() => scene.changes.length === 1);
    const paused = fakeContainer({ name: "box0", networks: ["net0"], state: "paused" });
    scene.engine.putContainer(paused, "pause");
    await scene.until(() => scene.changes.length === 2);
    assert.deepEqual(scene.changes[1], {
      networks: new Set([fakeId("network", "net0")]),
      containers: new Set([fakeId("container", "box0")]),
      list: false,
    });
  });

  it("about something that is gone by now takes it out", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const id = fakeId("network", "net1");
    scene.engine.changeSilently(({ networks }) => networks.delete(id));
    scene.engine.push(eventOf("network", "update", id));
    await scene.until(() => !scene.networkNames.includes("net1"));
    assert.deepEqual(scene.kinds, ["connecting", "connected"]);
  });

  it("about a container brings a network that only this made known", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const swarmNetwork = fakeNetwork("swarm");
    scene.engine.changeSilently(({ networks }) => {
      networks.set(fakeId("network", "swarm"), swarmNetwork);
    });
    scene.engine.putContainer(fakeContainer({ name: "task", networks: ["swarm"] }), "start");
    await scene.until(() => scene.networkNames.includes("swarm"));
  });

  it("that comes in pieces, between nonsense, is understood", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const network = fakeNetwork("new");
    const id = fakeId("network", "new");
    scene.engine.changeSilently(({ networks }) => networks.set(id, network));
    const text = JSON.stringify(eventOf("network", "create", id));
    scene.engine.pushText(`{"half":\n\n[]\n"text"\n${text.slice(0, 20)}`);
    scene.engine.pushText(`${text.slice(20)}\n`);
    await scene.until(() => scene.networkNames.includes("new"));
    assert.equal(scene.engine.requests("/networks/{id}"), 1);
  });

  it("of a burst is handled together with the others, one inspect for each object", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    scene.engine.forgetRequests();
    const container = fakeContainer({ name: "busy", networks: ["net0"] });
    scene.engine.putContainer(container, "create");
    await scene.until(() => scene.store.picture?.findContainer("busy") !== undefined);
    for (let round = 0; round < 50; round += 1) scene.engine.putContainer(container, "update");
    // The last event of the burst: when its network shows, all the others were handled too.
    scene.engine.addNetwork(fakeNetwork("last"));
    await scene.events(52);
    scene.clock.advance(100);
    await scene.until(() => scene.networkNames.includes("last"));
    assert.equal(scene.engine.requests("/containers/{id}/json"), 2);
    assert.equal(scene.engine.requests("/networks/{id}"), 1);
  });
});

describe("a helper container of ours", () => {
  it("is in no picture, neither listed nor by an event", async () => {
    const probe = { networks: ["net0"], labels: { "io.portolan.probe": "" } };
    const content = makeContent(small);
    const first = fakeContainer({ ...probe, name: "probe1" });
    content.containers.set(fakeId("container", "probe1"), first);
    await using scene = await StoreScene.start(content);
    await scene.connect();
    scene.engine.putContainer(fakeContainer({ ...probe, name: "probe2" }), "start");
    scene.engine.addNetwork(fakeNetwork("last"));
    await scene.events(2);
    scene.clock.advance(100);
    await scene.until(() => scene.networkNames.includes("last"));
    const names = [...(scene.store.picture?.containers.values() ?? [])].map(({ name }) => name);
    assert.deepEqual(names.sort(), ["box0", "box1"]);
  });
});

describe("refresh", () => {
  it("takes a new picture and tells the difference only", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    await scene.until(() => scene.changes.length === 1);
    await scene.store.refresh(new AbortController().signal);
    assert.equal(scene.changes.length, 1, "nothing is different");
    const id = fakeId("network", "silent");
    scene.engine.changeSilently(({ networks }) => networks.set(id, fakeNetwork("silent")));
    await scene.store.refresh(new AbortController().signal);
    assert.deepEqual(scene.changes[1], {
      networks: new Set([id]),
      containers: new Set(),
      list: true,
    });
  });

  it("does not undo what an event brought while it was under way", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.connect();
    const before = JSON.stringify([...scene.engine.content.networks.values()]);
    const listed = Promise.withResolvers<() => void>();
    scene.engine.intercept("/networks", (exchange) => {
      listed.resolve(() => {
        exchange.send(200, before);
      });
    });
    const refreshed = scene.store.refresh(new AbortController().signal);
    const answer = await listed.promise;
    scene.engine.addNetwork(fakeNetwork("meanwhile"));
    await scene.until(() => scene.networkNames.includes("meanwhile"));
    answer();
    await refreshed;
    scene.clock.advance(100);
    await scene.until(() => scene.networkNames.includes("meanwhile"));
    assert.deepEqual(scene.networkNames, ["meanwhile", "net0", "net1"]);
  });

  it("does nothing without a connection", async () => {
    await using scene = await StoreScene.start(makeContent(small));
    await scene.store.refresh(new AbortController().signal);
    assert.equal(scene.engine.requests(), 0);
  });
});
