// The full mesh of a network on real engines: every verdict, one exec for each source, cancel, and the
// host's table of neighbors emptied again where a mesh needs the room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type MeshCell, probeMesh } from "../../src/connectivity/mesh.ts";
import { isAbort } from "../../src/engine/errors.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { HelperContainers } from "../../src/engine/helperContainers.ts";
import { NeighborTables } from "../../src/engine/neighborTables.ts";
import type { Container } from "../../src/model/container.ts";
import type { Network } from "../../src/model/network.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { type CountingRelay, startCountingRelay } from "../fixtures/countingRelay.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
  readonly relay: CountingRelay;
  readonly helpers: HelperContainers;
}

const names = ["one", "two", "three", "bare", "five"];

eachEngine<Given>("mesh", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    const relay = stack.use(await startCountingRelay(engine.address));
    const client = await useClient(stack, relay.address);
    const helpers = stack.use(new HelperContainers(client.connection, "busybox:latest"));
    await engine.docker("network", "create", "--subnet", "10.64.99.0/24", "mesh");
    for (const box of names) {
      const image = box === "bare" ? "portolan-test/distroless" : "busybox";
      await engine.docker("run", "-itd", "--network", "mesh", "--name", box, image);
    }
    return { engine, client, relay, helpers };
  },
  tests: (given) => {
    test("reaches everyone from everyone with one exec for each source", async () => {
      const { relay, helpers } = given();
      relay.forget();
      const arrived: MeshCell[] = [];
      const cells = await probeMesh(
        given().client.connection,
        { ...(await meshOf(given())), helpers, onCell: (cell) => arrived.push(cell) },
        never,
      );
      assert.deepEqual(cells, arrived);
      assert.equal(new Set(cells.map(pairOf)).size, names.length * (names.length - 1));
      for (const cell of cells) assert.equal(cell.result.verdict, "reachable", pairOf(cell));
      // The image without tools is asked once, and then its helper.
      assert.equal(execs(relay), names.length + 1);
    });

    test("tells who can't be reached, and who can't be asked", async () => {
      const { client, engine, helpers } = given();
      const mesh = await meshOf(given());
      // Their addresses stay known to the mesh, as in the moment between a look and a stop.
      await engine.docker("pause", "five");
      await engine.docker("kill", "two");
      try {
        const members = mesh.members.map((member) =>
          member.name === "five" ? { ...member, state: "paused" as const } : member,
        );
        const cells = await probeMesh(
          client.connection,
          { ...mesh, members: members.filter(({ name }) => name !== "two"), helpers },
          never,
        );
        for (const cell of cells) {
          const expected = cell.from.name === "five" ? "unknown" : "reachable";
          assert.equal(cell.result.verdict, expected, pairOf(cell));
        }
        const pair = members
          .filter(({ name }) => name === "one" || name === "two")
          .map((box) => (box.name === "two" ? { ...box, state: "exited" as const } : box));
        const between = await probeMesh(client.connection, { ...mesh, members: pair }, never);
        const verdicts = between.map(({ from, result }) => [from.name, result.verdict]);
        assert.deepEqual(Object.fromEntries(verdicts), { one: "blocked", two: "unknown" });
      } finally {
        await engine.docker("unpause", "five");
        await engine.docker("start", "two");
      }
    });

    test("goes in rounds, and waits between them, where the table of neighbors is small", async () => {
      const { client, helpers } = given();
      const pauses: number[] = [];
      const cells = await probeMesh(
        client.connection,
        {
          ...(await meshOf(given())),
          helpers,
          room: { entries: 8, forgottenAfterMs: 1 },
          onPause: (left) => pauses.push(left),
        },
        never,
      );
      assert.deepEqual(pauses, [4, 3, 2, 1]);
      assert.equal(new Set(cells.map(pairOf)).size, names.length * (names.length - 1));
      for (const cell of cells) assert.equal(cell.result.verdict, "reachable", pairOf(cell));
    });

    test("asks once more where a full table of neighbors may be why nothing was sent", async () => {
      const { client, engine } = given();
      const mesh = await meshOf(given());
      const members = mesh.members.filter(({ name }) => ["one", "two", "three"].includes(name));
      await forgetAll(given());
      // A table cannot be filled here without harm to all others of this host. To those who ask it looks
      // the same: they don't learn where a target is that answers to others.
      await keepApart(engine, ["one", "two"], true);
      let pauses = 0;
      const onPause = (): void => {
        pauses += 1;
      };
      const room = { entries: 900, forgottenAfterMs: 1 };
      const seen = async (): Promise<readonly string[]> => {
        const cells = await probeMesh(
          client.connection,
          { ...mesh, members, room, onPause },
          never,
        );
        return cells.map((cell) => `${pairOf(cell)} ${cell.result.verdict}`).sort();
      };
      try {
        assert.deepEqual(await seen(), [
          "one to three reachable",
          "one to two blocked",
          "three to one reachable",
          "three to two reachable",
          "two to one blocked",
          "two to three reachable",
        ]);
        assert.equal(pauses, 1);
        await forgetAll(given());
        const together: Promise<void>[] = [];
        const cells = await probeMesh(
          client.connection,
          {
            ...{ ...mesh, members },
            room: { entries: 900, forgottenAfterMs: 2_000 },
            onPause: () => together.push(keepApart(engine, ["one", "two"], false)),
          },
          never,
        );
        assert.equal(together.length, 1);
        assert.equal(cells.length, 6);
        for (const cell of cells) assert.equal(cell.result.verdict, "reachable", pairOf(cell));
      } finally {
        await keepApart(engine, ["one", "two"], false);
      }
    });

    test("asks at the addresses of both families, and tells the one that is amiss", async () => {
      const { client, engine } = given();
      await engine.docker("network", "create", "--ipv6", "--subnet", "fd00:98::/64", "six");
      const run = ["run", "-itd", "--network", "six", "--cap-add", "NET_ADMIN", "--name"];
      for (const name of ["six1", "six2"]) await engine.docker(...run, name, "busybox");
      const { networks } = await client.listing(never);
      const network = networks.find(({ name }) => name === "six");
      assert.ok(network);
      const members = await Promise.all(
        ["six1", "six2"].map((one) => client.container(one, never)),
      );
      const seen = async (): Promise<readonly string[]> => {
        const cells = await probeMesh(client.connection, { network, members }, never);
        return cells
          .map(({ from, result: { verdict, probe, neighbor } }) => {
            const family = probe.address?.includes(":") === true ? "IPv6" : "IPv4";
            return [from.name, verdict, family, neighbor].filter(Boolean).join(" ");
          })
          .sort();
      };
      try {
        assert.deepEqual(await seen(), ["six1 reachable IPv4", "six2 reachable IPv4"]);
        await engine.docker("exec", "six2", "ip", "-6", "addr", "flush", "dev", "eth0");
        await engine.docker("exec", "six1", "ip", "-6", "neigh", "flush", "dev", "eth0");
        const [first] = await seen();
        assert.equal(first, "six1 blocked IPv6 silent");
      } finally {
        await engine.docker("rm", "--force", "six1", "six2");
      }
    });

    test("forgets the neighbors that it made the kernel learn", async () => {
      const { client, engine } = given();
      const mesh = await meshOf(given());
      const members = mesh.members.filter(({ name }) => name !== "bare");
      await probeMesh(client.connection, { ...mesh, members }, never);
      const neighbors = async (): Promise<string> => engine.docker("exec", "one", "ip", "neigh");
      assert.match(await neighbors(), /10\.64\.99\.\d/);
      await forgetAll(given());
      assert.doesNotMatch(await neighbors(), /10\.64\.99\.\d+ .*lladdr/);
    });

    test("asks one source at once, and the others when they are let", async () => {
      const { relay, client } = given();
      const mesh = await meshOf(given());
      const others = Promise.withResolvers<undefined>();
      const answered = Promise.withResolvers<string>();
      const onCell = ({ from }: MeshCell): void => {
        answered.resolve(from.name);
      };
      relay.forget();
      const waiting = { ...mesh, onCell, othersAfter: others.promise };
      const cells = probeMesh(client.connection, waiting, never);
      assert.equal(await answered.promise, mesh.members[0]?.name);
      assert.equal(execs(relay), 1);
      others.resolve(undefined);
      assert.equal((await cells).length, mesh.members.length * (mesh.members.length - 1));
    });

    test("stops at cancel while the others are not let yet", async () => {
      const cancel = new AbortController();
      const { promise } = Promise.withResolvers<undefined>();
      const onCell = (): void => {
        cancel.abort();
      };
      const waiting = { ...(await meshOf(given())), onCell, othersAfter: promise };
      await assert.rejects(probeMesh(given().client.connection, waiting, cancel.signal), isAbort);
    });

    test("stops at cancel", async () => {
      const cancel = new AbortController();
      const onCell = (): void => {
        cancel.abort();
      };
      const mesh = { ...(await meshOf(given())), sourcesAtOnce: 1, onCell };
      const { relay, client } = given();
      relay.forget();
      await assert.rejects(probeMesh(client.connection, mesh, cancel.signal), isAbort);
      assert.equal(execs(relay), 1);
    });

    test("stops at cancel between two rounds, and removes what makes room", async () => {
      const { client, engine, relay } = given();
      const helpers = (): Promise<string> =>
        engine.docker("ps", "-aq", "--filter", "label=io.portolan.probe");
      const before = await helpers();
      const cancel = new AbortController();
      const onPause = (): void => {
        cancel.abort();
      };
      const room = { entries: 8, forgottenAfterMs: 600_000 };
      const roomHelperImage = "busybox:latest";
      const mesh = { ...(await meshOf(given())), room, roomHelperImage, onPause };
      relay.forget();
      await assert.rejects(probeMesh(client.connection, mesh, cancel.signal), isAbort);
      const made = relay.requests().filter((request) => request.includes("/containers/create"));
      assert.equal(made.length, 1);
      assert.equal(await helpers(), before);
    });
  },
});

