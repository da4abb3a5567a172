// Changing real engines: each operation does what it says, and each refusal has its kind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineError, type EngineErrorKind } from "../../src/engine/errors.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import {
  connectContainer,
  createNetwork,
  disconnectContainer,
  pullImage,
  removeContainer,
  removeNetwork,
  runContainer,
} from "../../src/engine/operations.ts";
import { removalReference } from "../../src/engine/podman.ts";
import { asRecord } from "../../src/model/json.ts";
import { Picture } from "../../src/model/picture.ts";
import { startEngine } from "../engines/testEngine.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

const isOfKind =
  (...kinds: readonly EngineErrorKind[]) =>
  (error: unknown): boolean =>
    error instanceof EngineError && kinds.includes(error.kind);

eachEngine<EngineClient>("operations", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    return useClient(stack, engine.address);
  },
  tests: (client, name) => {
    const isPodman = name === "podman";
    const look = async (): Promise<Picture> => new Picture(await client().listing(never));
    const bridge = (network: string, subnet?: string): Promise<string> => {
      const pools = subnet === undefined ? {} : { ipamPools: [{ subnet }] };
      const spec = { name: network, driver: "bridge", ...pools };
      return createNetwork(client().connection, spec, never);
    };
    const run = (container: string, network: string): Promise<string> => {
      const spec = { image: "busybox:latest", name: container, network };
      return runContainer(client().connection, spec, never);
    };

    test("creates a network as it is described, and removes it", async () => {
      const spec = {
        name: "shop",
        driver: "bridge",
        ipamPools: [{ subnet: "10.99.0.0/24", gateway: "10.99.0.254" }],
        internal: true,
        labels: { tier: "back" },
      };
      const id = await createNetwork(client().connection, spec, never);
      const made = (await look()).networks.get(id);
      assert.equal(made?.name, "shop");
      assert.equal(made.internal, true);
      assert.equal(made.labels["tier"], "back");
      assert.equal(made.ipamPools[0]?.subnet, "10.99.0.0/24");
      assert.equal(made.ipamPools[0].gateway, "10.99.0.254");
      await removeNetwork(client().connection, id, never);
      assert.equal((await look()).findNetwork("shop"), undefined);
    });

    test("refuses a name that is taken, and never makes a second network of it", async () => {
      const id = await bridge("taken");
      await assert.rejects(bridge("taken"), isOfKind("conflict"));
      const networks = [...(await look()).networks.values()];
      assert.equal(networks.filter((network) => network.name === "taken").length, 1);
      await removeNetwork(client().connection, id, never);
    });

    test("refuses a subnet that overlaps", async () => {
      const id = await bridge("one", "10.98.0.0/16");
      // Podman has no kind of its own for this one.
      const kinds = isPodman ? (["failed"] as const) : (["conflict"] as const);
      await assert.rejects(bridge("two", "10.98.3.0/24"), isOfKind(...kinds));
      await removeNetwork(client().connection, id, never);
    });

    test("connects, disconnects, and refuses to remove what is in use", async () => {
      const { connection } = client();
      const [front, back] = [await bridge("front"), await bridge("back")];
      const web = await run("web", "front");
      await connectContainer(connection, { networkId: back, containerId: web }, never);
      const on = async (): Promise<readonly string[]> => {
        const picture = await look();
        const container = picture.findContainer("web");
        return container === undefined
          ? []
          : picture.networksOf(container).map((network) => network.name);
      };
      assert.deepEqual([...(await on())].sort(), ["back", "front"]);
      const picture = await look();
      const used = picture.networks.get(front);
      assert.ok(used);
      const reference = removalReference(picture.engine, used);
      await assert.rejects(removeNetwork(connection, reference, never), isOfKind("conflict"));
      await disconnectContainer(connection, back, web, never);
      assert.deepEqual(await on(), ["front"]);
      await removeNetwork(connection, back, never);
      await removeContainer(connection, web, never);
      await removeContainer(connection, web, never);
      await removeNetwork(connection, front, never);
    });

    test("runs in every mode", async () => {
      const { connection } = client();
      const network = await bridge("own");
      const ids = [await run("box1", "own"), await run("box2", "host"), await run("box3", "none")];
      ids.push(await run("box4", "container:box1"));
      const picture = await look();
      const modes = ["box1", "box2", "box3", "box4"].map(
        (one) => picture.findContainer(one)?.networkMode.kind,
      );
      assert.deepEqual(modes, ["network", "host", "none", "container"]);
      for (const id of ids.reverse()) await removeContainer(connection, id, never);
      await removeNetwork(connection, network, never);
    });

    test("leaves no container behind where it does not start", async () => {
      await assert.rejects(run("lost", "no-such-network"), isOfKind("notFound"));
      const spec = { image: "busybox:latest", name: "lost", network: "none" };
      const command = ["/no/such/program"];
      await assert.rejects(
        runContainer(client().connection, { ...spec, command }, never),
        (error) => error instanceof EngineError && error.message.includes("/no/such/program"),
      );
      assert.equal((await look()).findContainer("lost"), undefined);
    });

    test("gives a container its command, and on each network its aliases and address", async () => {
      const { connection } = client();
      const [near, far] = [await bridge("near"), await bridge("far", "10.97.0.0/24")];
      const command = ["sleep", "1000"];
      const spec = { image: "busybox:latest", name: "known", network: "near", command };
      const id = await runContainer(connection, { ...spec, aliases: ["neighbor"] }, never);
      const there = { networkId: far, containerId: id, ipv4Address: "10.97.0.77" };
      await connectContainer(connection, { ...there, aliases: ["stranger"] }, never);
      const known = await client().container(id, never);
      const on = (network: string) =>
        known.attachments.find(({ networkName }) => networkName === network)?.endpoint;
      assert.ok(on("near")?.aliases?.includes("neighbor"));
      assert.ok(on("far")?.aliases?.includes("stranger"));
      assert.equal(on("far")?.ipv4Address, "10.97.0.77");
      const again = connectContainer(connection, { networkId: far, containerId: id }, never);
      await assert.rejects(again, isOfKind("conflict"));
      const json = asRecord(await client().inspectContainer(id, never));
      assert.deepEqual(asRecord(json["Config"])["Cmd"], command);
      await removeContainer(connection, id, never);
      for (const network of [near, far]) await removeNetwork(connection, network, never);
    });

    test("makes no overlay network outside a swarm, and says why", async () => {
      const making = createNetwork(client().connection, { name: "wide", driver: "overlay" }, never);
      const words = isPodman ? /unsupported driver overlay/ : /not a swarm manager/;
      await assert.rejects(
        making,
        (error) => error instanceof EngineError && words.test(error.message),
      );
    });

    test("says of an image that it is missing, and of a name that it is taken", async () => {
      const missing = { image: "127.0.0.1:1/none:latest", network: "none" };
      const { connection } = client();
      await assert.rejects(runContainer(connection, missing, never), isOfKind("notFound"));
      const id = await run("twin", "none");
      await assert.rejects(run("twin", "none"), isOfKind("conflict"));
      await removeContainer(connection, id, never);
    });

    test("fails to pull what cannot be had, and says so", async () => {
      const pulling = pullImage(
        client().connection,
        "127.0.0.1:1/none:latest",
        () => undefined,
        never,
      );
      await assert.rejects(pulling, (error) => error instanceof EngineError);
    });
  },
});
