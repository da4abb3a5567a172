// Helpers on real engines: one for each source, replaced when it has to be, gone in the end, and found
// again after a crash.
import assert from "node:assert/strict";
import { hostname } from "node:os";
import { test } from "node:test";
import { probeAll } from "../../src/connectivity/probeBatch.ts";
import type { Verdict } from "../../src/connectivity/probe.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { EngineError, isAbort } from "../../src/engine/errors.ts";
import { HelperContainers, removeLeftHelpers } from "../../src/engine/helperContainers.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

eachEngine<Given>("helpers", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("run", "-itd", "--name", "bare", "portolan-test/distroless");
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given, name) => {
    test("keeps one helper for each source, and removes it in the end", async () => {
      const { engine, client } = given();
      const before = await helperCount(engine);
      {
        await using helpers = new HelperContainers(client.connection, "busybox:latest");
        for (let run = 0; run < 2; run += 1) {
          await Promise.all([probeBare(client, helpers), probeBare(client, helpers)]);
          // Podman's would keep its source from being removed.
          assert.equal(await helperCount(engine), before + (name === "podman" ? 0 : 1));
        }
        assert.equal(await removeLeftHelpers(client.connection, never), 0);
      }
      await until(async () => (await helperCount(engine)) === before);
    });

    test("keeps nobody from removing a source that was probed", async () => {
      const { engine, client } = given();
      await engine.docker("run", "-itd", "--name", "passing", "portolan-test/distroless");
      await using helpers = new HelperContainers(client.connection, "busybox:latest");
      const { id } = await client.container("passing", never);
      await helperFor(helpers, id);
      await engine.docker("rm", "--force", "passing");
    });

    test("replaces a helper that is gone, or whose source was started again", async () => {
      const { engine, client } = given();
      await using helpers = new HelperContainers(client.connection, "busybox:latest");
      const { id } = await client.container("bare", never);
      const first = await helperFor(helpers, id);
      assert.equal((await helperFor(helpers, id)) === first, name !== "podman");
      await engine.docker("restart", "--time", "0", "bare");
      const second = await helperFor(helpers, id);
      assert.notEqual(second, first);
      if (name !== "podman") await engine.docker("rm", "--force", second);
      assert.notEqual(await helperFor(helpers, id), second);
      assert.equal(await probeBare(client, helpers), "reachable");
    });

    test("lets one stop waiting for a helper that others wait for too", async () => {
      const { engine, client } = given();
      const before = await helperCount(engine);
      {
        await using helpers = new HelperContainers(client.connection, "busybox:latest");
        const { id } = await client.container("bare", never);
        const stop = new AbortController();
        const stopped = helperFor(helpers, id, stop.signal);
        const other = helperFor(helpers, id);
        stop.abort();
        await assert.rejects(stopped, isAbort);
        assert.notEqual(await other, "");
      }
      await until(async () => (await helperCount(engine)) === before);
    });

    test("removes the helpers of processes that are no more, and nobody else's", async () => {
      const { engine, client } = given();
      const before = await helperCount(engine);
      const label = (owner: string): readonly string[] => ["--label", `io.portolan.probe=${owner}`];
      const gone = ["run", "-d", "--rm", ...label(`${hostname()}/4194304`), "busybox"];
      await engine.docker(...gone, "sleep", "600");
      await engine.docker(
        "run",
        "-d",
        "--name",
        "theirs",
        ...label("other/1"),
        "busybox",
        "sleep",
        "600",
      );
      assert.equal(await removeLeftHelpers(client.connection, never), 1);
      await until(async () => (await helperCount(engine)) === before + 1);
      await engine.docker("rm", "--force", "theirs");
    });

    test("never pulls a helper image that is not there", async () => {
      const { client } = given();
      await using helpers = new HelperContainers(client.connection, "127.0.0.1:1/none:latest");
      await assert.rejects(
        probeBare(client, helpers),
        (error) => error instanceof EngineError && error.kind === "notFound",
      );
    });
  },
});

function helperFor(helpers: HelperContainers, sourceId: string, signal = never): Promise<string> {
  return helpers.use(sourceId, (id) => Promise.resolve(id), signal);
}

/** Pings its own gateway from the container that has no tools. */
async function probeBare(
  client: EngineClient,
  helpers: HelperContainers,
): Promise<Verdict | undefined> {
  const source = await client.container("bare", never);
  const target = source.attachments[0]?.endpoint.gateway ?? "";
  const batch = { source, probes: [{ kind: "ping", target }], helpers } as const;
  return (await probeAll(client.connection, batch, never))[0]?.verdict;
}

async function helperCount(engine: TestEngine): Promise<number> {
  const ids = await engine.docker("ps", "-aq", "--filter", "label=io.portolan.probe");
  return ids.split("\n").filter((id) => id !== "").length;
}

/** The engine removes what has ended by itself, a moment later. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) if (await condition()) return;
  assert.fail("it never came to that");
}
