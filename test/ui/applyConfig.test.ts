// Applying a configuration for real: VS Code on a host where systemd runs Docker, from the edit to the restart.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { daemonJson, withApplyScene } from "./applyScene.ts";

const before = '{\n  "icc": true\n}\n';
const after = '{\n  "icc": false\n}\n';

test("a good change is compared, confirmed, saved and taken over", async (context) => {
  const options = { engine: "docker-28.5", files: { [daemonJson]: before } } as const;
  await withApplyScene(context, options, async ({ host, workbench, edit, apply, daemonPid }) => {
    const { notifications } = workbench;
    await edit(daemonJson, after);
    await apply();
    const dialog = await notifications.readDialog();
    await workbench.screenshot("apply-question");
    assert.equal(dialog.message, "Apply the changed configuration to Docker?");
    assert.deepEqual(dialog.detail.split(/\n+/), [
      '"icc": true → false',
      "Docker restarts, and with it every running container stops.",
      `Changed: ${daemonJson}. A backup is kept.`,
      "Changed files are saved first.",
    ]);
    await notifications.answerDialog("Compare");
    await workbench.page
      .getByRole("tab", { name: /^Effective Configuration: Running and Changed/ })
      .waitFor();
    await notifications.waitFor(/once you have compared it/);
    await workbench.screenshot("apply-compare");
    assert.equal(await host.read(daemonJson), before);
    const pid = await daemonPid();
    await notifications.press(/once you have compared it/, "Apply…");
    await notifications.readDialog();
    await notifications.answerDialog("Restart Docker");
    await workbench.page.getByText("Docker runs with the new configuration.").waitFor();
    await workbench.screenshot("apply-done");
    assert.equal(await host.read(daemonJson), after);
    assert.notEqual(await daemonPid(), pid);
    const network = await host.run("docker", "network", "inspect", "bridge");
    assert.match(network, /"com.docker.network.bridge.enable_icc": "false"/);
    // What runs already is not applied once more.
    await apply();
    await notifications.waitFor(/Docker runs with this configuration already/);
  });
});

test("a change that a running daemon takes over is only reloaded", async (context) => {
  const options = { engine: "docker-28.5", files: { [daemonJson]: before } } as const;
  await withApplyScene(context, options, async (scene) => {
    const { host, workbench, daemonPid } = scene;
    const { notifications } = workbench;
    const pid = await daemonPid();
    // What the file said before is known from before it was saved.
    await scene.open(daemonJson);
    await workbench.openView("Portolan");
    await workbench.page.getByRole("button", { name: "Daemon Configuration Section" }).click();
    await workbench.tree("Daemon Configuration").row("icc").waitFor();
    await scene.edit(daemonJson, '{\n  "icc": true,\n  "debug": true\n}\n');
    await workbench.page.keyboard.press("ControlOrMeta+s");
    await scene.apply();
    const { detail } = await notifications.readDialog();
    assert.match(detail, /\+ "debug": true[^]*A reload is enough; containers are not touched\./);
    await notifications.answerDialog("Reload Docker");
    await workbench.page.getByText("Docker runs with the new configuration.").waitFor();
    assert.equal(await daemonPid(), pid);
    assert.match(await host.run("docker", "info"), /Debug Mode: true/);
  });
});

test("what dockerd itself refuses is neither saved nor restarted", async (context) => {
  const options = {
    engine: "docker-28.5",
    files: { [daemonJson]: before },
    // Our own rule would have said it before.
    settings: { "portolan.daemonConfig.rules": { unknownKey: "off" } },
  } as const;
  await withApplyScene(context, options, async ({ host, workbench, edit, apply, daemonPid }) => {
    const pid = await daemonPid();
    await edit(daemonJson, '{\n  "icc": false,\n  "no-such-key": true\n}\n');
    await apply();
    await workbench.notifications.waitFor(/dockerd refuses this configuration: .*no-such-key/);
    await workbench.screenshot("apply-refused");
    assert.equal(await host.read(daemonJson), before);
    assert.equal(await daemonPid(), pid);
  });
});

test("what our rules know to fail is not even tried", async (context) => {
  // This release has no way to ask it.
  const options = { engine: "docker-20.10", files: { [daemonJson]: before } } as const;
  await withApplyScene(context, options, async ({ workbench, edit, apply, daemonPid }) => {
    const { notifications } = workbench;
    const pid = await daemonPid();
    await edit(daemonJson, '{\n  "icc": false,\n  "no-such-key": true\n}\n');
    await apply();
    await notifications.waitFor(/Docker would not start with this error: .*no-such-key/);
    await notifications.press(/would not start/, "Show Problems");
    await workbench.page.getByRole("tab", { name: /^Problems/, selected: true }).waitFor();
    assert.equal(await daemonPid(), pid);
    await edit(daemonJson, after);
    await apply();
    await notifications.answerDialog("Restart Docker");
    await workbench.page.getByText("Docker runs with the new configuration.").waitFor();
    assert.notEqual(await daemonPid(), pid);
  });
});
