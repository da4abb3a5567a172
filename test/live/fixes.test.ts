// Fixes on real engines: the fault is made, its cause found, its fix carried out, and then it is mended.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyFix } from "../../src/connectivity/diagnosis/applyFix.ts";
import type { Cause } from "../../src/connectivity/diagnosis/cause.ts";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import type { FixStep } from "../../src/connectivity/diagnosis/fixSteps.ts";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { ProbeResult } from "../../src/connectivity/probe.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { EngineError, isAbort } from "../../src/engine/errors.ts";
import { Picture } from "../../src/model/picture.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

const look = async ({ client }: Given): Promise<Picture> =>
  new Picture(await client.listing(never));

/** What keeps one from another, with what a ping by name says. */
async function causeOf(given: Given, from: string, to: string): Promise<Cause | undefined> {
  const picture = await look(given);
  const [source, target] = [picture.findContainer(from), picture.findContainer(to)];
  assert.ok(source !== undefined && target !== undefined);
  const answers = source.state === "running" ? await pingFrom(given, from, to) : [];
  return diagnose(firstFacts({ picture, source, target, name: to, port: undefined, answers }));
}

async function pingFrom(
  { client }: Given,
  from: string,
  to: string,
): Promise<readonly ProbeResult[]> {
  const source = await client.container(from, never);
  return probeAll(client.connection, { source, probes: [{ kind: "ping", target: to }] }, never);
}

/** Carries out the fix of a cause. */
async function mend(given: Given, cause: Cause | undefined): Promise<void> {
  const steps = cause?.fix?.steps;
  assert.ok(steps !== undefined, "a fix that the engine carries out");
  await order(given, steps);
}

async function order(given: Given, steps: readonly FixStep[]): Promise<void> {
  const { engine } = await look(given);
  await applyFix({ client: given.client, engine, steps }, never);
}

const isNotFound = (error: unknown): boolean =>
  error instanceof EngineError && error.kind === "notFound";

/** The names of the networks that a container is on. */
async function networksOf(given: Given, name: string): Promise<readonly string[]> {
  const picture = await look(given);
  const container = picture.findContainer(name);
  assert.ok(container);
  return picture.networksOf(container).map((network) => network.name);
}

