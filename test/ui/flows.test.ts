// The two flows as a person walks them: what is said while typing, the ways back, and what was answered
// staying answered.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { registryName, startRegistry } from "../engines/imageRegistry.ts";
import { startEngine } from "../engines/testEngine.ts";
import { until } from "./eventually.ts";
import { openWorkbench } from "./openWorkbench.ts";
import type { QuickInput } from "./quickInput.ts";

const create = "Portolan: Create Network…";
/** The placeholder of the list of options. */
const options = "Create “front”";
const run = "Portolan: Run Container on Network…";

test("create network: every step checks, explains and keeps its answer", async (context) => {
  await using engine = await startEngine("docker-20.10");
  await engine.docker("network", "create", "--subnet", "10.9.0.0/16", "shop");
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    const { quickInput } = workbench;
    await workbench.openView("Portolan");
    await workbench.runCommand(create);
    await quickInput.waitForTitle("Create Network (1/4)");
    await quickInput.type("shop");
    assert.equal(await quickInput.waitForError(), "There is a network “shop” already.");
    await quickInput.accept();
    await quickInput.type("front");
    await until(async () => (await quickInput.message()).severity === "none");
    await quickInput.accept();

    await quickInput.waitForTitle("Create Network (2/4)");
    await workbench.screenshot("flow-create-mode");
    await quickInput.pick("overlay");
    await itemStartsWith(quickInput, "info This engine is not in a swarm");
    await workbench.screenshot("flow-create-overlay-refused");
    // No event tells of the swarm; the list asks for it when it is shown again.
    await engine.docker("swarm", "init", "--advertise-addr", "127.0.0.1");
    await quickInput.pick(/Choose Another One/);
    await quickInput.pick("overlay");
    await quickInput.waitForTitle("Create Network (3/4)");
    await quickInput.pressBack();
    await quickInput.waitForTitle("Create Network (2/4)");
    await quickInput.pick("bridge");

    await quickInput.waitForTitle("Create Network (3/4)");
    await itemStartsWith(quickInput, "Let the Engine Choose");
    await quickInput.type("10.9.3.0/24");
    await itemStartsWith(quickInput, "error Overlaps 10.9.0.0/16 of the network “shop”.");
    await workbench.screenshot("flow-create-overlap");
    await quickInput.accept();
    await quickInput.type("10.77.0.0/24");
    await quickInput.accept();

    await quickInput.waitForTitle("Create Network (4/4)");
    await quickInput.pick("Gateway");
    await quickInput.waitForPlaceholder("Empty leaves it to the engine");
    await quickInput.type("10.78.0.1");
    assert.equal(await quickInput.waitForError(), "Lies outside the subnet 10.77.0.0/24.");
    await quickInput.type("10.77.0.9");
    await quickInput.accept();
    await quickInput.waitForPlaceholder(options);
    await quickInput.pick("Gateway, 10.77.0.9");
    await quickInput.waitForPlaceholder("Empty leaves it to the engine");
    await quickInput.pressBack();
    await quickInput.waitForPlaceholder(options);
    await quickInput.pick("Internal, off");
    await itemStartsWith(quickInput, "Internal, on");
    await quickInput.pick("MTU");
    await quickInput.waitForPlaceholder("Empty leaves it to the engine");
    await quickInput.type("1400");
    await quickInput.accept();
    await quickInput.waitForPlaceholder(options);
    await quickInput.pick("Labels, none");
    await quickInput.pick(/Add a Label/);
    await quickInput.waitForPlaceholder("team=blue");
    await quickInput.type("team=blue");
    await quickInput.accept();
    await quickInput.pick(/Done/);
    await itemStartsWith(quickInput, "Labels, team=blue");
    await workbench.screenshot("flow-create-options");

    await quickInput.pressBack();
    await quickInput.waitForValue("10.77.0.0/24");
    await quickInput.type("10.78.0.0/24");
    await quickInput.accept();
    await itemStartsWith(quickInput, "error Gateway: Lies outside the subnet 10.78.0.0/24.");
    for (const step of ["(3/4)", "(2/4)", "(1/4)"]) {
      await quickInput.pressBack();
      await quickInput.waitForTitle(`Create Network ${step}`);
    }
    await quickInput.waitForValue("front");
    await quickInput.accept();
    await quickInput.waitForTitle("Create Network (2/4)");
    await quickInput.accept();
    await quickInput.waitForTitle("Create Network (3/4)");
    await quickInput.type("10.77.0.0/24");
    await quickInput.accept();
    await quickInput.pick(/Create “front”/);
    await quickInput.waitUntilClosed();

    const made = await until(async () => find(await engine.docker("network", "ls"), "front"));
    const format = "{{json .IPAM.Config}} {{.Internal}} {{json .Options}} {{json .Labels}}";
    assert.equal(
      (await engine.docker("network", "inspect", "--format", format, made)).trim(),
      '[{"Subnet":"10.77.0.0/24","Gateway":"10.77.0.9"}] true {"com.docker.network.driver.mtu":"1400"} {"team":"blue"}',
    );
    assert.match(
      await workbench.readExtensionLog(),
      /\$ docker network create --driver bridge --subnet 10\.77\.0\.0\/24 --gateway 10\.77\.0\.9 --internal --opt com\.docker\.network\.driver\.mtu=1400 --label team=blue front/,
    );
  });
});

