// A configuration with which Docker does not start, for real: the reason from its journal, and the way back.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { daemonJson, withApplyScene } from "./applyScene.ts";

const before = '{\n  "icc": true\n}\n';
/** Nobody can say beforehand that a host has no such file system: dockerd finds out when it starts. */
const impossible = '{\n  "storage-driver": "btrfs"\n}\n';
const dropIn = "/etc/systemd/system/docker.service.d/label.conf";
const labelled = "[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// --label=a=1\n";

test("a start that fails tells why, and the backup brings Docker back", async (context) => {
  const options = { engine: "docker-28.5", files: { [daemonJson]: before } } as const;
  await withApplyScene(context, options, async ({ host, workbench, edit, apply, daemonPid }) => {
    const { notifications } = workbench;
    await edit(daemonJson, impossible);
    await apply();
    await notifications.answerDialog("Restart Docker");
    await notifications.waitFor(/Docker did not start: .*btrfs/);
    await workbench.screenshot("apply-failed");
    assert.equal(await host.read(daemonJson), impossible);
    // Applying something that fails too must not make the first failure the backup.
    await edit(daemonJson, impossible.replace("btrfs", "zfs"));
    await apply();
    await notifications.answerDialog("Restart Docker");
    await notifications.press(/Docker did not start: .*zfs/, "Restore Backup");
    await workbench.page.getByText("Docker runs with its former configuration again.").waitFor();
    await workbench.screenshot("apply-restored");
    assert.equal(await host.read(daemonJson), before);
    assert.notEqual(await daemonPid(), "0");
  });
});

test("a refused order to systemd is told, and can be given again", async (context) => {
  const options = { engine: "docker-28.5", files: { [dropIn]: labelled } } as const;
  await withApplyScene(context, options, async ({ host, workbench, edit, apply, daemonPid }) => {
    const { notifications } = workbench;
    const pid = await daemonPid();
    // With this little space left there, systemd reads nothing anew.
    await host.run("mount", "-o", "remount,size=20M", "/run");
    await edit(dropIn, labelled.replace("a=1", "a=2"));
    await apply();
    const { detail } = await notifications.readDialog();
    assert.match(detail, /^--label a=1 → a=2\n[^]*Changed: \S+\/label\.conf\./);
    await notifications.answerDialog("Restart Docker");
    await notifications.waitFor(/The command failed/);
    await workbench.screenshot("apply-refusedOrder");
    assert.ok((await workbench.readTerminal()).join(" ").includes("not enough space"));
    assert.equal(await daemonPid(), pid);
    await host.run("mount", "-o", "remount,size=100M", "/run");
    await notifications.press(/The command failed/, "Apply Again");
    await notifications.answerDialog("Restart Docker");
    await workbench.page.getByText("Docker runs with the new configuration.").waitFor();
    assert.match(await host.run("docker", "info"), /a=2/);
  });
});
