// Tests of a network and of a container as a person runs them: from a row, looked at in the panel, with the
// cause of what fails, copied, and left as a mark on the row.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { eventually } from "./eventually.ts";
import { openWorkbench } from "./openWorkbench.ts";
import type { Workbench } from "./workbench.ts";

/** A workbench on an engine with a shop whose `old` does not run, and a network that keeps its containers apart. */
async function openShop(engine: TestEngine): Promise<Workbench> {
  const run = (name: string, network: string, ...more: readonly string[]): Promise<string> =>
    engine.docker("run", "-itd", "--name", name, "--network", network, ...more, "busybox");
  await engine.docker("network", "create", "shop");
  const apart = "com.docker.network.bridge.enable_icc=false";
  await engine.docker("network", "create", "--opt", apart, "apart");
  await run("web", "shop");
  await run("api", "shop", "--network-alias", "backend");
  await run("old", "shop");
  await engine.docker("kill", "old");
  await run("lone1", "apart");
  await run("lone2", "apart");
  return openWorkbench({
    env: { DOCKER_HOST: engine.address },
    machineSettings: { "portolan.test.outside": engine.outsideAddress },
    viewport: { width: 1400, height: 860 },
  });
}

test("test network: a matrix that fills, a cause for what fails, a copy, and a mark on the row", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using workbench = await openShop(engine);
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await tree.pressAction(tree.row("shop"), "Test Network");
    const page = workbench.webview();
    const matrix = page.getByRole("grid", { name: /^shop: who reaches whom/ });
    const cell = (name: RegExp) => page.getByRole("gridcell", { name });
    await cell(/^web to api: reachable, [\d.]+ ms$/).waitFor();
    await cell(/^api to web: reachable, [\d.]+ ms$/).waitFor();
    await cell(/^web to old: unknown, does not run$/).waitFor();
    assert.equal(await matrix.getByRole("gridcell").count(), 9);

    await cell(/^web to old/).click();
    const detail = page.getByRole("region", { name: "web → old" });
    await detail.getByText("old does not run.", { exact: true }).waitFor();
    await detail.getByRole("button", { name: "Start old", exact: true }).waitFor();
    await workbench.screenshot("network-test-matrix");

    await page.getByRole("button", { name: /^Copy as Markdown/ }).click();
    await eventually(async () => {
      assert.match(await workbench.readClipboard(), /^### shop\n\n.*: 2 of 6 reachable\n/);
    });
    const row = tree.row(/^shop, .*, Tested at .*: 2 of 2 reachable/);
    await row.waitFor();

    await tree.pressAction(tree.row("apart"), "Test Network");
    await cell(/^lone1 to lone2: blocked, no answer$/).waitFor();
    await cell(/^lone1 to lone2/).click();
    await page.getByText(/^apart keeps its containers apart/).waitFor();
    await tree.row(/^apart, .*, Tested at .*: 0 of 2 reachable/).waitFor();
    await workbench.screenshot("network-test-apart");
  });
});

test("test container: every name, address and gateway, and the outside, as a list", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using workbench = await openShop(engine);
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await workbench.chooseFromContextMenu(
      await tree.rowAt("shop", "Container web"),
      "Test Container",
    );
    const page = workbench.webview();
    await page.getByText("alias of api on shop").waitFor();
    await eventually(async () => {
      const text = (await page.locator("body").ariaSnapshot()).replaceAll(/[\d.]+ ms/g, "1 ms");
      for (const line of [
        /web to api: reachable, 1 ms/,
        /web to backend: reachable, 1 ms/,
        /web to 10\.64\.1\.3: reachable, 1 ms/,
        new RegExp(`web to ${engine.outsideAddress}: reachable, 1 ms`),
      ]) {
        assert.match(text, line);
      }
    });
    await workbench.screenshot("network-test-list");
    await tree.row(/^Container web, .*, Tested at .*: (\d+) of \1 reachable/).waitFor();
  });
});
