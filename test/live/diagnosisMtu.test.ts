// Ways that carry smaller packets than their network makes, across two hosts and to the outside of one; and
// the same ways with an MTU that fits them.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { Picture } from "../../src/model/picture.ts";
import type { TestEngine } from "../engines/testEngine.ts";
import { nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import { never, useClient } from "./connectTo.ts";
import { dockerNames } from "./eachEngine.ts";
import { suiteGround } from "./suiteGround.ts";

interface Given {
  readonly engine: TestEngine;
  readonly other: TestEngine;
  readonly client: EngineClient;
}

const mtu = (bytes: number): readonly string[] => [
  "--opt",
  `com.docker.network.driver.mtu=${bytes}`,
];
const overlay = ["--driver", "overlay", "--attachable"];
const large = (more: number): readonly string[] => ["-m", "length", "--length", `${more}:65535`];

for (const name of dockerNames) {
  suite(`packets that are too large: ${name}`, () => {
    const given = suiteGround(async (stack): Promise<Given> => {
      const { hosts } = stack.use(await startTwoHosts({ name, swarm: true }));
      const [engine, other] = hosts;
      await engine.docker("network", "create", ...overlay, "ov");
      await engine.docker("network", "create", ...overlay, ...mtu(1400), "small");
      await engine.docker("network", "create", "out");
      await engine.docker("network", "create", ...mtu(1400), "smallout");
      const run = async (host: TestEngine, box: string, network: string): Promise<void> => {
        await host.docker("run", "-itd", "--name", box, "--network", network, "busybox");
      };
      await run(engine, "web", "ov");
      await run(engine, "trim", "small");
      await run(engine, "near", "out");
      await run(engine, "slim", "smallout");
      await run(other, "db", "ov");
      await run(other, "store", "small");
      await nameArrives(engine, "web", "db");
      await nameArrives(engine, "trim", "store");
      return { engine, other, client: await useClient(stack, engine.address) };
    });

    /** `code sure largest`, or the largest packet where nothing is amiss. */
    const found = async (from: string, to: string): Promise<string> => {
      const { client } = given();
      const source = await client.container(from, never);
      const probes = [{ kind: "pathMtu", target: to }] as const;
      const answers = await probeAll(client.connection, { source, probes }, never);
      const picture = new Picture(await client.listing(never));
      const target = picture.findContainer(to);
      const facts = firstFacts({ picture, source, target, name: to, port: undefined, answers });
      const cause = diagnose(facts);
      const largest = String(answers[0]?.largestPacket);
      return cause === undefined ? largest : `${cause.code} ${cause.sure} ${largest}`;
    };

    test("every way carries what its network makes while all is well", async () => {
      const { outsideAddress } = given().engine;
      assert.equal(await found("web", "db"), "1450");
      assert.equal(await found("trim", "store"), "1350");
      assert.equal(await found("near", outsideAddress), "1500");
      assert.equal(await found("slim", outsideAddress), "1400");
    });

    test("the way between the hosts swallows large packets", async () => {
      const { other } = given();
      const rule = ["PREROUTING", "-i", "eth1", "-p", "udp", "--dport", "4789", ...large(1401)];
      await other.inHost("iptables", "-t", "raw", "-I", ...rule, "-j", "DROP");
      try {
        assert.equal(await found("web", "db"), "mtuTooLarge certain 1350");
        assert.equal(await found("trim", "store"), "1350");
      } finally {
        await other.inHost("iptables", "-t", "raw", "-D", ...rule, "-j", "DROP");
      }
    });

    test("the cable between the hosts has a smaller MTU", async () => {
      const { engine, other } = given();
      const set = async (bytes: string): Promise<void> => {
        for (const one of [engine, other])
          await one.inHost("ip", "link", "set", "eth1", "mtu", bytes);
      };
      await set("1400");
      try {
        assert.equal(await found("web", "db"), "mtuTooLarge certain 1350");
      } finally {
        await set("1500");
      }
    });

    test("the way out of one host swallows large packets", async () => {
      const { engine } = given();
      const { outsideAddress } = engine;
      const rule = ["PREROUTING", "-d", outsideAddress, ...large(1401), "-j", "DROP"];
      await engine.inHost("iptables", "-t", "raw", "-I", ...rule);
      try {
        assert.equal(await found("near", outsideAddress), "mtuTooLarge likely 1400");
        assert.equal(await found("slim", outsideAddress), "1400");
      } finally {
        await engine.inHost("iptables", "-t", "raw", "-D", ...rule);
      }
    });
  });
}
