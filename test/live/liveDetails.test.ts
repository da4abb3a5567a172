// A watched picture in detail: what an event costs, who keeps the stream, what a crash truly changes,
// and what only some events tell of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { EngineError, isAbort } from "../../src/engine/errors.ts";
import type { Endpoint } from "../../src/model/container.ts";
import type { ReadonlyPicture } from "../../src/model/picture.ts";
import { mergeChanges } from "../../src/model/pictureChange.ts";
import type { EngineName } from "../engines/engineKinds.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { startCountingRelay, type CountingRelay } from "../fixtures/countingRelay.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";
import { watchStore, type WatchedStore } from "./watchedStore.ts";

interface Watched {
  readonly engine: TestEngine;
  readonly relay: CountingRelay;
}

eachEngine("the live picture in detail", { make, tests: declareTests });

async function make(name: EngineName, stack: AsyncDisposableStack): Promise<Watched> {
  const engine = stack.use(await startEngine(name));
  return { engine, relay: stack.use(await startCountingRelay(engine.address)) };
}

function declareTests(given: () => Watched, name: EngineName): void {
  const isPodman = name === "podman";

  test("shows a network as soon as a container is on it", async () => {
    const { engine } = given();
    await using live = await watchStore(engine.address);
    await engine.docker("network", "create", "fresh");
    await engine.docker("create", "--name", "first", "--network", "fresh", "busybox");
    await live.until((picture) => membersOf(picture, "fresh").includes("first"));
  });

  test("shows no address of a container that ended", async () => {
    const { engine } = given();
    await engine.docker("network", "create", "home");
    await using live = await watchStore(engine.address);
    await runBox(engine, "box", "home");
    await live.until((picture) => isAddressed(picture, "box", "home"));
    await engine.docker("kill", "box");
    await live.until((picture) => picture.findContainer("box")?.state === "exited");
    await live.until((picture) => !isAddressed(picture, "box", "home"));
    assert.deepEqual(membersOf(live.picture, "home"), ["box"]);
  });

  test("follows a container's health", async () => {
    const { engine } = given();
    await using live = await watchStore(engine.address);
    const command = ["--health-cmd", "test -e /tmp/fine", "--health-interval", "200ms"];
    const retries = ["--health-retries", "1"];
    await engine.docker("run", "-itd", "--name", "patient", ...command, ...retries, "busybox");
    const check = async (): Promise<void> => {
      if (isPodman) await runHealthCheck(engine, "patient");
    };
    await healthArrives(live, "unhealthy", check);
    await engine.docker("exec", "patient", "touch", "/tmp/fine");
    await healthArrives(live, "healthy", check);
    await engine.docker("rm", "--force", "patient");
  });

  test("shows a container that loses the owner of its namespace", async () => {
    const { engine } = given();
    await runBox(engine, "owner", "bridge");
    await runBox(engine, "sharer", "container:owner");
    await using live = await watchStore(engine.address);
    const sharer = live.picture.findContainer("sharer");
    assert.ok(sharer);
    assert.equal(live.picture.ownerOf(sharer)?.name, "owner");
    // Podman lets no owner go.
    if (isPodman) await assert.rejects(engine.docker("rm", "--force", "owner"));
    else await engine.docker("rm", "--force", "owner");
    await live.until((picture) => picture.orphans().length === (isPodman ? 0 : 1));
    assert.equal(live.picture.ownerOf(sharer) === undefined, !isPodman);
  });

  test("asks once an event at most, and never for everything", async () => {
    const { engine, relay } = given();
    await engine.docker("network", "create", "quiet");
    await using live = await watchStore(relay.address);
    // The events are counted from the subscription on: one from before the look may be asked about later.
    relay.forget();
    await runBox(engine, "busy", "quiet");
    await live.until((picture) => isAddressed(picture, "busy", "quiet"));
    await engine.docker("network", "connect", "bridge", "busy");
    await engine.docker("pause", "busy");
    await engine.docker("unpause", "busy");
    await engine.docker("rm", "--force", "busy");
    await live.until((picture) => picture.findContainer("busy") === undefined);
    const requests = relay.requests();
    assert.ok(requests.length > 0 && requests.length <= live.events());
    const inspect = /^GET \/(networks\/[0-9a-f]{64}|containers\/[0-9a-f]{64}\/json)$/;
    assert.deepEqual(
      requests.filter((request) => !inspect.test(request)),
      [],
    );
  });

  test("has one stream for all who watch, and none when nobody does", async () => {
    const { relay } = given();
    await relay.until(() => relay.connections() === 0);
    relay.forget();
    await using live = await watchStore(relay.address);
    const second = live.store.watch();
    assert.equal(relay.requests().filter((request) => request === "GET /events").length, 1);
    live.watching.dispose();
    assert.equal(live.store.state.kind, "connected");
    second.dispose();
    await relay.until(() => relay.connections() === 0);
    assert.equal(live.store.state.kind, "idle");
  });

  test("lets go of an engine that hangs when it is told to", async () => {
    const { engine, relay } = given();
    await using stack = new AsyncDisposableStack();
    const client = await useClient(stack, relay.address);
    await engine.freeze();
    stack.defer(() => engine.thaw());
    relay.forget();
    const impatience = new AbortController();
    const listing = assert.rejects(client.listing(impatience.signal), isAbort);
    // The facts about the engine are asked for after the listings.
    await relay.until(() => relay.requests().length === 2);
    impatience.abort();
    await listing;
  });

  test("comes back by itself after a crash of the engine, with what is truly different", async () => {
    const { engine } = given();
    await engine.docker("network", "create", "empty");
    await engine.docker("network", "create", "lively");
    await runBox(engine, "runner", "lively");
    await using live = await watchStore(engine.address);
    // Events come in order, so nothing is on its way any more when this one is there.
    await engine.docker("create", "--name", "bystander", "busybox");
    await live.until((picture) => picture.findContainer("bystander") !== undefined);
    const seen = live.changes.length;
    const before = new Snapshot(live.picture);
    await engine.kill();
    await live.until(() => live.store.state.kind === "offline");
    checkUnreachable(live);
    assert.deepEqual(new Snapshot(live.picture), before);
    await engine.start();
    await live.until(() => live.store.state.kind === "connected");
    // Docker ends the containers that it finds again after a crash, Podman does not.
    const state = isPodman ? "running" : "exited";
    await live.until((picture) => picture.findContainer("runner")?.state === state);
    const after = new Snapshot(live.picture);
    const changes = mergeChanges(live.changes.slice(seen));
    assert.deepEqual(changes.containers, after.containersDifferentFrom(before));
    assert.deepEqual(changes.networks, after.networksDifferentFrom(before));
    const told = live.changes.length;
    await live.store.refresh(never);
    assert.equal(live.changes.length, told);
  });
}