async function meshOf({
  client,
}: Given): Promise<{ readonly network: Network; readonly members: readonly Container[] }> {
  const { networks } = await client.listing(never);
  const network = networks.find(({ name }) => name === "mesh");
  assert.ok(network);
  const members = await Promise.all(names.map((name) => client.container(name, never)));
  return { network, members };
}

/** Of all: who still looks for another from a test before makes that one learn the seeker again. */
async function forgetAll(given: Given): Promise<void> {
  const { members } = await meshOf(given);
  // One that was removed meanwhile keeps nobody from forgetting the others.
  const containerIds = [...members.map(({ id }) => id), "0".repeat(64)];
  const request = { image: "busybox:latest", containerIds };
  await using tables = await NeighborTables.open(given.client.connection, request, never);
  assert.equal(await tables.forget(["10.64.99.0/24"], never), true);
}

/** Lets the bridge carry nothing between containers, or something again. */
async function keepApart(
  engine: TestEngine,
  containers: readonly string[],
  isApart: boolean,
): Promise<void> {
  for (const name of containers) {
    const index = (await engine.docker("exec", name, "cat", "/sys/class/net/eth0/iflink")).trim();
    const links = await engine.inHost("ip", "-o", "link");
    const [, port = ""] = new RegExp(`^${index}: (\\w+)@`, "m").exec(links) ?? [];
    const isolated = ["type", "bridge_slave", "isolated", isApart ? "on" : "off"];
    await engine.inHost("ip", "link", "set", "dev", port, ...isolated);
  }
}

function execs(relay: CountingRelay): number {
  return relay.requests().filter((request) => /\/exec\/[^/]+\/start$/.test(request)).length;
}

function pairOf({ from, to }: MeshCell): string {
  return `${from.name} to ${to.name}`;
}
