// Probes, checks and tests of a network across two real hosts on one overlay: every kind of question, and what
// is said of those who can be asked from here and cannot ask.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { english } from "../../src/base/translate.ts";
import { askEngine } from "../../src/connectivity/askEngine.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { resultMessages } from "../../src/connectivity/checks/resultSentences.ts";
import { runChecks } from "../../src/connectivity/checks/runChecks.ts";
import { lookAt } from "../../src/connectivity/diagnosis/look.ts";
import { membersElsewhere } from "../../src/connectivity/membersElsewhere.ts";
import { endWords } from "../../src/connectivity/networkTest/cellWords.ts";
import { planNetworkTest } from "../../src/connectivity/networkTest/planNetworkTest.ts";
import { runTest } from "../../src/connectivity/networkTest/runTest.ts";
import { TestRun } from "../../src/connectivity/networkTest/testRun.ts";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { HelperContainers } from "../../src/engine/helperContainers.ts";
import { Picture } from "../../src/model/picture.ts";
import type { TestEngine } from "../engines/testEngine.ts";
import { hostAddresses, nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import { never, useClient } from "./connectTo.ts";
import { dockerNames } from "./eachEngine.ts";
import { suiteGround } from "./suiteGround.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
  /** On the worker, which knows less of its swarm than the manager does. */
  readonly workerClient: EngineClient;
  readonly helpers: HelperContainers;
}

for (const name of dockerNames) {
  suite(`across hosts: ${name}`, () => {
    const given = suiteGround(async (stack): Promise<Given> => {
      const { hosts } = stack.use(await startTwoHosts({ name, swarm: true }));
      const [engine, other] = hosts;
      await engine.docker("network", "create", "--driver", "overlay", "--attachable", "ov");
      const run = ["run", "-itd", "--network", "ov", "--name"];
      await engine.docker(...run, "web", "busybox");
      await engine.docker(...run, "bare", "portolan-test/distroless");
      const listen = ["busybox", "httpd", "-f", "-p", "8080", "-h", "/etc"];
      await other.docker(...run, "db", "--network-alias", "store", ...listen);
      await other.docker(...run, "cache", "busybox");
      for (const box of ["db", "cache", "store"]) await nameArrives(engine, "web", box);
      await nameArrives(other, "db", "web");
      const client = await useClient(stack, engine.address);
      const workerClient = await useClient(stack, other.address);
      const helpers = stack.use(new HelperContainers(client.connection, "busybox:latest"));
      return { engine, client, workerClient, helpers };
    });

    for (const from of ["web", "bare"]) {
      test(`every kind of question reaches the other host: from ${from}`, async () => {
        const { client, helpers } = given();
        const source = await client.container(from, never);
        const address = await addressOf("db");
        const probes = [
          { kind: "resolve", target: "db" },
          { kind: "resolve", target: "store" },
          { kind: "ping", target: "db" },
          { kind: "ping", target: address },
          { kind: "tcp", target: "db", port: 8080 },
          { kind: "tcp", target: "db", port: 81 },
          { kind: "http", target: "store", port: 8080, path: "/passwd" },
          { kind: "pathMtu", target: "db" },
          { kind: "route", target: "db" },
        ] as const;
        const results = await probeAll(client.connection, { source, probes, helpers }, never);
        assert.deepEqual(
          results.map(({ reason }) => reason ?? "reachable"),
          probes.map((probe) => ("port" in probe && probe.port === 81 ? "refused" : "reachable")),
        );
        assert.deepEqual(results[0]?.addresses, [address]);
        assert.equal(results[7]?.largestPacket, 1450);
        assert.deepEqual(results[8]?.hops, [address]);
      });
    }

    test("who is on other hosts is known on each, and where", async () => {
      const { client, workerClient } = given();
      assert.deepEqual(await elsewhere(client), [
        `cache on ${hostAddresses[1]}`,
        `db on ${hostAddresses[1]}`,
      ]);
      assert.deepEqual(await elsewhere(workerClient), [
        `bare on ${hostAddresses[0]}`,
        `web on ${hostAddresses[0]}`,
      ]);
    });

    test("a check of the whole network asks them too, and says that they do not ask", async () => {
      const { client, helpers } = given();
      const { connection } = client;
      const { checks } = readChecks("checks:\n  - mesh: ov\n");
      const run = {
        picture: new Picture(await client.listing(never)),
        outside: { addresses: [], port: 443 },
        ask: askEngine(connection, helpers),
        look: lookAt(connection, helpers),
      };
      const [result] = await runChecks(checks, run, never);
      assert.ok(result);
      const pairs = result.pairs.map(({ source, target }) => `${source} → ${target}`);
      assert.deepEqual(pairs.sort(), [
        ...["bare → cache (10.77.0.2)", "bare → db (10.77.0.2)", "bare → web"],
        ...["web → bare", "web → cache (10.77.0.2)", "web → db (10.77.0.2)"],
      ]);
      assert.equal(result.outcome, "passed");
      const said = resultMessages(result, english).flat();
      assert.equal(said.length, 1);
      assert.match(said[0] ?? "", /^On other hosts, and only asked: cache \(10\.77\.0\.2\), db/);
    });

    test("a test of the network has them as columns, and not as rows", async () => {
      const { client, helpers } = given();
      const { connection } = client;
      const picture = new Picture(await client.listing(never));
      const network = picture.findNetwork("ov");
      assert.ok(network);
      const others = await membersElsewhere(connection, { picture, network }, never);
      const run = new TestRun(1, planNetworkTest(picture, network, others), 0);
      const ask = askEngine(connection, helpers);
      await runTest(
        run,
        {
          ...{ connection, helpers, ask, sourcesAtOnce: 4, roomHelperImage: undefined },
          othersAfter: Promise.resolve(),
          onAnswer: () => undefined,
          onPause: () => undefined,
        },
        never,
      );
      assert.deepEqual(run.counts(), { answered: 6, reachable: 6, failed: 0 });
      const columns = run.plan.columns.map(({ name: column, detail }) => {
        return `${column}: ${endWords(detail, english).replace(/10\.0\.1\.\d+/, "ADDRESS")}`;
      });
      assert.deepEqual(columns.sort(), [
        "bare: ADDRESS",
        `cache: ADDRESS on host ${hostAddresses[1]}, only asked`,
        `db: ADDRESS on host ${hostAddresses[1]}, only asked`,
        "web: ADDRESS",
      ]);
      assert.deepEqual(run.plan.rows.map((row) => row.name).sort(), ["bare", "web"]);
    });

    const elsewhere = async (client: EngineClient): Promise<readonly string[]> => {
      const picture = new Picture(await client.listing(never));
      const network = picture.findNetwork("ov");
      assert.ok(network);
      const found = await membersElsewhere(client.connection, { picture, network }, never);
      return (found ?? []).map((one) => `${one.name} on ${one.hostAddress}`).sort();
    };

    const addressOf = async (box: string): Promise<string> => {
      const container = await given().workerClient.container(box, never);
      return container.attachments[0]?.endpoint.ipv4Address ?? "";
    };
  });
}
