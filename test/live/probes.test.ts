// Every kind of probe on real engines: verdicts, hostile names, images without tools, helpers, cancel.
import assert from "node:assert/strict";
import { test } from "node:test";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { Probe, ProbeResult } from "../../src/connectivity/probe.ts";
import { isAbort } from "../../src/engine/errors.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { HelperContainers } from "../../src/engine/helperContainers.ts";
import { run } from "../setup/process.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
  readonly helpers: HelperContainers;
}

const hostileNames = [
  "-f",
  "--help",
  "$(touch /pwned)",
  "`touch /pwned`",
  "a b; touch /pwned",
  "'\"\\",
  "line\nfeed",
  "\u001e0\u001fran\u001f0\u001d",
  "*",
];

async function probeFrom(
  { client, helpers }: Given,
  source: string,
  probes: readonly Probe[],
): Promise<readonly ProbeResult[]> {
  const container = await client.container(source, never);
  return probeAll(client.connection, { source: container, probes, helpers }, never);
}

/** `reachable`, `blocked refused` */
function verdicts(results: readonly ProbeResult[]): readonly string[] {
  return results.map(({ verdict, reason }) => [verdict, reason ?? ""].join(" ").trim());
}

eachEngine<Given>("probes", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    const client = await useClient(stack, engine.address);
    const helpers = stack.use(new HelperContainers(client.connection, "busybox:latest"));
    await engine.docker("network", "create", "front");
    const onFront = ["run", "-itd", "--network", "front", "--name"];
    await engine.docker(...onFront, "web", "busybox");
    await engine.docker(...onFront, "db", "busybox", "httpd", "-f", "-p", "8080", "-h", "/etc");
    await engine.docker(...onFront, "bare", "portolan-test/distroless");
    for (const name of ["web", "db"]) await nameArrives(engine, "web", name);
    return { engine, client, helpers };
  },
  tests: (given) => {
    for (const source of ["web", "bare"]) {
      test(`answers every kind in one run: from ${source}`, async () => {
        const results = await probeFrom(given(), source, everyKind(given().engine));
        assert.deepEqual(verdicts(results), [
          "reachable",
          "unresolved noSuchName",
          "reachable",
          "unresolved noSuchName",
          "reachable",
          "blocked refused",
          "reachable",
          "reachable",
          "blocked refused",
          "reachable",
          "reachable",
          "reachable",
        ]);
        const [resolved, , , , , , found, missing, , mtu, route] = results;
        const db = await given().client.container("db", never);
        assert.deepEqual(resolved?.addresses, [db.attachments[0]?.endpoint.ipv4Address]);
        assert.notEqual(resolved.resolver, undefined);
        assert.deepEqual([found?.httpStatus, missing?.httpStatus], [200, 404]);
        assert.equal(mtu?.largestPacket, 1500);
        assert.equal(route?.hops?.length, 2);
        assert.equal(route.hops.at(-1), given().engine.outsideAddress);
        const places = new Set(results.map(({ ranIn }) => ranIn));
        assert.deepEqual([...places], [source === "web" ? "container" : "helper"]);
      });
    }

    test("finds the largest packet where a router in between drops larger ones in silence", async () => {
      const { engine, client } = given();
      const large = ["-p", "icmp", "-m", "length", "--length", "1401:65535", "-j", "DROP"];
      await engine.inHost("iptables", "-t", "raw", "-I", "PREROUTING", ...large);
      try {
        const source = await client.container("web", never);
        const probes = [{ kind: "pathMtu", target: engine.outsideAddress }] as const;
        const [result] = await probeAll(client.connection, { source, probes }, never);
        assert.equal(result?.largestPacket, 1400);
      } finally {
        await engine.inHost("iptables", "-t", "raw", "-F", "PREROUTING");
      }
    });

    test("says blocked only after it has asked again", async () => {
      const { engine, client } = given();
      const dropped = ["-d", engine.outsideAddress, "-j", "DROP"];
      await engine.inHost("iptables", "-t", "raw", "-I", "PREROUTING", ...dropped);
      try {
        const source = await client.container("web", never);
        const target = engine.outsideAddress;
        const results = await probeAll(
          client.connection,
          {
            source,
            probes: [
              { kind: "ping", target },
              { kind: "tcp", target, port: 80 },
            ],
          },
          never,
        );
        assert.deepEqual(verdicts(results), ["blocked noAnswer", "blocked noAnswer"]);
        assert.match(results[0]?.evidence ?? "", /1 packets transmitted[^]*2 packets transmitted/);
      } finally {
        await engine.inHost("iptables", "-t", "raw", "-F", "PREROUTING");
      }
    });

    test("takes a hostile target as a name and nothing else", async () => {
      const { engine } = given();
      const kinds = hostileNames.flatMap((target): readonly Probe[] => [
        { kind: "ping", target },
        { kind: "tcp", target, port: 1 },
      ]);
      const results = await probeFrom(given(), "web", kinds);
      for (const { verdict, probe } of results) {
        assert.equal(verdict, "unresolved", JSON.stringify(probe));
      }
      assert.equal(results.length, kinds.length);
      assert.ok(!(await engine.docker("exec", "web", "ls", "/")).includes("pwned"));
    });

    test("leaves unasked what no program can be told", async () => {
      const results = await probeFrom(given(), "web", [
        { kind: "ping", target: "" },
        { kind: "ping", target: "nul\0" },
        { kind: "http", target: "db", port: 8080, path: "/ HTTP/1.1\r\nX: y" },
      ]);
      assert.deepEqual(
        verdicts(results),
        results.map(() => "unknown notProbed"),
      );
    });

    test("leaves unknown what an image without tools can't do and no helper does", async () => {
      const { client } = given();
      const source = await client.container("bare", never);
      const batch = { source, probes: [{ kind: "ping", target: "web" }] } as const;
      const results = await probeAll(client.connection, batch, never);
      assert.deepEqual(verdicts(results), ["unknown noTool"]);
    });

    for (const source of ["web", "bare"]) {
      test(`stops at cancel, and leaves no process of any kind: from ${source}`, async () => {
        const { client, helpers } = given();
        const container = await client.container(source, never);
        const cancel = new AbortController();
        const limits = { width: 8, waitSeconds: 30 };
        const batch = { source: container, probes: silentOfEachKind, helpers, limits };
        const stopped = assert.rejects(probeAll(client.connection, batch, cancel.signal), isAbort);
        // All of them are under way, each by its own tool.
        const tools = [/^ping -c 1 -W 30 -- 10/, /^nc\b.* 10/, /^wget\b.*10/, /^traceroute\b.* 10/];
        await until(async () => {
          const asking = linesAbout(silentSubnet, await allProcesses());
          return tools.every((tool) => asking.some((line) => tool.test(line)));
        });
        cancel.abort();
        await stopped;
        assert.deepEqual(linesAbout(silentSubnet, await allProcesses()), []);
      });
    }

    test("leaves nothing to clear away to a container's first process, which may never do so", async () => {
      const { client, engine } = given();
      const still = ["--network", "front", "--name", "still", "busybox", "sleep", "600"];
      await engine.docker("run", "-d", ...still);
      const processes = async (): Promise<string> => {
        const all = await engine.docker("exec", "still", "ps", "-o", "args");
        const lines = all.trim().split("\n").slice(1);
        return lines.map((line) => line.slice(0, 40).trim()).join(", ");
      };
      try {
        const source = await client.container("still", never);
        await probeAll(client.connection, { source, probes: everyKind(engine) }, never);
        assert.equal(await processes(), "sleep 600, ps -o args");
        for (const afterMs of [0, 5, 10, 20, 40, 60, 80, 120, 200, 400]) {
          const batch = { source, probes: silentOfEachKind, limits: { width: 8, waitSeconds: 30 } };
          const signal = AbortSignal.timeout(afterMs);
          await assert.rejects(probeAll(client.connection, batch, signal));
          assert.equal(await processes(), "sleep 600, ps -o args", `stopped after ${afterMs} ms`);
        }
      } finally {
        await engine.docker("rm", "--force", "still");
      }
    });

    test("explains a source that can't be asked", async () => {
      const { engine } = given();
      await engine.docker("run", "-itd", "--name", "nowhere", "--network", "none", "busybox");
      await engine.docker(
        "run",
        "-itd",
        "--name",
        "beside",
        "--network",
        "container:web",
        "busybox",
      );
      await engine.docker("run", "-itd", "--name", "onhost", "--network", "host", "busybox");
      await engine.docker("create", "--name", "idle", "busybox");
      const probe = { kind: "ping", target: "127.0.0.1" } as const;
      const answers: Record<string, readonly string[]> = {};
      for (const source of ["nowhere", "beside", "onhost", "idle"]) {
        answers[source] = verdicts(await probeFrom(given(), source, [probe]));
      }
      await engine.docker("rm", "--force", "nowhere", "beside", "onhost", "idle");
      assert.deepEqual(answers, {
        nowhere: ["unknown notProbed"],
        beside: ["reachable"],
        onhost: ["reachable"],
        idle: ["unknown notProbed"],
      });
    });
  },
});

