// Causes in containers themselves, staged on real engines: who does not run, has no network, or shares the
// network namespace of one that is gone; each beside a healthy twin that is asked the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { causesOf } from "./causeOf.ts";
import { useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

const server = ["busybox", "httpd", "-f", "-p", "8080"];

eachEngine<Given>("causes in containers", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "front");
    await engine.docker("run", "-itd", "--name", "web", "--network", "front", "busybox");
    await engine.docker("run", "-itd", "--name", "db", "--network", "front", ...server);
    await nameArrives(engine, "web", "db");
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given, name) => {
    const isPodman = name === "podman";
    const start = (box: string, network: string, ...more: readonly string[]): Promise<string> => {
      const program = more.length === 0 ? ["busybox"] : more;
      return given().engine.docker("run", "-itd", "--name", box, "--network", network, ...program);
    };

    test("one that does not run, and one that is paused", async () => {
      const { engine, client } = given();
      await engine.docker("create", "--name", "idle", "--network", "front", "busybox");
      await start("frozen", "front", ...server);
      await nameArrives(engine, "web", "frozen");
      await engine.docker("pause", "frozen");
      try {
        assert.deepEqual(
          await causesOf(client, [
            ["idle", "web"],
            ["web", "idle"],
            ["frozen", "web"],
            ["web", "http://frozen:8080/"],
            ["web", "frozen:8080"],
            ["db", "web"],
            ["web", "http://db:8080/"],
          ]),
          {
            "idle → web": "sourceStopped certain",
            "web → idle": "targetStopped certain",
            "frozen → web": "sourcePaused certain",
            "web → http://frozen:8080/": "targetPaused certain",
            // The kernel accepts for it.
            "web → frozen:8080": "passed",
            "db → web": "passed",
            "web → http://db:8080/": "passed",
          },
        );
      } finally {
        await engine.docker("unpause", "frozen");
        await engine.docker("rm", "--force", "frozen", "idle");
      }
    });

    test("one without a network", async () => {
      const { engine, client } = given();
      await start("lonely", "none");
      await start("cut", "front");
      await engine.docker("network", "disconnect", "front", "cut");
      assert.deepEqual(
        await causesOf(client, [
          ["lonely", "web"],
          ["web", "lonely"],
          ["cut", "web"],
          ["web", "cut"],
        ]),
        {
          "lonely → web": "noneMode certain",
          "web → lonely": "noneMode certain",
          "cut → web": "noNetwork certain",
          "web → cut": "noNetwork certain",
        },
      );
      await engine.docker("network", "connect", "front", "cut");
      const connecting = (async () => {
        await engine.docker("network", "disconnect", "none", "lonely");
        await engine.docker("network", "connect", "front", "lonely");
      })();
      // Podman connects nobody who was created in mode none.
      if (isPodman) await assert.rejects(connecting, /invalid network mode/);
      else await connecting;
      await nameArrives(engine, "web", "cut");
      assert.deepEqual(
        await causesOf(client, [
          ["cut", "web"],
          ["web", "cut"],
          ["lonely", "web"],
          ["web", "lonely"],
        ]),
        {
          "cut → web": "passed",
          "web → cut": "passed",
          "lonely → web": isPodman ? "noneMode certain" : "passed",
          "web → lonely": isPodman ? "noneMode certain" : "passed",
        },
      );
      await engine.docker("rm", "--force", "lonely", "cut");
    });

    test("one that shares the namespace of another that is gone, stopped, or started again", async () => {
      const { engine, client } = given();
      const owners = ["gone", "stopped", "again", "steady"];
      for (const owner of owners) {
        await start(owner, "front");
        await start(`with-${owner}`, `container:${owner}`, "busybox", "httpd", "-f", "-p", "9000");
      }
      const removal = engine.docker("rm", "--force", "gone");
      // Podman removes no owner before those that share with it.
      if (isPodman) await assert.rejects(removal, /dependent containers/);
      else await removal;
      await engine.docker("stop", "--time", "0", "stopped");
      await engine.docker("restart", "--time", "0", "again");
      const questions = owners.flatMap((owner) => [
        [`with-${owner}`, "web"] as const,
        ["web", `with-${owner}:9000`] as const,
      ]);
      const orphaned = isPodman ? "passed" : "orphaned certain";
      assert.deepEqual(await causesOf(client, questions), {
        "with-gone → web": orphaned,
        "web → with-gone:9000": orphaned,
        "with-stopped → web": "ownerStopped certain",
        "web → with-stopped:9000": "ownerStopped certain",
        "with-again → web": "ownerRestarted certain",
        "web → with-again:9000": "ownerRestarted certain",
        "with-steady → web": "passed",
        "web → with-steady:9000": "passed",
      });
      await engine.docker("restart", "--time", "0", "with-again");
      const again = questions.filter((ends) => ends.some((end) => end.startsWith("with-again")));
      assert.deepEqual(Object.values(await causesOf(client, again)), ["passed", "passed"]);
      await engine.docker("rm", "--force", ...owners.map((owner) => `with-${owner}`));
      await engine.docker("rm", "--force", ...owners.slice(isPodman ? 0 : 1));
    });
  },
});