/** What a picture shows, by the ids of networks and containers. */
class Snapshot {
  readonly networks: ReadonlyMap<string, string>;
  readonly containers: ReadonlyMap<string, string>;

  constructor(picture: ReadonlyPicture) {
    const { networks, containers } = picture;
    // A network looks different when a member does.
    const members = (id: string) =>
      [...containers.values()].filter((container) =>
        picture.networksOf(container).some((network) => network.id === id),
      );
    this.networks = textOf(
      [...networks.values()].map((network) => [network, ...sortedById(members(network.id))]),
    );
    this.containers = textOf([...containers.values()].map((container) => [container]));
  }

  networksDifferentFrom(before: Snapshot): ReadonlySet<string> {
    return difference(before.networks, this.networks);
  }

  containersDifferentFrom(before: Snapshot): ReadonlySet<string> {
    return difference(before.containers, this.containers);
  }
}

function textOf(
  groups: readonly (readonly { readonly id: string }[])[],
): ReadonlyMap<string, string> {
  const entries = groups.map((group) => [group[0]?.id ?? "", JSON.stringify(group)] as const);
  return new Map(entries.sort(([one], [other]) => one.localeCompare(other)));
}

function sortedById<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((one, other) => one.id.localeCompare(other.id));
}

function difference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const ids = [...before.keys(), ...after.keys()];
  return new Set(ids.filter((id) => before.get(id) !== after.get(id)));
}

/** Without systemd nobody else does. The answer says 500 where the check itself failed. */
/** Podman checks only when it is told to, and says so once, which one that has just subscribed can miss. */
async function healthArrives(
  live: WatchedStore,
  health: "healthy" | "unhealthy",
  check: () => Promise<void>,
): Promise<void> {
  const arrived = live
    .until((picture) => picture.findContainer("patient")?.health === health)
    .then(() => true);
  const isThere = async (): Promise<boolean> =>
    Promise.race([arrived, delay(checkSpacingMs, false, { ref: false })]);
  do await check();
  while (!(await isThere()));
}

const checkSpacingMs = 2000;

async function runHealthCheck(engine: TestEngine, container: string): Promise<void> {
  await engine.request("GET", `/v4.0.0/libpod/containers/${container}/healthcheck`);
}

function checkUnreachable(live: WatchedStore): void {
  const { state } = live.store;
  assert.ok(state.kind === "offline" && state.error instanceof EngineError);
  assert.equal(state.error.kind, "unreachable");
}

async function runBox(engine: TestEngine, box: string, network: string): Promise<void> {
  await engine.docker("run", "-itd", "--name", box, "--network", network, "busybox");
}

function membersOf(picture: ReadonlyPicture, name: string): readonly string[] {
  const network = picture.findNetwork(name);
  return network === undefined
    ? []
    : picture.membersOf(network).map(({ container }) => container.name);
}

function endpointOf(
  picture: ReadonlyPicture,
  container: string,
  name: string,
): Endpoint | undefined {
  const network = picture.findNetwork(name);
  const members = network === undefined ? [] : picture.membersOf(network);
  return members.find((member) => member.container.name === container)?.attachment.endpoint;
}

function isAddressed(picture: ReadonlyPicture, container: string, network: string): boolean {
  return endpointOf(picture, container, network)?.ipv4Address !== undefined;
}
