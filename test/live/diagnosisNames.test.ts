// Causes in names, staged on real engines: who has a name and where, and which name server is asked; each
// beside a healthy twin that is asked the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { inContainer } from "../engines/containerNetwork.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { causesOf } from "./causeOf.ts";
import { useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

/** A Compose service's name is a label; `--network-alias` is what makes it known. */
const service = (name: string): readonly string[] => [
  ...["--label", "com.docker.compose.project=shop"],
  ...["--label", `com.docker.compose.service=${name}`],
];

eachEngine<Given>("causes in names", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    for (const network of ["front", "back"]) await engine.docker("network", "create", network);
    await engine.docker("run", "-itd", "--name", "web", "--network", "front", "busybox");
    const names = ["--network-alias", "store", ...service("store")];
    await engine.docker("run", "-itd", "--name", "db", "--network", "front", ...names, "busybox");
    await nameArrives(engine, "web", "store");
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given, name) => {
    const isPodman = name === "podman";
    const start = (box: string, ...options: readonly string[]): Promise<string> =>
      given().engine.docker("run", "-itd", "--name", box, ...options, "busybox");

    test("a name that counts elsewhere, or nowhere", async () => {
      const { engine, client } = given();
      await start(
        "far",
        "--network",
        "back",
        "--network-alias",
        "far-alias",
        ...service("far-off"),
      );
      await start("old", "--network", "front", "--network-alias", "old-alias");
      await engine.docker("stop", "--time", "0", "old");
      const questions = [
        ["web", "store"],
        ["web", "far-alias"],
        ["web", "far-off"],
        ["web", "old-alias"],
        ["web", "stoer"],
        ["web", "outside.test"],
      ] as const;
      assert.deepEqual(await causesOf(client, questions), {
        "web → store": "passed",
        "web → far-alias": "nameElsewhere certain",
        "web → far-off": "nameElsewhere certain",
        "web → old-alias": "targetStopped certain",
        "web → stoer": "nobodyNamed certain",
        "web → outside.test": "passed",
      });
      await engine.docker("network", "connect", "back", "web");
      await nameArrives(engine, "web", "far-alias");
      assert.equal((await causesOf(client, [["web", "far-alias"]]))["web → far-alias"], "passed");
      await engine.docker("network", "disconnect", "back", "web");
      await engine.docker("rm", "--force", "far", "old");
    });

    test("a name on the engine's own bridge, which resolves none", async () => {
      const { client } = given();
      await start("plain");
      await start("other", ...service("shared"));
      assert.deepEqual(
        await causesOf(client, [
          ["plain", "shared"],
          // By its own name a container is asked at its address there.
          ["plain", "other"],
        ]),
        { "plain → shared": "defaultBridgeNames certain", "plain → other": "passed" },
      );
      await given().engine.docker("rm", "--force", "plain", "other");
    });

    test("a name that the connection lacks, or that one who shares a namespace never had", async () => {
      const { engine, client } = given();
      await start("shop-cache-1", "--network", "back", ...service("cache"));
      await engine.docker("network", "connect", "front", "shop-cache-1");
      await start("sidecar", "--network", "container:db", ...service("beside"));
      await nameArrives(engine, "web", "shop-cache-1");
      const questions = [
        ["web", "cache"],
        ["web", "beside"],
        ["web", "shop-cache-1"],
        ["web", "sidecar"],
      ] as const;
      assert.deepEqual(await causesOf(client, questions), {
        "web → cache": "aliasLost certain",
        "web → beside": "nameOfSharer certain",
        "web → shop-cache-1": "passed",
        // It is asked by its owner's name.
        "web → sidecar": "passed",
      });
      await engine.docker("network", "disconnect", "front", "shop-cache-1");
      await engine.docker("network", "connect", "--alias", "cache", "front", "shop-cache-1");
      await nameArrives(engine, "web", "cache");
      assert.deepEqual(await causesOf(client, [["web", "cache"]]), { "web → cache": "passed" });
      await engine.docker("rm", "--force", "sidecar", "shop-cache-1");
    });

    test("name servers that are not the engine's, or do not answer", async () => {
      const { engine, client } = given();
      const elsewhere = `echo nameserver ${engine.outsideAddress} >/etc/resolv.conf`;
      await start("replaced", "--network", "front");
      await engine.docker("exec", "replaced", "sh", "-c", elsewhere);
      await start("mute", "--network", "front");
      await silenceNames(engine, "mute");
      await start("misled", "--network", "front", "--dns", "192.0.2.99");
      const questions = [
        ["replaced", "db"],
        ["mute", "db"],
        ["misled", "outside.test"],
        ["misled", "db"],
      ] as const;
      assert.deepEqual(await causesOf(client, questions), {
        "replaced → db": "resolverReplaced certain",
        "mute → db": "engineResolverSilent certain",
        "misled → outside.test": "ownDnsSilent certain",
        // Podman writes the server into the container's own file, past its own name server.
        "misled → db": isPodman ? "resolverReplaced certain" : "passed",
      });
      const healthy = [
        ["db", "web"],
        ["db", "outside.test"],
      ] as const;
      assert.deepEqual(Object.values(await causesOf(client, healthy)), ["passed", "passed"]);
      for (const box of ["replaced", "mute"]) {
        await engine.docker("restart", "--time", "0", box);
        await nameArrives(engine, box, "db");
      }
      const mended = questions.slice(0, 2);
      assert.deepEqual(Object.values(await causesOf(client, mended)), ["passed", "passed"]);
      await engine.docker("rm", "--force", "replaced", "mute", "misled");
    });

    test("a bridge that takes another hardware address, and tells nobody", async () => {
      const { engine, client } = given();
      const format = "{{range .NetworkSettings.Networks}}{{.Gateway}} {{end}}";
      const [gateway = ""] = (await engine.docker("inspect", "web", "--format", format)).split(" ");
      const shown = await engine.inHost("ip", "-brief", "address", "show", "to", gateway);
      const [bridge = ""] = shown.split(/\s/);
      const take = (address: string): Promise<string> =>
        engine.inHost("ip", "link", "set", bridge, "address", address);
      const tell = (value: 0 | 1): Promise<string> =>
        engine.inHost("sysctl", "-qw", `net.ipv4.conf.all.arp_notify=${value}`);
      const former = "02:00:00:00:00:16";
      await take(former);
      await nameArrives(engine, "web", "db");
      await tell(0);
      await take("02:00:00:00:00:17");
      // The machine's kernel may just have forgotten what it knew.
      const known = [gateway, "lladdr", former, "dev", "eth0", "nud", "reachable"];
      await inContainer(engine, "web", "ip", "neigh", "replace", ...known);
      const asked = ["web", "db"] as const;
      // Docker's name server is in the container itself.
      assert.deepEqual(await causesOf(client, [asked]), {
        "web → db": isPodman ? "gatewayMoved likely" : "passed",
      });
      await tell(1);
      await take("02:00:00:00:00:18");
      assert.deepEqual(await causesOf(client, [asked]), { "web → db": "passed" });
    });

    /** Takes away the way to the engine's name server, inside the container's network namespace only. */
    async function silenceNames(engine: TestEngine, box: string): Promise<void> {
      if (!isPodman) await inContainer(engine, box, "iptables", "-t", "nat", "-F");
      else {
        const queries = ["-p", "udp", "--dport", "53"];
        await inContainer(engine, box, "iptables", "-A", "OUTPUT", ...queries, "-j", "DROP");
      }
    }
  },
});
