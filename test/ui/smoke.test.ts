// That the package installs and wakes up, in a workspace that is trusted and in one that is not.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { eventually } from "./eventually.ts";
import { openWorkbench } from "./openWorkbench.ts";

for (const workspaceTrust of ["disabled", "enabled"] as const) {
  test(`the package installs and its view opens, workspace trust ${workspaceTrust}`, async (t) => {
    await using workbench = await openWorkbench({
      workspaceTrust,
      env: { DOCKER_HOST: "unix:///nonexistent/docker.sock" },
    });
    await workbench.during(t, async () => {
      await workbench.openView("Extensions");
      await workbench.page
        .getByRole("listitem")
        .and(workbench.page.getByLabel(/^Portolan: Docker Networks/))
        .waitFor();
      await workbench.openView("Portolan");
      await workbench.welcome().waitFor();
      await eventually(async () => {
        assert.notEqual(await workbench.readExtensionLog(), "");
      });
    });
  });
}
