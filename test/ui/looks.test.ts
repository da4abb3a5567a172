// How the networks view looks: every theme, a narrow side bar, long names, nothing there, an engine gone.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { openWorkbench } from "./openWorkbench.ts";
import { themes } from "./workbench.ts";
import { until } from "./eventually.ts";

test("every theme, a narrow side bar, long names", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await shop(engine);
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await tree.row("shop_frontend").waitFor();
    for (const network of ["shop_frontend", "shop_backend", "host"]) await tree.expand(network);
    await tree.row("Container web").waitFor();
    assert.deepEqual(
      (await tree.rows()).filter(({ level }) => level === 1).map(({ text }) => text[0]),
      [
        "a-network-with-a-name-that-is-longer-than-any-side-bar-is-wide",
        "shop_backend",
        "shop_frontend",
        "bridge",
        "host",
        "none",
      ],
    );
    await tree.select("Container web");
    for (const { theme, shortName } of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`networks-${shortName}`);
    }
    const tooltip = await tree.hover(await tree.rowAt("shop_frontend", "Container web"));
    await tooltip.getByText("Gateway").waitFor();
    await workbench.screenshot("networks-tooltip");
    // It may lie over the edge that is dragged next.
    await workbench.page.mouse.move(0, 0);
    await tooltip.waitFor({ state: "hidden" });
    await workbench.setSideBarWidth(190);
    await workbench.screenshot("networks-narrow");
  });
});

test("an engine that goes away is greyed, said, and comes back by itself", async (context) => {
  await using engine = await startEngine("docker-20.10");
  await shop(engine);
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await tree.expand("shop_frontend");
    await engine.kill();
    await workbench.page.getByText(/Last known state\./).waitFor();
    await tree.row("Container web").waitFor();
    await workbench.screenshot("networks-offline");
    await engine.start();
    await engine.docker("network", "create", "made-after-restart");
    await tree.row("made-after-restart").waitFor();
    await workbench.page.getByText(/Last known state\./).waitFor({ state: "detached" });
    const frontend = (await tree.rows()).find(({ name }) => name.startsWith("shop_frontend"));
    assert.equal(frontend?.isExpanded, true);
  });
});

test("no engine: where it was looked for, and what to do", async (context) => {
  await using workbench = await openWorkbench({
    env: { DOCKER_HOST: "unix:///nonexistent/docker.sock" },
  });
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    await workbench
      .welcome()
      .getByText(/No Docker engine answers/)
      .waitFor();
    await workbench.welcome().getByRole("button", { name: "Retry" }).waitFor();
    await workbench.screenshot("welcome-unreachable");
  });
});

test("an empty engine invites to create a network, and shows what it has when asked", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    await workbench
      .welcome()
      .getByText(/no networks of your own yet/)
      .waitFor();
    await workbench.screenshot("welcome-empty");
    await workbench.welcome().getByText("show the predefined networks").click();
    const tree = workbench.tree("Networks");
    await tree.row("bridge").waitFor();
    // Changed outside, seen here: nothing was pressed.
    await engine.docker("network", "create", "from-outside");
    await tree.row("from-outside").waitFor();
    await engine.docker("network", "rm", "from-outside");
    await tree.row("from-outside").waitFor({ state: "detached" });
    await until(async () => (await tree.rows()).length === 3);
  });
});

/** A shop: a front and a back network, an internal one, every mode and state that has its own look. */
async function shop(engine: TestEngine): Promise<void> {
  const label = ["--label", "com.docker.compose.project=shop"];
  await engine.docker("network", "create", ...label, "shop_frontend");
  await engine.docker("network", "create", "--internal", ...label, "shop_backend");
  const longName = "a-network-with-a-name-that-is-longer-than-any-side-bar-is-wide";
  await engine.docker("network", "create", longName);
  const start = (name: string, network: string): Promise<string> =>
    engine.docker("run", "-itd", "--name", name, "--network", network, "busybox");
  await start("web", "shop_frontend");
  await engine.docker("network", "connect", "shop_backend", "web");
  await start("db", "shop_backend");
  await start("cache", "shop_backend");
  await engine.docker("pause", "cache");
  await start("metrics", "container:web");
  await start("node-exporter", "host");
  await engine.docker("create", "--name", "migrate", "--network", "shop_backend", "busybox");
}
