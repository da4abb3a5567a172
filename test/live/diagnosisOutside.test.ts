// What goes wrong on the way out of a real engine's host, staged one fault at a time, and the cause that is
// named; each with the same question while all is well.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askEngine } from "../../src/connectivity/askEngine.ts";
import { causeOfPing } from "../../src/connectivity/causeOfPing.ts";
import type { Cause } from "../../src/connectivity/diagnosis/cause.ts";
import type { DiagnosisMeans } from "../../src/connectivity/diagnosis/investigate.ts";
import { explainCell, type Explanation } from "../../src/connectivity/networkTest/explainCell.ts";
import { planContainerTest } from "../../src/connectivity/networkTest/planContainerTest.ts";
import { askQuestions } from "../../src/connectivity/networkTest/runTest.ts";
import { TestRun } from "../../src/connectivity/networkTest/testRun.ts";
import type { Outside } from "../../src/connectivity/outsideProbes.ts";
import { ping } from "../../src/connectivity/ping.ts";
import type { ProbeResult } from "../../src/connectivity/probe.ts";
import { Picture } from "../../src/model/picture.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { causeOf } from "./causeOf.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

/** No helper is needed for what is asked here. */
function means({ connection }: EngineClient): DiagnosisMeans {
  return { ask: askEngine(connection, undefined) };
}

/** Somebody at the outside that the host reaches through a route of its own, as behind a VPN. */
const behindRoute = "10.8.3.7";

