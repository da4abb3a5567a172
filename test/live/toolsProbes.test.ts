// Every kind of probe by the tools of Debian's images: dash, iputils' ping, glibc's resolver, bash and curl.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, test } from "node:test";
import type { Probe, ProbeResult } from "../../src/connectivity/probe.ts";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { isAbort } from "../../src/engine/errors.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { run } from "../setup/process.ts";
import { ensureToolsImage, toolsImage } from "../setup/toolsImage.ts";
import { never, useClient } from "./connectTo.ts";
import { suiteGround } from "./suiteGround.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

suite("probes by the tools of Debian's images", () => {
  const given = suiteGround(async (stack): Promise<Given> => {
    const image = await readFile(await ensureToolsImage());
    const engine = stack.use(await startEngine("docker-28.5"));
    await engine.request("POST", "/images/load", image);
    await engine.docker("network", "create", "--ipv6", "--subnet", "fd00:7::/64", "front");
    const onFront = ["run", "-itd", "--network", "front", "--name"];
    await engine.docker(...onFront, "web", toolsImage);
    await engine.docker(...onFront, "helped", "busybox");
    await engine.docker(...onFront, "db", "busybox", "httpd", "-f", "-p", "8080", "-h", "/etc");
    await nameArrives(engine, "helped", "db");
    return { engine, client: await useClient(stack, engine.address) };
  });

  const ask = async (...probes: readonly Probe[]): Promise<readonly ProbeResult[]> => {
    const { client } = given();
    const source = await client.container("web", never);
    return probeAll(client.connection, { source, probes }, never);
  };
  const said = (results: readonly ProbeResult[]): readonly string[] =>
    results.map(({ reason }) => reason ?? "reachable");

  test("each kind is answered in the container itself", async () => {
    const { client } = given();
    const db = await client.container("db", never);
    const { ipv4Address, ipv6Address = "" } = db.attachments[0]?.endpoint ?? {};
    const results = await ask(
      { kind: "resolve", target: "db" },
      { kind: "resolve", target: "nobody.invalid" },
      { kind: "ping", target: "db" },
      { kind: "ping", target: "nobody.invalid" },
      { kind: "ping", target: ipv6Address },
      { kind: "tcp", target: "db", port: 8080 },
      { kind: "tcp", target: "db", port: 5432 },
      { kind: "tcp", target: ipv6Address, port: 8080 },
      { kind: "http", target: "db", port: 8080, path: "/passwd" },
      { kind: "http", target: ipv6Address, port: 8080, path: "/none" },
      { kind: "http", target: "db", port: 5432, path: "/" },
      { kind: "pathMtu", target: "db" },
      { kind: "pathMtu", target: ipv6Address },
    );
    assert.deepEqual(said(results), [
      ...["reachable", "noSuchName", "reachable", "noSuchName", "reachable", "reachable"],
      ...["refused", "reachable", "reachable", "reachable", "refused", "reachable", "reachable"],
    ]);
    assert.deepEqual(new Set(results[0]?.addresses), new Set([ipv4Address, ipv6Address]));
    assert.deepEqual([results[8]?.httpStatus, results[9]?.httpStatus], [200, 404]);
    assert.deepEqual([results[11]?.largestPacket, results[12]?.largestPacket], [1500, 1500]);
    assert.deepEqual(new Set(results.map(({ ranIn }) => ranIn)), new Set(["container"]));
    assert.ok((results[2]?.roundTripMs ?? 0) > 0);
  });

  test("what a rule forbids, and what it drops, are told apart", async () => {
    const { engine } = given();
    const to = ["FORWARD", "-d", engine.outsideAddress];
    const answers = async (...verdict: readonly string[]): Promise<readonly string[]> => {
      await engine.inHost("iptables", "-I", ...to, ...verdict);
      try {
        const target = engine.outsideAddress;
        return said(await ask({ kind: "ping", target }, { kind: "tcp", target, port: 80 }));
      } finally {
        await engine.inHost("iptables", "-D", ...to, ...verdict);
      }
    };
    assert.deepEqual(await answers("-j", "DROP"), ["noAnswer", "noAnswer"]);
    const reject = ["-j", "REJECT", "--reject-with"];
    // A connection goes on trying; ping tells what it was told.
    assert.equal((await answers(...reject, "icmp-admin-prohibited"))[0], "prohibited");
    assert.equal((await answers(...reject, "icmp-host-unreachable"))[0], "noRoute");
  });

  test("a name server that keeps silent is one, within its time", async () => {
    const { engine } = given();
    const rule = ["INPUT", "-p", "udp", "--dport", "53", "-j", "DROP"];
    await engine.inOutside("iptables", "-I", ...rule);
    try {
      assert.deepEqual(said(await ask({ kind: "resolve", target: engine.outsideName })), [
        "resolverSilent",
      ]);
    } finally {
      await engine.inOutside("iptables", "-D", ...rule);
    }
    const [found] = await ask({ kind: "resolve", target: engine.outsideName });
    assert.deepEqual(found?.addresses, [engine.outsideAddress]);
  });

  test("the largest packet is found where larger ones are dropped in silence", async () => {
    const { engine } = given();
    const large = ["-p", "icmp", "-m", "length", "--length", "1401:65535", "-j", "DROP"];
    await engine.inHost("iptables", "-t", "raw", "-I", "PREROUTING", ...large);
    try {
      const [result] = await ask({ kind: "pathMtu", target: engine.outsideAddress });
      assert.equal(result?.largestPacket, 1400);
    } finally {
      await engine.inHost("iptables", "-t", "raw", "-F", "PREROUTING");
    }
  });

  test("a cancel leaves no process", async () => {
    const { client } = given();
    const source = await client.container("web", never);
    const cancel = new AbortController();
    const silent = ["10.255.1.1", "10.255.1.2", "10.255.1.3"];
    const probes: readonly Probe[] = [
      { kind: "ping", target: "127.0.0.1" },
      ...silent.map((target) => ({ kind: "ping", target }) as const),
      ...silent.map((target) => ({ kind: "http", target, port: 80, path: "/" }) as const),
    ];
    const limits = { width: 8, waitSeconds: 30 };
    const onResult = (): void => {
      cancel.abort();
    };
    const batch = { source, probes, limits, onResult };
    await assert.rejects(probeAll(client.connection, batch, cancel.signal), isAbort);
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (!(await run("ps", ["-eo", "args"])).includes("10.255.1.")) return;
    }
    assert.fail("some are left");
  });
});
