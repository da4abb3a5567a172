// What a look at an engine costs: the same few requests on every engine and at every size.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Picture } from "../../src/model/picture.ts";
import type { EngineName } from "../engines/engineKinds.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { startCountingRelay, type CountingRelay } from "../fixtures/countingRelay.ts";
import { connectTo, never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Counted {
  readonly engine: TestEngine;
  readonly relay: CountingRelay;
}

eachEngine("the cost of a picture", { make, tests: declareTests });

async function make(name: EngineName, stack: AsyncDisposableStack): Promise<Counted> {
  const engine = stack.use(await startEngine(name));
  return { engine, relay: stack.use(await startCountingRelay(engine.address)) };
}

function declareTests(given: () => Counted, name: EngineName): void {
  test("is four requests, whatever the number of networks and containers", async () => {
    const { engine, relay } = given();
    const look = async (): Promise<Picture> => {
      relay.forget();
      const client = await connectTo(relay.address);
      const picture = new Picture(await client.listing(never));
      client.dispose();
      return picture;
    };
    const everything = ["GET /containers/json", "GET /info", "GET /networks", "GET /version"];
    await engine.request("POST", "/networks/create", { Name: "net0" });
    await look();
    assert.deepEqual(relay.requests().toSorted(), everything);
    for (let number = 1; number <= 20; number++) {
      await engine.request("POST", "/networks/create", { Name: `net${number}` });
      await createBox(engine, `box${number}`, `net${number}`);
    }
    const picture = await look();
    assert.deepEqual(relay.requests().toSorted(), everything);
    assert.deepEqual([picture.networks.size, picture.containers.size], [24, 20]);
  });

  test("is shown after two, which name the engine in their heads", async () => {
    const { engine, relay } = given();
    const client = await connectTo(relay.address);
    relay.forget();
    const { listing, facts } = await client.look(never);
    assert.equal(listing.engine.hostName, "");
    assert.equal(listing.engine.product, name === "podman" ? "podman" : "docker");
    assert.equal(listing.engine.version, engine.version);
    assert.deepEqual(relay.requests().slice(0, 2).toSorted(), [
      "GET /containers/json",
      "GET /networks",
    ]);
    const { hostName, version } = await facts;
    assert.notEqual(hostName, "");
    assert.equal(version, listing.engine.version);
    client.dispose();
  });

  test("is one more for each container whose mode Podman leaves open, and only once", async () => {
    const { engine, relay } = given();
    await using stack = new AsyncDisposableStack();
    await createBox(engine, "hostmode", "host");
    await createBox(engine, "sharer", "container:box1");
    const client = await useClient(stack, relay.address);
    const inspects = async (): Promise<number> => {
      relay.forget();
      await client.listing(never);
      return relay.requests().length - 4;
    };
    assert.equal(await inspects(), name === "podman" ? 2 : 0);
    assert.equal(await inspects(), 0);
  });
}

async function createBox(engine: TestEngine, name: string, NetworkMode: string): Promise<void> {
  const body = { Image: "busybox", Tty: true, HostConfig: { NetworkMode } };
  const { status } = await engine.request("POST", `/containers/create?name=${name}`, body);
  assert.equal(status, 201);
}