eachEngine<Given>("fixes", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    const client = await useClient(stack, engine.address);
    await engine.docker("network", "create", "front");
    await engine.docker("run", "-itd", "--network", "front", "--name", "web", "busybox");
    await engine.docker("run", "-itd", "--network", "front", "--name", "db", "busybox");
    await nameArrives(engine, "web", "db");
    return { engine, client };
  },
  tests: (given, name) => {
    const isPodman = name === "podman";

    test("start what is stopped", async () => {
      await given().engine.docker("stop", "--time", "0", "db");
      const cause = await causeOf(given(), "web", "db");
      assert.equal(cause?.code, "targetStopped");
      await mend(given(), cause);
      const [answer] = await pingFrom(given(), "web", "db");
      assert.equal(answer?.verdict, "reachable");
      // Again is fine: somebody else may have been faster.
      await mend(given(), cause);
    });

    test("let go on what is paused", async () => {
      await given().engine.docker("pause", "web");
      const cause = await causeOf(given(), "web", "db");
      assert.equal(cause?.code, "sourcePaused");
      await mend(given(), cause);
      const [answer] = await pingFrom(given(), "web", "db");
      assert.equal(answer?.verdict, "reachable");
    });

    test("restart what stayed in the network namespace of before", async () => {
      const { engine } = given();
      const onFront = ["run", "-itd", "--network", "front", "--name", "owner", "busybox"];
      await engine.docker(...onFront);
      await engine.docker(
        "run",
        "-itd",
        "--network",
        "container:owner",
        "--name",
        "child",
        "busybox",
      );
      await engine.docker("restart", "--time", "0", "owner");
      const cause = await causeOf(given(), "child", "db");
      assert.equal(cause?.code, "ownerRestarted");
      await mend(given(), cause);
      const [answer] = await pingFrom(given(), "child", "db");
      assert.equal(answer?.verdict, "reachable");
      for (const one of ["child", "owner"]) await engine.docker("rm", "--force", one);
    });

    test("make a network for two that meet where no names are resolved", async () => {
      const { engine } = given();
      await engine.docker("run", "-itd", "--name", "one", "busybox");
      await engine.docker("run", "-itd", "--name", "two", "busybox");
      const cause = await causeOf(given(), "one", "two");
      assert.equal(cause?.code, "defaultBridgeNames");
      await mend(given(), cause);
      await nameArrives(engine, "one", "two");
      assert.ok((await networksOf(given(), "two")).includes("one-two"));
      await engine.docker("rm", "--force", "one", "two");
      await engine.docker("network", "rm", "one-two");
    });

    test("take off none and connect, where the engine can", async () => {
      const { engine } = given();
      await engine.docker("run", "-itd", "--network", "none", "--name", "job", "busybox");
      const cause = await causeOf(given(), "job", "db");
      assert.equal(cause?.code, "noneMode");
      if (isPodman) assert.equal(cause.fix?.code, "recreateOn");
      else {
        await mend(given(), cause);
        await nameArrives(engine, "job", "db");
      }
      await engine.docker("rm", "--force", "job");
    });

    test("undo what is done where a later step fails", async () => {
      const picture = await look(given());
      const web = picture.findContainer("web");
      assert.ok(web);
      const gone = { id: "0".repeat(64), name: "gone" };
      const steps = [{ kind: "createNetwork", name: "half", containers: [web, gone] }] as const;
      await assert.rejects(order(given(), steps), isNotFound);
      assert.equal((await look(given())).findNetwork("half"), undefined);
      assert.deepEqual(await networksOf(given(), "web"), ["front"]);
      // Off a network, and then nowhere else: back, with the names that it had there.
      const front = picture.findNetwork("front");
      assert.ok(front);
      const named = { kind: "connect", container: web, network: front, aliases: ["shop"] } as const;
      const off = { kind: "disconnect", container: web, network: front } as const;
      await order(given(), [off, named]);
      await assert.rejects(order(given(), [off, { ...named, container: gone }]), isNotFound);
      const { attachments } = await given().client.container("web", never);
      assert.deepEqual(
        attachments.map(({ networkName }) => networkName),
        ["front"],
      );
      assert.ok(attachments[0]?.endpoint.aliases?.includes("shop"));
    });

    test("keep the names and the fixed address of what is connected anew", async () => {
      const { engine } = given();
      await engine.docker("network", "create", "--subnet", "10.89.77.0/24", "fixed");
      const options = ["--network", "fixed", "--ip", "10.89.77.77", "--network-alias", "old"];
      await engine.docker("run", "-itd", ...options, "--name", "kept", "busybox");
      const picture = await look(given());
      const [container, network] = [picture.findContainer("kept"), picture.findNetwork("fixed")];
      assert.ok(container !== undefined && network !== undefined);
      await order(given(), [
        { kind: "disconnect", container, network },
        { kind: "connect", container, network, aliases: ["new"] },
      ]);
      const { attachments } = await given().client.container("kept", never);
      const { aliases = [], ipv4Address } = attachments[0]?.endpoint ?? {};
      // Podman does not tell whether an address was chosen.
      if (!isPodman) assert.equal(ipv4Address, "10.89.77.77");
      assert.deepEqual(
        ["old", "new"].filter((name) => aliases.includes(name)),
        ["old", "new"],
      );
      await engine.docker("rm", "--force", "kept");
      await engine.docker("network", "rm", "fixed");
    });

    test("end a change that has begun at cancel, and take back what was before it", async () => {
      const picture = await look(given());
      const { engine } = picture;
      const [web, db] = [picture.findContainer("web"), picture.findContainer("db")];
      assert.ok(web !== undefined && db !== undefined);
      const cancel = new AbortController();
      const steps = [
        { kind: "createNetwork", name: "begun", containers: [web, db] },
        { kind: "restart", container: web },
      ] as const;
      const onStep = (): void => {
        cancel.abort();
      };
      const fix = { client: given().client, engine, steps, onStep };
      await assert.rejects(applyFix(fix, cancel.signal), isAbort);
      assert.equal((await look(given())).findNetwork("begun"), undefined);
      assert.deepEqual(await networksOf(given(), "web"), ["front"]);
      assert.deepEqual(await networksOf(given(), "db"), ["front"]);
    });
  },
});
