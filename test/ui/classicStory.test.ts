// The classic story as a person lives it, on one engine and across two hosts: make a network, run two
// containers on it, ping one from the other by name, ping an address outside, remove it all.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { startEngine } from "../engines/testEngine.ts";
import { nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import { openWorkbench } from "./openWorkbench.ts";
import { until } from "./eventually.ts";
import type { Workbench } from "./workbench.ts";

test("bridge: create, run, ping by name and outside, remove", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    await workbench.welcome().getByRole("button", { name: "Create Network" }).click();
    await answerCreate(workbench, { name: "ov_net1", mode: "bridge" });
    const tree = workbench.tree("Networks");
    await tree.row("ov_net1").waitFor();
    await workbench.notifications.waitFor(/Created the network “ov_net1”/);
    await run(workbench, "bbbox1", "ov_net1");
    await run(workbench, "bbbox2", "ov_net1");
    await ping(workbench, "bbbox1", "bbbox2");
    await workbench.notifications.waitFor(
      /bbbox1 → bbbox2 \(\d+\.\d+\.\d+\.\d+\): 4 sent, 4 received, 0% loss, min\/avg\/max/,
    );
    await workbench.screenshot("story-ping");
    await ping(workbench, "bbbox1", engine.outsideAddress);
    await workbench.notifications.waitFor(/bbbox1 → 198\.51\.100\.7: 4 sent, 4 received, 0% loss/);
    await removeNetwork(workbench, "ov_net1", /bbbox1, bbbox2/);
    assert.equal((await engine.docker("network", "ls", "-q", "-f", "name=ov_net1")).trim(), "");
    await engine.docker("rm", "-f", "bbbox1", "bbbox2");
    await workbench.welcome().getByRole("button", { name: "Create Network" }).waitFor();
  });
});

test("overlay: two hosts, one network, ping across by name", async (context) => {
  await using two = await startTwoHosts({ swarm: true });
  const [here, there] = two.hosts;
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: here.address } });
  await workbench.during(context, async () => {
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await tree.row("ingress").waitFor();
    await tree.pressTitleAction("Create Network…");
    await answerCreate(workbench, { name: "ov_net1", mode: "overlay" });
    await tree.row("ov_net1, overlay network").waitFor();
    await run(workbench, "bbbox1", "ov_net1");
    await there.docker("run", "-itd", "--name", "bbbox2", "--network", "ov_net1", "busybox");
    await nameArrives(here, "bbbox1", "bbbox2");
    await ping(workbench, "bbbox1", "bbbox2");
    await workbench.notifications.waitFor(
      /bbbox1 → bbbox2 \(10\.[\d.]+\): 4 sent, 4 received, 0% loss/,
    );
    await ping(workbench, "bbbox1", here.outsideAddress);
    await workbench.notifications.waitFor(/bbbox1 → 198\.51\.100\.7: 4 sent, 4 received, 0% loss/);
    await workbench.screenshot("story-overlay");
    await there.docker("rm", "-f", "bbbox2");
    await removeNetwork(workbench, "ov_net1", /bbbox1/);
    await until(async () => !(await here.docker("network", "ls")).includes("ov_net1"));
  });
});

/** Walks the create flow. The first step is expected to be open. */
async function answerCreate(
  workbench: Workbench,
  wish: { readonly name: string; readonly mode: string },
): Promise<void> {
  const { quickInput } = workbench;
  await quickInput.waitForTitle("Create Network (1/4)");
  await quickInput.type("no spaces");
  assert.match(await quickInput.waitForError(), /letter|digit|character/i);
  await quickInput.type(wish.name);
  await quickInput.accept();
  await quickInput.waitForTitle("Create Network (2/4)");
  await quickInput.pick(wish.mode);
  await quickInput.waitForTitle("Create Network (3/4)");
  await quickInput.pick("Let the Engine Choose");
  await quickInput.waitForTitle("Create Network (4/4)");
  // There and back: what was answered stays answered.
  await quickInput.pressBack();
  await quickInput.waitForTitle("Create Network (3/4)");
  await quickInput.pick("Let the Engine Choose");
  await quickInput.waitForTitle("Create Network (4/4)");
  await workbench.screenshot(`story-create-${wish.mode}`);
  await quickInput.pick(`Create “${wish.name}”`);
  await quickInput.waitUntilClosed();
}

/** `docker run -itd --name NAME --network NETWORK busybox` in three answers. */
async function run(workbench: Workbench, name: string, network: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand("Portolan: Run Container on Network…");
  // What is typed before the next step is there goes into the last one.
  await quickInput.waitForTitle("Run Container (1/3)");
  await quickInput.pick("busybox:latest");
  await quickInput.waitForTitle("Run Container (2/3)");
  await quickInput.type(name);
  await quickInput.accept();
  await quickInput.waitForTitle("Run Container (3/3)");
  await quickInput.pick(network);
  await quickInput.waitUntilClosed();
  const tree = workbench.tree("Networks");
  await tree.row(network).waitFor();
  await tree.expand(network);
  await tree.row(`Container ${name}, running`).waitFor();
}

async function ping(workbench: Workbench, source: string, target: string): Promise<void> {
  const row = workbench.tree("Networks").row(`Container ${source}`);
  await workbench.tree("Networks").pressAction(row, "Ping…");
  await workbench.quickInput.type(target);
  await workbench.quickInput.accept();
}

async function removeNetwork(workbench: Workbench, name: string, attached: RegExp): Promise<void> {
  const tree = workbench.tree("Networks");
  await workbench.chooseFromContextMenu(tree.row(name), "Remove Network…");
  const dialog = await workbench.notifications.readDialog();
  assert.equal(dialog.message, `Remove the network “${name}”?`);
  assert.match(dialog.detail, attached);
  await workbench.notifications.answerDialog("Disconnect and Remove");
  await tree.row(name).waitFor({ state: "detached" });
}