test("create network: Enter alone makes a bridge, Escape makes nothing", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    const { quickInput } = workbench;
    await workbench.openView("Portolan");
    await workbench.runCommand(create);
    await quickInput.waitForTitle("Create Network (1/4)");
    await quickInput.type("front");
    for (const step of ["(1/4)", "(2/4)", "(3/4)", "(4/4)"]) {
      await quickInput.waitForTitle(`Create Network ${step}`);
      await quickInput.accept();
    }
    await workbench.notifications.waitFor(/Created the network “front”/);
    await workbench.runCommand(create);
    await quickInput.waitForTitle("Create Network (1/4)");
    await quickInput.type("back");
    await quickInput.accept();
    await quickInput.waitForTitle("Create Network (2/4)");
    await quickInput.cancel();
    await quickInput.waitUntilClosed();
    const listed = await engine.docker("network", "ls");
    assert.ok(find(listed, "front") !== undefined && find(listed, "back") === undefined);
    assert.ok((await workbench.notifications.read()).every((text) => !text.startsWith("Error")));
  });
});

test("create network: who was quicker is named, and the flow goes on from there", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    const { quickInput, notifications } = workbench;
    await workbench.openView("Portolan");
    await workbench.runCommand(create);
    await quickInput.waitForTitle("Create Network (1/4)");
    await quickInput.type("lan");
    await quickInput.accept();
    await quickInput.waitForTitle("Create Network (2/4)");
    await quickInput.pick("macvlan");
    await quickInput.waitForTitle("Create Network (3/5)");
    await quickInput.type("lo.7/x");
    await itemStartsWith(quickInput, "error An interface has a short name");
    await quickInput.type("eth0");
    await quickInput.pick(/eth0/);
    await quickInput.waitForTitle("Create Network (4/5)");
    await quickInput.type("10.99.0.0/24");
    await quickInput.accept();
    await quickInput.waitForTitle("Create Network (5/5)");

    await engine.docker("network", "create", "lan");
    await quickInput.accept();
    await notifications.press(/There is a network “lan” already/, "Choose Another Name…");
    await quickInput.waitForTitle("Create Network (1/5)");
    await quickInput.waitForValue("lan");
    await quickInput.type("wlan");
    for (const step of ["(1/5)", "(2/5)", "(3/5)"]) {
      await quickInput.waitForTitle(`Create Network ${step}`);
      await quickInput.accept();
    }
    await quickInput.waitForTitle("Create Network (4/5)");
    await quickInput.waitForValue("10.99.0.0/24");
    await quickInput.accept();
    await quickInput.waitForTitle("Create Network (5/5)");

    await engine.docker("network", "create", "--subnet", "10.99.0.0/16", "wide");
    await quickInput.accept();
    await notifications.press(
      /Overlaps 10\.99\.0\.0\/16 of the network “wide”/,
      "Choose Another Subnet…",
    );
    await quickInput.waitForTitle("Create Network (4/5)");
    await quickInput.type("10.98.0.0/24");
    await quickInput.accept();
    await quickInput.pick(/Create “wlan”/);
    await notifications.waitFor(/Created the network “wlan”/);
    const format = "{{.Driver}} {{(index .IPAM.Config 0).Subnet}}";
    const made = await engine.docker("network", "inspect", "--format", format, "wlan");
    assert.equal(made.trim(), "macvlan 10.98.0.0/24");
  });
});

