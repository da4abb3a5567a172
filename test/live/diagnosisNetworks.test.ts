// Causes in networks, staged on real engines: no common one, two of one name, containers kept apart, and no
// way outside; each beside a healthy twin that is asked the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { askedTogether, causesOf } from "./causeOf.ts";
import { useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Given {
  readonly engine: TestEngine;
  readonly client: EngineClient;
}

eachEngine<Given>("causes in networks", {
  make: async (name, stack) => {
    // Keeps containers apart on the default bridge only.
    const flags = name === "podman" ? [] : ["--icc=false"];
    const engine = stack.use(await startEngine(name, { flags }));
    return { engine, client: await useClient(stack, engine.address) };
  },
  tests: (given, name) => {
    const isPodman = name === "podman";
    const network = (...options: readonly string[]): Promise<string> =>
      given().engine.docker("network", "create", ...options);
    const start = (box: string, ...options: readonly string[]): Promise<string> =>
      given().engine.docker("run", "-itd", "--name", box, ...options, "busybox");

    test("two without a common network", async () => {
      const { engine, client } = given();
      for (const [box, on] of [
        ["web", "front"],
        ["db", "back"],
      ] as const) {
        await network(on);
        await start(box, "--network", on);
      }
      // Podman passes packets on between its networks, unless it is told otherwise.
      const apart = `noCommonNetwork ${isPodman ? "likely" : "certain"}`;
      const cause = { "web → db": apart, "web → db:80": apart };
      const questions = [
        ["web", "db"],
        ["web", "db:80"],
      ] as const;
      assert.deepEqual(await causesOf(client, questions), cause);
      await engine.docker("network", "connect", "back", "web");
      assert.deepEqual(await causesOf(client, questions), {
        "web → db": "passed",
        "web → db:80": "nothingListens certain",
      });
    });

    test("two on networks of the same name", async () => {
      const { engine, client } = given();
      const docker = (...words: readonly string[]): Promise<string> => engine.docker(...words);
      const create = (): Promise<{ readonly status: number; readonly body: unknown }> =>
        engine.request("POST", "/networks/create", { Name: "pair" });
      assert.equal((await create()).status, 201);
      await start("pair-0", "--network", "pair");
      const second = await create();
      // Engines from 25.0 on refuse it, and Podman does.
      if (name !== "docker-20.10") {
        assert.notEqual(second.status, 201);
        return;
      }
      const [id = ""] = /[0-9a-f]{64}/.exec(JSON.stringify(second.body)) ?? [];
      await start("pair-1");
      await docker("network", "connect", id, "pair-1");
      await docker("network", "disconnect", "bridge", "pair-1");
      const questions = [{ from: "pair-0", to: "pair-1" }];
      const [pair] = await askedTogether(client, questions);
      assert.equal(pair?.cause?.code, "sameNameNetworks");
      // The client refuses a name that two have.
      const [command = []] = pair.cause.fix?.commands ?? [];
      await docker(...command.slice(1));
      assert.deepEqual(await causesOf(client, [["pair-0", "pair-1"]]), {
        "pair-0 → pair-1": "passed",
      });
    });

    test("containers that a network keeps apart", async () => {
      const { client } = given();
      const option = "com.docker.network.bridge.enable_icc";
      await network("--opt", `${option}=false`, "apart");
      await network("--opt", `${option}=true`, "together");
      for (const on of ["apart", "together", "bridge"]) {
        const options = on === "bridge" ? [] : ["--network", on];
        await start(`${on}-1`, ...options);
        await start(`${on}-2`, ...options);
      }
      // Podman has no such option, and its bridges keep nobody apart.
      const apart = isPodman ? "passed" : "interContainerDisabled certain";
      assert.deepEqual(
        await causesOf(client, [
          ["apart-1", "apart-2"],
          ["bridge-1", "bridge-2"],
          ["together-1", "together-2"],
        ]),
        {
          "apart-1 → apart-2": apart,
          "bridge-1 → bridge-2": apart,
          "together-1 → together-2": "passed",
        },
      );
    });

    test("a network that leads nowhere outside", async () => {
      const { engine, client } = given();
      await network("--internal", "shut");
      await network("open");
      await start("inside", "--network", "shut");
      await start("outward", "--network", "open");
      const boxes = ["inside", "outward"];
      const questions = boxes.flatMap((box) => [
        [box, "internet"] as const,
        [box, engine.outsideAddress] as const,
        [box, engine.outsideName] as const,
      ]);
      const found = Object.values(await causesOf(client, questions));
      assert.deepEqual(found, [
        ...["internalNetwork certain", "internalNetwork certain"],
        // Docker's name server passes nothing on from there; Podman's does, and the address is not reached.
        isPodman ? "internalNetwork certain" : "internalNetwork likely",
        ...["passed", "passed", "passed"],
      ]);
    });
  },
});
