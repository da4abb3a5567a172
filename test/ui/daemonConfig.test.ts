// A daemon's configuration in the real workbench: findings, the view, the effective command line, the version.
import { strict as assert } from "node:assert";
import { cp } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { until } from "./eventually.ts";
import { openWorkbench } from "./openWorkbench.ts";
import { themes, type Workbench } from "./workbench.ts";

const fixture = path.join(import.meta.dirname, "../fixtures/daemonConfig");

async function openFile(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.keyboard.press("ControlOrMeta+p");
  await workbench.quickInput.type(name);
  await workbench.quickInput.pick(name.replace(/^.*\//, ""));
  await workbench.page
    .getByRole("tab", { name: name.replace(/^.*\//, ""), selected: true })
    .waitFor();
}

test("a unit shows what is wrong in it, what dockerd gets, and from where", async (context) => {
  await using folder = await makeTemporaryFolder();
  const workspaceFolder = path.join(folder.path, "host");
  await cp(fixture, workspaceFolder, { recursive: true });
  await using workbench = await openWorkbench({
    workspaceFolder,
    workspaceTrust: "enabled",
    env: { DOCKER_HOST: "unix:///nonexistent/docker.sock" },
  });
  await workbench.during(context, async () => {
    await openFile(workbench, "system/docker.service");
    await workbench.openView("Portolan");
    await workbench.page.getByRole("button", { name: "Daemon Configuration Section" }).click();
    const tree = workbench.tree("Daemon Configuration");
    await tree.row("--mtu").waitFor();
    for (const { theme, shortName } of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`daemonConfig-${shortName}`);
    }
    assert.deepEqual(
      (await tree.rows()).slice(0, 4).map(({ text }) => text),
      [["Command Line"], ["-H", "fd://"], ["--mtu", "1400"], ["--icc", "false"]],
    );
    await tree.select("--icc");
    await workbench.page.getByRole("button", { name: /^Ln 1, Col 15 / }).waitFor();
    await workbench.page.getByRole("tab", { name: "docker", selected: true }).waitFor();
    await workbench.runCommand("Portolan: Show Effective Daemon Configuration");
    await workbench.screenshot("daemonConfig-effective");
    const lines = await workbench.readEditor("Effective Configuration");
    assert.ok(
      lines.some((line) => /--icc=false +docker:1/.test(line)),
      lines.join("\n"),
    );
    await until(async () => (await tree.rows()).length > 0);
  });
});