eachEngine<Given>("causes on the way out", {
  make: async (name, stack) => {
    // Docker's proxy carries what its rules drop; Podman has none.
    const flags = name === "podman" ? [] : ["--userland-proxy=false"];
    const engine = stack.use(await startEngine(name, { flags }));
    await engine.docker("network", "create", "front");
    await engine.docker("run", "-itd", "--name", "web", "--network", "front", "busybox");
    await engine.inOutside("ip", "address", "add", `${behindRoute}/32`, "dev", "lo");
    await engine.inHost("ip", "route", "add", "10.8.0.0/16", "via", engine.outsideAddress);
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given) => {
    const causes = async (...targets: readonly string[]): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const to of targets) found.push(await causeOf(given().client, { from: "web", to }));
      return found;
    };

    const standFor = (): Outside => ({ addresses: [given().engine.outsideAddress], port: 80 });

    const causeOfPingTo = async (text: string): Promise<Cause | undefined> => {
      const { client } = given();
      const picture = new Picture(await client.listing(never));
      const source = await client.container("web", never);
      const target = { text, label: text };
      const result = await ping(
        client.connection,
        { source, target: text, count: 1, timeoutSeconds: 3 },
        never,
      );
      const failed = { picture, source, target, result, outside: standFor() };
      return causeOfPing(failed, means(client), never);
    };

    /** What the detail of “Test Container” says in the end, with this as its outside. */
    const causeInTest = async (text: string): Promise<string | undefined> => {
      const { client } = given();
      const picture = new Picture(await client.listing(never));
      const source = await client.container("web", never);
      const plan = planContainerTest(picture, source, {
        outside: { addresses: [text], port: 80 },
        elsewhere: new Map(),
      });
      const run = new TestRun(1, plan, 0);
      const question = plan.questions.find(({ probes }) => probes[0]?.target === text);
      assert.ok(question);
      const take = (_: unknown, results: readonly ProbeResult[]): void => {
        run.take(question, results);
      };
      await askQuestions([question], means(client).ask, take, never);
      const said: (string | undefined)[] = [];
      const asking = {
        ...{ picture, outside: standFor() },
        means: () => Promise.resolve(means(client)),
        onExplanation: ({ cause }: Explanation) => said.push(cause?.code),
      };
      const answer = run.answerAt(question.row, question.column);
      await explainCell(question, answer, asking, never);
      return said.at(-1);
    };

    test("none is named while all is well", async () => {
      const { outsideName } = given().engine;
      const well = await causes("internet", outsideName, `${outsideName}:80`, behindRoute);
      assert.deepEqual(well, ["passed", "passed", "passed", "passed"]);
      // Who answers there has no such port, and no such name.
      assert.deepEqual(await causes(`${outsideName}:81`, "other.test"), [
        "portRefused likely",
        "nobodyNamed certain",
      ]);
    });

    test("the host passes nothing on", async () => {
      const { engine } = given();
      await engine.inHost("sysctl", "-qw", "net.ipv4.ip_forward=0");
      try {
        assert.deepEqual(await causes("internet"), ["forwardingDisabled certain"]);
      } finally {
        await engine.inHost("sysctl", "-qw", "net.ipv4.ip_forward=1");
      }
      assert.deepEqual(await causes("internet"), ["passed"]);
    });

    test("the host's firewall drops what it should pass on", async () => {
      const { engine } = given();
      const rule = ["FORWARD", "-d", engine.outsideAddress, "-j", "DROP"];
      await engine.inHost("iptables", "-I", ...rule);
      try {
        assert.deepEqual(await causes("internet", `${engine.outsideAddress}:80`), [
          "forwardingFiltered certain",
          "forwardingFiltered certain",
        ]);
      } finally {
        await engine.inHost("iptables", "-D", ...rule);
      }
    });

    test("the host is cut off itself", async () => {
      const { engine } = given();
      const rule = ["INPUT", "-i", "eth0", "-j", "DROP"];
      await engine.inOutside("iptables", "-I", ...rule);
      try {
        assert.deepEqual(await causes("internet"), ["hostCutOff certain"]);
      } finally {
        await engine.inOutside("iptables", "-D", ...rule);
      }
    });

    test("name servers keep silent, and addresses are reached", async () => {
      const { engine } = given();
      const rule = ["INPUT", "-p", "udp", "--dport", "53", "-j", "DROP"];
      await engine.inOutside("iptables", "-I", ...rule);
      try {
        assert.deepEqual(await causes(`${engine.outsideName}:80`), ["resolverSilent certain"]);
        assert.equal((await causeOfPingTo(engine.outsideName))?.code, "resolverSilent");
        assert.equal(await causeInTest(engine.outsideName), "resolverSilent");
      } finally {
        await engine.inOutside("iptables", "-D", ...rule);
      }
      assert.deepEqual(await causes(`${engine.outsideName}:80`), ["passed"]);
    });

    test("a port is published by somebody on another network", async () => {
      const { engine } = given();
      const serve = ["busybox", "httpd", "-f", "-p", "80", "-h", "/etc"];
      await engine.docker("network", "create", "apart");
      const run = ["run", "-itd", "--name"];
      await engine.docker(...run, "far", "--network", "apart", "-p", "8080:80", ...serve);
      await engine.docker(...run, "close", "--network", "front", "-p", "8081:80", ...serve);
      const format = "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}";
      const gateway = (await engine.docker("inspect", "web", "--format", format)).trim();
      const host = "198.51.100.1";
      assert.deepEqual(await causes(`${host}:8080`, `${gateway}:8080`), [
        ...["publishedElsewhere certain", "publishedElsewhere certain"],
      ]);
      assert.deepEqual(await causes(`${host}:8081`), ["passed"]);
    });

    test("a network of the engine hides what lies behind a route of the host", async () => {
      const { engine } = given();
      await engine.docker("network", "create", "--subnet", "10.8.3.0/24", "hiding");
      await engine.docker("run", "-itd", "--name", "near", "--network", "hiding", "busybox");
      try {
        const { client } = given();
        const question = { from: "near", to: behindRoute };
        assert.equal(await causeOf(client, question), "subnetShadowed certain");
        assert.deepEqual(await causes(behindRoute), ["subnetShadowed certain"]);
      } finally {
        await engine.docker("rm", "--force", "near");
        await engine.docker("network", "rm", "hiding");
      }
      assert.deepEqual(await causes(behindRoute), ["passed"]);
    });
  },
});