function everyKind(engine: TestEngine): readonly Probe[] {
  return [
    { kind: "resolve", target: "db" },
    { kind: "resolve", target: "nobody.invalid" },
    { kind: "ping", target: "db" },
    { kind: "ping", target: "nobody.invalid" },
    { kind: "tcp", target: "db", port: 8080 },
    { kind: "tcp", target: "db", port: 5432 },
    { kind: "http", target: "db", port: 8080, path: "/passwd" },
    { kind: "http", target: "db", port: 8080, path: "/none" },
    { kind: "http", target: "db", port: 5432, path: "/" },
    { kind: "pathMtu", target: "db" },
    { kind: "route", target: engine.outsideAddress },
    { kind: "resolve", target: engine.outsideName },
  ];
}

/** Nobody has an address there, and nothing comes back. */
const silentSubnet = "10.255.0.";

const silentOfEachKind: readonly Probe[] = [
  { kind: "ping", target: "10.255.0.1" },
  { kind: "tcp", target: "10.255.0.2", port: 80 },
  { kind: "http", target: "10.255.0.3", port: 80, path: "/" },
  { kind: "pathMtu", target: "10.255.0.4" },
  { kind: "route", target: "10.255.0.5" },
];

function linesAbout(text: string, lines: string): readonly string[] {
  return lines.split("\n").filter((line) => line.includes(text));
}

/** The arguments of every process of the machine, those in containers among them. */
function allProcesses(): Promise<string> {
  return run("ps", ["-eo", "args"]);
}

/** The engine removes what has ended by itself, a moment later. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) if (await condition()) return;
  assert.fail("it never came to that");
}
