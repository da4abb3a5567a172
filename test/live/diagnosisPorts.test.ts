// Causes at ports and in filters, staged on real engines by programs that listen wrongly and by rules inside
// containers' own network namespaces; each beside a healthy twin that is asked the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { inContainer } from "../engines/containerNetwork.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { causesOf } from "./causeOf.ts";
import { useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

const serve = (address: string): readonly string[] => ["busybox", "httpd", "-f", "-p", address];

eachEngine<Given>("causes at ports", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "front");
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given) => {
    const start = (box: string, ...rest: readonly string[]): Promise<string> =>
      given().engine.docker("run", "-itd", "--name", box, "--network", "front", ...rest);
    const rule = (box: string, ...words: readonly string[]): Promise<string> =>
      inContainer(given().engine, box, "iptables", "-A", ...words);

    test("who listens at another port, at another address, or nowhere", async () => {
      const { engine, client } = given();
      await engine.docker("network", "create", "side");
      await start("db", "--publish", "127.0.0.1:18080:8080", ...serve("8080"));
      await start("shy", ...serve("127.0.0.1:8080"));
      const ipv6 = ["--sysctl", "net.ipv6.conf.all.disable_ipv6=0"];
      await start("shy6", ...ipv6, ...serve("[::1]:8080"));
      await start("split", "busybox");
      await engine.docker("network", "connect", "side", "split");
      await engine.docker("exec", "-d", "split", "sh", "-c", serveAtLast);
      await start("web", "busybox");
      assert.deepEqual(
        await causesOf(client, [
          ["web", "db:18080"],
          ["web", "localhost:18080"],
          ["web", "db:8081"],
          ["web", "shy:8080"],
          ["web", "shy6:8080"],
          ["web", "split:8080"],
          ["web", "db:8080"],
        ]),
        {
          "web → db:18080": "hostPortUsed certain",
          "web → localhost:18080": "localhostAsked certain",
          "web → db:8081": "nothingListens certain",
          "web → shy:8080": "listensOnLoopback certain",
          "web → shy6:8080": "listensOnLoopback certain",
          "web → split:8080": "listensElsewhere certain",
          "web → db:8080": "passed",
        },
      );
      await engine.docker("rm", "--force", "web", "db", "shy", "shy6", "split");
    });

    test("rules that drop, reject and forbid", async () => {
      const { engine, client } = given();
      for (const box of ["noping", "noport", "rejects", "nothing"]) {
        await start(box, ...serve("8080"));
      }
      await start("down", ...serve("8080"));
      await start("held", "busybox");
      await rule("noping", "INPUT", "-p", "icmp", "-j", "DROP");
      await rule("noport", "INPUT", "-p", "tcp", "--dport", "8080", "-j", "DROP");
      await rule("noport", "INPUT", "-p", "tcp", "--dport", "8081", "-j", "DROP");
      const reset = ["-j", "REJECT", "--reject-with", "tcp-reset"];
      await rule("rejects", "INPUT", "-p", "tcp", "--dport", "8080", ...reset);
      await rule("nothing", "INPUT", "-j", "DROP");
      await rule("held", "OUTPUT", "-p", "icmp", "-j", "DROP");
      await inContainer(engine, "down", "ip", "link", "set", "eth0", "down");
      await start("web", "busybox");
      await start("db", ...serve("8080"));
      assert.deepEqual(
        await causesOf(client, [
          ["web", "noping"],
          ["web", "noping:8080"],
          ["web", "noport"],
          ["web", "noport:8080"],
          ["web", "noport:8081"],
          ["web", "rejects:8080"],
          ["web", "nothing"],
          ["web", "nothing:8080"],
          ["web", "down"],
          ["held", "db"],
          ["web", "db"],
          ["web", "db:8080"],
        ]),
        {
          "web → noping": "pingFiltered certain",
          "web → noping:8080": "passed",
          "web → noport": "passed",
          // Its program may be too busy; nobody listens at the other, which then would refuse.
          "web → noport:8080": "portFiltered likely",
          "web → noport:8081": "portFiltered certain",
          "web → rejects:8080": "refusedByRule likely",
          "web → nothing": "targetSilent undecided",
          "web → nothing:8080": "targetSilent undecided",
          "web → down": "linkSilent likely",
          "held → db": "ruleForbids certain",
          "web → db": "passed",
          "web → db:8080": "passed",
        },
      );
      const boxes = ["noping", "noport", "rejects", "nothing", "down", "held", "web", "db"];
      await engine.docker("rm", "--force", ...boxes);
    });

    test("who lacks the tools, or the right to ask", async () => {
      const { engine, client } = given();
      await start("bare", "portolan-test/distroless");
      await start("bound", "--user", "1000", "--cap-drop", "ALL", "busybox");
      await start("db", ...serve("8080"));
      const questions = [
        ["bare", "db"],
        ["bound", "db"],
        ["bound", "db:8080"],
      ] as const;
      assert.deepEqual(await causesOf(client, questions, "portolan-test/missing:1"), {
        "bare → db": "helperMissing certain",
        "bound → db": "helperMissing certain",
        "bound → db:8080": "passed",
      });
      assert.deepEqual(await causesOf(client, questions), {
        "bare → db": "passed",
        "bound → db": "passed",
        "bound → db:8080": "passed",
      });
      await engine.docker("rm", "--force", "bare", "bound", "db");
    });
  },
});

/** Listens at the container's last address only. */
const serveAtLast = `
address=$(ip -o -4 address show scope global | tail -n 1 | awk '{print $4}')
exec httpd -f -p "\${address%/*}:8080"
`;
