// Every kind of probe, a mesh, and the way out over IPv6 on real engines.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "node:test";
import { probeMesh } from "../../src/connectivity/mesh.ts";
import type { Probe, ProbeResult } from "../../src/connectivity/probe.ts";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { HelperContainers } from "../../src/engine/helperContainers.ts";
import { Picture } from "../../src/model/picture.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { causeOf } from "./causeOf.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
  readonly helpers: HelperContainers;
}

/** The host's way out over IPv6, and who is at its other end. */
const hostAddress = "fd99::1";
const outside = "fd99::7";
const subnet = "fd00:6::/64";

eachEngine<Given>("IPv6", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    const withoutDad = ["dev", "eth0", "nodad"];
    await engine.inOutside("ip", "address", "add", `${outside}/64`, ...withoutDad);
    await engine.inHost("ip", "address", "add", `${hostAddress}/64`, ...withoutDad);
    await engine.inHost("sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
    // Older engines put no address of the host on what they pass on over IPv6.
    await engine.inOutside("ip", "route", "add", subnet, "via", hostAddress);
    await engine.docker("network", "create", "--ipv6", "--subnet", subnet, "six");
    const run = ["run", "-itd", "--network", "six", "--name"];
    await engine.docker(...run, "web", "busybox");
    await engine.docker(...run, "bare", "portolan-test/distroless");
    await engine.docker(...run, "db", "busybox", "httpd", "-f", "-p", "8080", "-h", "/etc");
    await nameArrives(engine, "web", "db");
    const client = await useClient(stack, engine.address);
    const helpers = stack.use(new HelperContainers(client.connection, "busybox:latest"));
    await settled({ engine, client, helpers });
    return { engine, client, helpers };
  },
  tests: (given, name) => {
    for (const from of ["web", "bare"]) {
      test(`answers every kind by address: from ${from}`, async () => {
        const address = await ipv6Of(given(), "db");
        const to = { target: address } as const;
        const results = await probeFrom(given(), from, [
          { kind: "resolve", ...to },
          { kind: "ping", ...to },
          { kind: "tcp", ...to, port: 8080 },
          { kind: "tcp", ...to, port: 81 },
          { kind: "http", ...to, port: 8080, path: "/passwd" },
          { kind: "pathMtu", ...to },
          { kind: "route", ...to },
        ]);
        assert.deepEqual(
          results.map(({ reason }) => reason ?? "reachable"),
          ["reachable", "reachable", "reachable", "refused", "reachable", "reachable", "reachable"],
        );
        assert.equal(results[4]?.httpStatus, 200);
        assert.equal(results[5]?.largestPacket, 1500);
        assert.deepEqual(results[6]?.hops, [address]);
      });
    }

    test("finds both addresses of a name", async () => {
      const db = await given().client.container("db", never);
      const { ipv4Address, ipv6Address } = db.attachments[0]?.endpoint ?? {};
      const [resolved] = await probeFrom(given(), "web", [{ kind: "resolve", target: "db" }]);
      const both = [ipv4Address, ipv6Address].filter((one) => one !== undefined && one !== "");
      assert.deepEqual([...(resolved?.addresses ?? [])].sort(), both.sort());
    });

    test("reaches everyone in a mesh", async () => {
      const cells = await meshOf(given(), "six");
      assert.deepEqual(new Set(cells), new Set(["reachable"]));
    });

    test("reaches the outside, and says what keeps it from there", async () => {
      const { engine, client } = given();
      const results = await probeFrom(given(), "web", [
        { kind: "ping", target: outside },
        { kind: "tcp", target: outside, port: 80 },
        { kind: "route", target: outside },
        { kind: "pathMtu", target: outside },
      ]);
      assert.deepEqual(
        results.map(({ verdict }) => verdict),
        ["reachable", "reachable", "reachable", "reachable"],
      );
      assert.equal(results[2]?.hops?.length, 2);
      const rule = ["FORWARD", "-d", outside, "-j", "DROP"];
      await engine.inHost("ip6tables", "-I", ...rule);
      try {
        const question = { from: "web", to: outside };
        assert.match(await causeOf(client, question), /^forwardingFiltered /);
      } finally {
        await engine.inHost("ip6tables", "-D", ...rule);
      }
      assert.equal(await causeOf(client, { from: "web", to: outside }), "passed");
    });

    if (name === "docker-28.5") {
      test("needs no IPv4 at all", async () => {
        const { engine } = given();
        const only = ["--ipv6", "--ipv4=false", "--subnet", "fd00:66::/64"];
        await engine.docker("network", "create", ...only, "alone");
        const run = ["run", "-itd", "--network", "alone", "--name"];
        for (const box of ["one", "two", "three"]) await engine.docker(...run, box, "busybox");
        try {
          const probes = [{ kind: "ping", target: "two" }] as const;
          const results = await eventually(() => probeFrom(given(), "one", probes));
          assert.deepEqual(results[0]?.addresses, [await ipv6Of(given(), "two")]);
          const cells = await meshOf(given(), "alone");
          assert.equal(cells.length, 6);
          assert.deepEqual(new Set(cells), new Set(["reachable"]));
        } finally {
          await engine.docker("rm", "--force", "one", "two", "three");
        }
      });
    }
  },
});

async function probeFrom(
  { client, helpers }: Given,
  from: string,
  probes: readonly Probe[],
): Promise<readonly ProbeResult[]> {
  const source = await client.container(from, never);
  return probeAll(client.connection, { source, probes, helpers }, never);
}

async function ipv6Of({ client }: Given, box: string): Promise<string> {
  const { attachments } = await client.container(box, never);
  return attachments[0]?.endpoint.ipv6Address ?? "";
}

async function meshOf({ client, helpers }: Given, name: string): Promise<readonly string[]> {
  const picture = new Picture(await client.listing(never));
  const network = picture.findNetwork(name);
  assert.ok(network);
  const members = picture.membersOf(network).map(({ container }) => container);
  const cells = await probeMesh(client.connection, { network, members, helpers }, never);
  return cells.map(({ result }) => result.verdict);
}

/** A new address is nobody's until the kernel has asked around whether it is somebody's. */
async function settled(given: Given): Promise<void> {
  const target = await ipv6Of(given, "db");
  await eventually(() => probeFrom(given, "web", [{ kind: "ping", target }]));
  await eventually(() => probeFrom(given, "web", [{ kind: "ping", target: outside }]));
}

async function eventually(
  ask: () => Promise<readonly ProbeResult[]>,
): Promise<readonly ProbeResult[]> {
  for (let attempt = 1; ; attempt += 1) {
    const results = await ask();
    if (results.every(({ verdict }) => verdict === "reachable")) return results;
    assert.ok(attempt < 20, results[0]?.evidence);
    await delay(100);
  }
}
