// Pings on real engines: every verdict, hostile targets, images without ping, cancel, and across hosts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ping, type PingResult } from "../../src/connectivity/ping.ts";
import { EngineError, isAbort } from "../../src/engine/errors.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { HelperContainers } from "../../src/engine/helperContainers.ts";
import type { Listing } from "../../src/model/picture.ts";
import type { EngineName } from "../engines/engineKinds.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import { connectTo, never, useClient } from "./connectTo.ts";
import { dockerNames, eachEngine } from "./eachEngine.ts";

/** What tells the helpers that there are. */
const helperIds = ["ps", "-aq", "--filter", "label=io.portolan.probe"];

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

interface Wish {
  readonly count?: number;
  readonly helperImage?: string;
  readonly signal?: AbortSignal;
  readonly onReply?: () => void;
}

async function pingFrom(
  client: EngineClient,
  source: string,
  target: string,
  wish: Wish = {},
): Promise<PingResult> {
  const image = wish.helperImage ?? "busybox:latest";
  await using helpers = new HelperContainers(client.connection, image);
  const request = {
    source: await client.container(source, never),
    target,
    count: wish.count ?? 1,
    timeoutSeconds: 1,
    helpers,
    onReply: wish.onReply ?? ((): void => undefined),
  };
  return await ping(client.connection, request, wish.signal ?? never);
}

eachEngine<Given>("ping", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "front");
    const run = ["run", "-itd", "--network", "front", "--name"];
    await engine.docker(...run, "web", "busybox");
    await engine.docker(...run, "db", "busybox");
    await engine.docker(...run, "bare", "portolan-test/distroless");
    // Podman's name server hears of a container a moment after it has started.
    for (const name of ["web", "db"]) await nameArrives(engine, "web", name);
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given) => {
    test("reaches a container by its name, which it resolves", async () => {
      const { client } = given();
      const db = await client.container("db", never);
      const result = await pingFrom(client, "web", "db", { count: 2 });
      assert.equal(result.verdict, "reachable");
      assert.equal(result.ranIn, "container");
      assert.equal(result.resolvedAddress, db.attachments[0]?.endpoint.ipv4Address);
      assert.equal(result.statistics?.sent, 2);
      assert.equal(result.statistics.received, 2);
      const { minMs = -1, averageMs = -1, maxMs = -1 } = result.statistics;
      assert.ok(minMs >= 0 && minMs <= averageMs && averageMs <= maxMs);
    });

    test("reaches a container by its addresses, of either family", async () => {
      const { client, engine } = given();
      await engine.docker("network", "create", "--ipv6", "--subnet", "fd00:99::/64", "six");
      await engine.docker("network", "connect", "six", "db");
      await engine.docker("run", "-itd", "--network", "six", "--name", "neighbor", "busybox");
      const { attachments } = await client.container("db", never);
      const endpoint = attachments.find(({ networkName }) => networkName === "six")?.endpoint;
      for (const address of [endpoint?.ipv4Address, endpoint?.ipv6Address]) {
        const result = await pingFrom(client, "neighbor", address ?? "");
        assert.equal(result.verdict, "reachable", address);
        assert.equal(result.resolvedAddress, address);
      }
      await engine.docker("rm", "--force", "neighbor");
    });

    test("reaches an address outside through NAT", async () => {
      const { client, engine } = given();
      assert.equal((await pingFrom(client, "web", engine.outsideAddress)).verdict, "reachable");
    });

    test("tells a name that is none from an address that does not answer", async () => {
      const { client } = given();
      assert.equal((await pingFrom(client, "web", "nobody.invalid")).verdict, "unresolved");
      const web = await client.container("web", never);
      const free = web.attachments[0]?.endpoint.ipv4Address?.replace(/\d+$/, "250") ?? "";
      const lost = await pingFrom(client, "web", free);
      assert.equal(lost.verdict, "blocked");
      assert.equal(lost.statistics?.received, 0);
    });

    test("takes a hostile target as a name and nothing else", async () => {
      const { client, engine } = given();
      for (const target of [
        "-f",
        "$(touch /pwned)",
        "`touch /pwned`",
        "a b; touch /pwned",
        "'\"",
      ]) {
        assert.equal((await pingFrom(client, "web", target)).verdict, "unresolved", target);
      }
      assert.ok(!(await engine.docker("exec", "web", "ls", "/")).includes("pwned"));
    });

    test("pings from a helper where the image has no ping, and leaves none behind", async () => {
      const { client, engine } = given();
      const result = await pingFrom(client, "bare", "web");
      assert.equal(result.verdict, "reachable");
      assert.equal(result.ranIn, "helper");
      await noHelper(engine);
    });

    test("shows a helper to nobody who looks meanwhile", async () => {
      const { client, engine } = given();
      const enough = new AbortController();
      let seen: Promise<readonly [Listing, string]> | undefined;
      const onReply = (): void => {
        seen ??= Promise.all([client.listing(never), engine.docker(...helperIds)]).finally(() => {
          enough.abort();
        });
      };
      const wish = { count: 1000, signal: enough.signal, onReply };
      await assert.rejects(pingFrom(client, "bare", "web", wish), isAbort);
      const [listing, helper] = (await seen) ?? [];
      assert.notEqual(helper?.trim(), "");
      assert.deepEqual(listing?.containers.map(({ name }) => name).sort(), ["bare", "db", "web"]);
      await noHelper(engine);
    });

    test("never pulls a helper image that is not there", async () => {
      const { client } = given();
      const failed = pingFrom(client, "bare", "web", { helperImage: "127.0.0.1:1/none:latest" });
      await assert.rejects(
        failed,
        (error) => error instanceof EngineError && error.kind === "notFound",
      );
    });

    for (const source of ["web", "bare"]) {
      test(`stops at cancel and leaves no process behind: from ${source}`, async () => {
        const { client, engine } = given();
        const cancel = new AbortController();
        const onReply = (): void => {
          cancel.abort();
        };
        const running = pingFrom(client, source, "db", {
          count: 1000,
          signal: cancel.signal,
          onReply,
        });
        await assert.rejects(running, isAbort);
        assert.ok(!(await engine.docker("exec", "web", "ps")).includes("ping -c"));
        await noHelper(engine);
      });
    }
  },
});

for (const name of dockerNames) {
  test(`ping crosses two hosts by name, on a swarm overlay: ${name}`, () => crossTwoHosts(name));
}

async function crossTwoHosts(name: EngineName): Promise<void> {
  await using two = await startTwoHosts({ name, swarm: true });
  const [one, other] = two.hosts;
  await one.docker("network", "create", "-d", "overlay", "--attachable", "ov_net1");
  await one.docker("run", "-itd", "--name", "bbbox1", "--network", "ov_net1", "busybox");
  await other.docker("run", "-itd", "--name", "bbbox2", "--network", "ov_net1", "busybox");
  await nameArrives(one, "bbbox1", "bbbox2");
  const client = await connectTo(one.address);
  try {
    const result = await pingFrom(client, "bbbox1", "bbbox2");
    assert.equal(result.verdict, "reachable");
    assert.match(result.resolvedAddress ?? "", /^10\./);
  } finally {
    client.dispose();
  }
}

/** Resolves when the engine has removed the last helper, which it does by itself. */
async function noHelper(engine: TestEngine): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await engine.docker(...helperIds)).trim() === "") return;
  }
  assert.fail("a helper is left");
}
