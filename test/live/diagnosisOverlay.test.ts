// What goes wrong between the two hosts of a real overlay, staged one fault at a time, and the cause that is
// named; each with the same question on a healthy cable.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { suite, test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import type { TestEngine } from "../engines/testEngine.ts";
import { nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import { causeOf } from "./causeOf.ts";
import { useClient } from "./connectTo.ts";
import { dockerNames } from "./eachEngine.ts";
import { suiteGround } from "./suiteGround.ts";

interface Given {
  readonly engine: TestEngine;
  readonly other: TestEngine;
  readonly client: EngineClient;
}

const overlay = ["--driver", "overlay", "--attachable"];

for (const name of dockerNames) {
  suite(`causes between hosts: ${name}`, () => {
    const given = suiteGround(async (stack): Promise<Given> => {
      const { hosts } = stack.use(await startTwoHosts({ name, swarm: true }));
      const [engine, other] = hosts;
      await engine.docker("network", "create", ...overlay, "ov");
      await engine.docker("network", "create", ...overlay, "--opt", "encrypted", "sealed");
      await engine.docker("run", "-itd", "--name", "web", "--network", "ov", "busybox");
      const listen = ["busybox", "httpd", "-f", "-p", "8080", "-h", "/etc"];
      await other.docker("run", "-itd", "--name", "db", "--network", "ov", ...listen);
      await other.docker("run", "-itd", "--name", "cache", "--network", "ov", "busybox");
      await engine.docker("network", "connect", "sealed", "web");
      await other.docker("run", "-itd", "--name", "vault", "--network", "sealed", "busybox");
      for (const box of ["db", "cache", "vault"]) await nameArrives(engine, "web", box);
      return { engine, other, client: await useClient(stack, engine.address) };
    });

    const causes = async (...targets: readonly string[]): Promise<readonly string[]> => {
      const { client } = given();
      const found: string[] = [];
      for (const to of targets) found.push(await causeOf(client, { from: "web", to }));
      return found;
    };

    test("none is named while all is well", async () => {
      assert.deepEqual(await causes("db", "db:8080", "db:8081"), [
        ...["passed", "passed", "portRefused likely"],
      ]);
      // A name that nobody has is no fault of the hosts.
      assert.deepEqual(await causes("nobody"), ["nobodyNamed likely"]);
    });

    test("udp/4789 is closed: names resolve and no packet arrives", async () => {
      const { other } = given();
      await dropping(other, ["-p", "udp", "--dport", "4789"], async () => {
        assert.deepEqual(await causes("db", "db:8080"), [
          "packetsLost certain",
          "packetsLost certain",
        ]);
      });
      assert.deepEqual(await causes("db"), ["passed"]);
    });

    test("a container alone drops what comes: not the cable's doing", async () => {
      const { client, other } = given();
      const [address] = await addressesOf(other, "db");
      // Whatever carries the packets, the one host's kernel drops those for this container only.
      const inner = ["-p", "udp", "--dport", "4789", "-m", "u32", "--u32"];
      const match = `0>>22&0x3C@46=0x${hex(address ?? "")}`;
      await dropping(other, [...inner, match], async () => {
        assert.equal(await causeOf(client, { from: "web", to: "db" }), "outsideSilent undecided");
      });
    });

    test("an encrypted network's packets are lost", async () => {
      const { other } = given();
      await dropping(other, ["-p", "esp"], async () => {
        assert.deepEqual(await causes("vault"), ["encryptedPacketsLost likely"]);
      });
    });

    test("connections are lost and pings are not", async () => {
      const { other } = given();
      // The protocol of the packet inside: 6 is TCP.
      const inner = ["-p", "udp", "--dport", "4789", "-m", "u32"];
      await dropping(other, [...inner, "--u32", "0>>22&0x3C@36&0xFF=6"], async () => {
        assert.deepEqual(await causes("db:8080", "db"), ["connectionsLost likely", "passed"]);
      });
    });

    test("7946 is closed: the name is not known here", async () => {
      const { other, engine } = given();
      await dropping(other, ["-p", "udp", "--dport", "7946"], async () => {
        await dropping(other, ["-p", "tcp", "--dport", "7946"], async () => {
          await peersBecome(engine, 1);
          assert.deepEqual(await causes("db"), ["hostsApart certain"]);
        });
      });
      await peersBecome(engine, 2);
      await nameArrives(engine, "web", "db");
      assert.deepEqual(await causes("db"), ["passed"]);
    });
  });
}

/** Drops what comes over the cable and matches, while something runs. */
async function dropping(
  host: TestEngine,
  match: readonly string[],
  run: () => Promise<void>,
): Promise<void> {
  const rule = ["PREROUTING", "-i", "eth1", ...match, "-j", "DROP"];
  await host.inHost("iptables", "-t", "raw", "-I", ...rule);
  try {
    await run();
  } finally {
    await host.inHost("iptables", "-t", "raw", "-D", ...rule);
  }
}

/** Waits until an engine counts so many hosts on the overlay, itself among them. */
async function peersBecome(engine: TestEngine, count: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const format = ["--format", "{{range .Peers}}{{.IP}} {{end}}"];
    const peers = await engine.docker("network", "inspect", "ov", ...format);
    if (peers.trim().split(" ").length === count) return;
    await delay(100);
  }
  assert.fail("the peers never changed");
}

async function addressesOf(engine: TestEngine, box: string): Promise<readonly string[]> {
  const format = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
  return (await engine.docker("inspect", box, "--format", format)).trim().split(" ");
}

/** An IPv4 address as a number in hexadecimal. */
function hex(address: string): string {
  const bytes = address.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"));
  return bytes.join("");
}
