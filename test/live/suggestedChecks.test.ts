// What is suggested for a Compose file holds on real engines, where its services run as Compose runs them.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { english } from "../../src/base/translate.ts";
import { suggestedFile } from "../../src/connectivity/checks/compose/suggestedFile.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { composeFiles } from "../fixtures/composeFiles.ts";
import { runPortolan } from "../fixtures/runPortolan.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { eachEngine } from "./eachEngine.ts";

/** Starts a service of the three tiers with the labels that Compose gives its container. */
async function up(
  engine: TestEngine,
  service: string,
  { networks, port }: { readonly networks: readonly string[]; readonly port: number },
): Promise<void> {
  const labels = [
    ...["--label", "com.docker.compose.project=shop"],
    ...["--label", `com.docker.compose.service=${service}`],
  ];
  const name = `shop-${service}-1`;
  const listen = ["busybox", "httpd", "-f", "-p", String(port)];
  const aliases = service === "db" ? ["--network-alias", "database"] : [];
  const [first = "", ...others] = networks;
  const network = ["--network", first, ...aliases];
  await engine.docker("run", "-itd", ...labels, "--name", name, ...network, ...listen);
  for (const other of others) await engine.docker("network", "connect", other, name);
}

eachEngine<TestEngine>("suggested checks", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "shop_front");
    await engine.docker("network", "create", "--internal", "shop_back");
    await up(engine, "web", { networks: ["shop_front"], port: 80 });
    await up(engine, "api", { networks: ["shop_front", "shop_back"], port: 8080 });
    await up(engine, "db", { networks: ["shop_back"], port: 5432 });
    await nameArrives(engine, "shop-web-1", "shop-api-1");
    await nameArrives(engine, "shop-api-1", "database");
    return engine;
  },
  tests: (given) => {
    test("pass as they are", async () => {
      const suggested = suggestedFile(
        { file: "compose.yaml", texts: [composeFiles.threeTiers], projectName: "shop" },
        english,
      );
      assert.ok("content" in suggested);
      await using folder = await makeTemporaryFolder();
      await writeFile(path.join(folder.path, "network-checks.yaml"), suggested.content);
      const { address, outsideAddress } = given();
      const where = ["--host", address, "--outside", `${outsideAddress}:443`];
      const { code, output } = await runPortolan(
        folder.path,
        ...["check", "network-checks.yaml", ...where],
      );
      assert.match(output, /^checks: 10, passed: 10, failed: 0, could not run: 0$/m);
      assert.equal(code, 0);
    });
  },
});
