// A container that asks its own engine's host, and a program that hangs: each fault staged on real engines
// with the cause that is named, and the same question while all is well.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { causeOf } from "./causeOf.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

const run = ["run", "-itd", "--network"] as const;

eachEngine<Given>("causes at the host and in a program", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "front");
    await engine.docker(...run, "front", "--name", "web", "busybox");
    const serve = ["busybox", "httpd", "-f", "-p"];
    const hang = ["busybox", "nc", "-ll", "-p", "8080", "-e", "sleep", "1000"];
    await engine.docker(...run, "host", "--name", "onhost", ...serve, "8088");
    await engine.docker(...run, "front", "--name", "api", ...serve, "8080");
    await engine.docker(...run, "front", "--name", "hung", ...hang);
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given) => {
    const causeFor = (to: string): Promise<string> => causeOf(given().client, { from: "web", to });

    test("the host's firewall drops what its containers send to it", async () => {
      const { engine, client } = given();
      const web = await client.container("web", never);
      const gateway = web.attachments[0]?.endpoint.gateway ?? "";
      assert.equal(await causeFor(`${gateway}:8088`), "passed");
      const rule = ["INPUT", "!", "-i", "lo", "-p", "tcp", "--dport", "8088", "-j", "DROP"];
      await engine.inHost("iptables", "-I", ...rule);
      try {
        assert.equal(await causeFor(`${gateway}:8088`), "hostFirewall certain");
      } finally {
        await engine.inHost("iptables", "-D", ...rule);
      }
      assert.equal(await causeFor(`${gateway}:8089`), "portRefused likely");
    });

    test("a program takes connections and says nothing", async () => {
      assert.equal(await causeFor("http://api:8080/"), "passed");
      assert.equal(await causeFor("hung:8080"), "passed");
      assert.equal(await causeFor("http://hung:8080/"), "programSilent likely");
    });
  },
});
