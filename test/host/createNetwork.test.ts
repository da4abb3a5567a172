// Create Network without questions, and each way it is refused, against a real engine.
import { strict as assert } from "node:assert";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import {
  cidrOf,
  formatCidr,
  overlaps,
  parseCidr,
  sizeOf,
  type Cidr,
} from "../../src/model/cidr.ts";
import { createNetwork } from "../../src/ui/createNetwork.ts";
import { UserError } from "../../src/ui/engineErrors.ts";
import { OutdatedStore } from "./outdatedStore.ts";
import { clear, look, openClient, openStore, until } from "./realEngine.ts";

const command = "portolan.network.create";

describe("create network", () => {
  let client: EngineClient;
  let store: NetworkStore;
  let log: vscode.LogOutputChannel;
  let product: string;
  /** Docker 20.10 allows one network on a parent interface, newer ones and Podman several. */
  let sharesParents: boolean;

  before(async () => {
    client = await openClient();
    const { engine } = await look(client);
    ({ product } = engine);
    sharesParents = product === "podman" || !engine.version.startsWith("20.");
    store = openStore();
    log = vscode.window.createOutputChannel("Create Network", { log: true });
  });

  afterEach(async () => {
    await clear(client);
    await until(store, () => store.state.kind === "idle" || store.picture?.networks.size === 3);
  });

  after(() => {
    store.dispose();
    log.dispose();
    client.dispose();
  });

  /** The failure of a creation, which must be one in the user's words. */
  const refusal = async (argument: unknown, seen = store): Promise<UserError> => {
    const failure: unknown = await createNetwork({ store: seen, log }, argument).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof UserError, String(failure));
    return failure;
  };
  const steps = (error: UserError): string[] => error.nextSteps.map(({ title }) => title);

  it("creates what the argument describes and returns its id", async () => {
    const id: unknown = await vscode.commands.executeCommand(command, {
      name: "front",
      ipamPools: [{ subnet: "10.9.0.0/16", gateway: "10.9.0.1", ipRange: "10.9.8.0/24" }],
      internal: true,
      options: { "com.docker.network.driver.mtu": "1400" },
      labels: { team: "blue" },
    });
    const network = (await look(client)).findNetwork("front");
    assert.equal(network?.id, id);
    assert.equal(network?.driver, "bridge");
    assert.equal(network.internal, true);
    // Podman takes the range and does not tell it again.
    const ipRange = product === "podman" ? undefined : "10.9.8.0/24";
    assert.deepEqual(network.ipamPools, [{ subnet: "10.9.0.0/16", gateway: "10.9.0.1", ipRange }]);
    const mtuOption = product === "podman" ? "mtu" : "com.docker.network.driver.mtu";
    assert.equal(network.options[mtuOption], "1400");
    assert.deepEqual(network.labels, { team: "blue" });
  });

  it("returns nothing where it was refused", async () => {
    await vscode.commands.executeCommand(command, { name: "front" });
    const id: unknown = await vscode.commands.executeCommand(command, { name: "front" });
    assert.equal(id, undefined);
  });

  it("names the network that has the name", async () => {
    await createNetwork({ store, log }, { name: "front" });
    const error = await refusal({ name: "front" });
    assert.equal(error.message, "The network was not created. There is a network “front” already.");
    assert.deepEqual(steps(error), ["Choose Another Name…"]);
  });

  it("tells who was quicker where the name was free a moment ago", async () => {
    using outdated = new OutdatedStore(await look(client));
    await createNetwork({ store, log }, { name: "front" });
    const error = await refusal({ name: "front" }, outdated);
    assert.match(error.message, /There is a network “front” already/);
  });

  it("names the network that has the addresses", async () => {
    await createNetwork({ store, log }, { name: "one", ipamPools: [{ subnet: "10.9.0.0/16" }] });
    const error = await refusal({ name: "two", ipamPools: [{ subnet: "10.9.8.0/24" }] });
    assert.equal(
      error.message,
      "“two” was not created with the subnet 10.9.8.0/24. Overlaps 10.9.0.0/16 of the network “one”.",
    );
    assert.deepEqual(steps(error), ["Choose Another Subnet…"]);
  });

  it("names the network that took the addresses a moment ago", async () => {
    using outdated = new OutdatedStore(await look(client));
    const ipamPools = [{ subnet: "10.9.0.0/16" }];
    await createNetwork({ store, log }, { name: "one", ipamPools });
    const error = await refusal({ name: "two", ipamPools }, outdated);
    assert.match(error.message, /Overlaps 10\.9\.0\.0\/16 of the network “one”/);
  });

  it("says so where the engine has no subnet left", async () => {
    const taken = [...(await look(client)).networks.values()]
      .flatMap(({ ipamPools }) => ipamPools)
      .flatMap(({ subnet }) => parseCidr(subnet) ?? []);
    const pool = parseCidr("10.64.0.0/10");
    assert.ok(pool);
    for (const block of freeBlocks(pool, taken)) {
      const subnet = formatCidr(block);
      const name = `part-${block.prefixLength}-${block.base}`;
      await createNetwork({ store, log }, { name, ipamPools: [{ subnet }] });
    }
    const error = await refusal({ name: "more" });
    assert.match(error.message, /no free subnet left in its address pools/);
    assert.deepEqual(steps(error), ["Choose a Subnet…"]);
  });

  it("names the network that stands on the parent interface, where there can be only one", async () => {
    const on = (name: string, subnet: string): object => ({
      name,
      driver: "macvlan",
      ipamPools: [{ subnet }],
      options: { parent: "eth0" },
    });
    await createNetwork({ store, log }, on("lan", "10.9.0.0/24"));
    const second = on("lan2", "10.9.1.0/24");
    if (sharesParents) {
      assert.match(await createNetwork({ store, log }, second), /^[0-9a-f]{64}$/);
      return;
    }
    const error = await refusal(second);
    assert.match(error.message, /the network “lan” stands on eth0 already/);
    assert.deepEqual(steps(error), ["Choose Another Parent…"]);
  });

  it("refuses what cannot work before it asks the engine", async () => {
    const cases: readonly (readonly [argument: object, words: RegExp])[] = [
      [{ name: "no spaces" }, /A name has no spaces/],
      [{ name: "host" }, /a name of the engine's own/],
      [{ name: "x", ipamPools: [{ subnet: "10.9.0.1/16" }] }, /10\.9\.0\.0\/16/],
      [
        { name: "x", ipamPools: [{ subnet: "10.9.0.0/16", gateway: "10.8.0.1" }] },
        /outside the subnet 10\.9\.0\.0\/16/,
      ],
      [
        { name: "x", driver: "overlay" },
        product === "podman" ? /no driver “overlay”/ : /not in a swarm/,
      ],
      [{ name: "x", driver: "nope" }, /no driver “nope”/],
    ];
    for (const [argument, words] of cases) {
      assert.match((await refusal(argument)).message, words);
    }
    assert.equal((await look(client)).networks.size, 3);
  });

  it("says what is wrong with an argument of another shape", async () => {
    const cases: readonly (readonly [argument: unknown, words: RegExp])[] = [
      ["front", /has to be an object/],
      [{}, /“name” .* has to be text/],
      [{ name: 7 }, /“name” .* has to be text/],
      [{ name: "x", subnet: "10.9.0.0/16" }, /no field “subnet”; .*ipamPools/],
      [{ name: "x", internal: "yes" }, /“internal” .* true or false/],
      [{ name: "x", ipamPools: {} }, /“ipamPools” .* a list/],
      [{ name: "x", ipamPools: [{ subnet: 10 }] }, /“ipamPools\[0\]\.subnet” .* text/],
      [{ name: "x", labels: { team: 1 } }, /“labels\.team” .* text/],
      [{ ask: "driver" }, /“ask” .* one of name, parent, subnet/],
    ];
    for (const [argument, words] of cases) {
      assert.match((await refusal(argument)).message, words);
    }
  });
});

/** What is left of a block, in as few blocks as possible. */
function freeBlocks(block: Cidr, taken: readonly Cidr[]): readonly Cidr[] {
  if (!taken.some((other) => overlaps(block, other))) return [block];
  const half = sizeOf(block) / 2n;
  // The engines' pools hand out /24.
  if (block.prefixLength >= 24) return [];
  return [block.base, block.base + half].flatMap((value) => {
    const part = cidrOf({ version: block.version, value }, block.prefixLength + 1);
    return part === undefined ? [] : freeBlocks(part, taken);
  });
}