test("run container: from a row, with another's network, and with an image to pull", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using registry = await startRegistry(engine);
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await engine.docker("network", "create", "front");
  await workbench.during(context, async () => {
    const { quickInput, notifications } = workbench;
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await workbench.chooseFromContextMenu(tree.row("front"), "Run Container on Network…");
    await quickInput.waitForTitle("Run Container on “front” (1/2)");
    await quickInput.type("busybox");
    await quickInput.accept();
    await quickInput.waitForTitle("Run Container on “front” (2/2)");
    await quickInput.type("web");
    await quickInput.accept();
    await notifications.waitFor(/“web” runs on “front”/);

    await workbench.runCommand(run);
    await quickInput.waitForTitle("Run Container (1/3)");
    await quickInput.type(`${registryName}/team/tool:2`);
    await itemStartsWith(quickInput, "cloud-download Pull and Run");
    await workbench.screenshot("flow-run-pull");
    await quickInput.accept();
    await quickInput.waitForTitle("Run Container (2/3)");
    await quickInput.type("web");
    assert.equal(await quickInput.waitForError(), "There is a container “web” already.");
    await quickInput.type("sidecar");
    await quickInput.accept();
    await quickInput.waitForTitle("Run Container (3/3)");
    await workbench.screenshot("flow-run-mode");
    await quickInput.pick("container");
    await quickInput.pick("web");
    await notifications.waitFor(/“sidecar” runs and shares the network of “web”/);
    const format = "{{.Config.Image}} {{.HostConfig.NetworkMode}}";
    const seen = await engine.docker("inspect", "--format", format, "sidecar");
    assert.match(seen, /^127\.0\.0\.1:5000\/team\/tool:2 container:[0-9a-f]{64}\n$/);

    // A registry that does not answer: the engine's reason, and nothing left behind.
    await registry[Symbol.asyncDispose]();
    await workbench.runCommand(run);
    await quickInput.waitForTitle("Run Container (1/3)");
    await quickInput.type(`${registryName}/team/other`);
    await itemStartsWith(quickInput, "cloud-download Pull and Run");
    await quickInput.accept();
    await quickInput.waitForTitle("Run Container (2/3)");
    await quickInput.accept();
    await quickInput.waitForTitle("Run Container (3/3)");
    await quickInput.pick("none");
    await until(async () => (await workbench.readExtensionLog()).includes("connection refused"));
    // The workbench pops up no more than a few messages in a second; its centre has them all.
    await workbench.runCommand("Notifications: Show Notifications");
    await notifications.waitFor(/connection refused/);
    assert.equal((await engine.docker("ps", "-aq")).trim().split("\n").length, 2);
  });
});

/** Resolves when an item of the box starts so. */
async function itemStartsWith(quickInput: QuickInput, name: string): Promise<void> {
  await until(async () => (await quickInput.items()).some((item) => item.startsWith(name)));
}

/** The id of a network in the table of `docker network ls`. */
function find(table: string, name: string): string | undefined {
  const row = table.split("\n").find((line) => line.split(/\s+/)[1] === name);
  return row?.split(/\s+/)[0];
}
