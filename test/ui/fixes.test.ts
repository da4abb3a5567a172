// What a person does about a failure: follows the link or the button that mends it, says yes, and tests again.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { startEngine } from "../engines/testEngine.ts";
import { openChecks, openWithChecks } from "./checksWorkbench.ts";
import { openWorkbench } from "./openWorkbench.ts";

const checks = `checks:
  - name: web reaches db
    from: web
    to: db
`;

test("a failed check is mended from its message, and tested again", async (context) => {
  await using engine = await startEngine("docker-28.5");
  for (const name of ["web", "db"]) {
    await engine.docker("network", "create", `of-${name}`);
    await engine.docker("run", "-itd", "--name", name, "--network", `of-${name}`, "busybox");
  }
  await engine.docker("kill", "db");
  await using stack = new AsyncDisposableStack();
  const workbench = await openWithChecks(stack, engine, checks);
  await workbench.during(context, async () => {
    const { page, notifications } = workbench;
    const tree = await openChecks(workbench);
    await page.getByRole("button", { name: "Run Tests", exact: true }).first().click();
    await tree.row(/^network-checks.yaml \(Failed\)/).waitFor();
    const message = page.getByRole("main");

    await message.getByRole("link", { name: "Start db", exact: true }).click();
    assert.deepEqual(await notifications.readDialog(), {
      message: "Start db?",
      detail: "“db” is started.",
      buttons: ["Cancel", "Start db"],
    });
    await notifications.answerDialog("Start db");
    // Now it runs, and is still on a network of its own.
    await notifications.press(/Done: Start db\./, "Test Again");
    await message.getByRole("link", { name: "Connect web to of-db", exact: true }).click();
    await workbench.screenshot("fixes");
    // VS Code pops up no more than a few messages a second; a person reads the dialog for longer.
    await delay(2000);
    await notifications.answerDialog("Connect web to of-db");
    await notifications.press(/Done: Connect web to of-db\./, "Test Again");
    await tree.row(/^network-checks.yaml \(Passed\)/).waitFor();
  });
});

test("a ping that fails says why, and its button mends it", async (context) => {
  await using engine = await startEngine("docker-28.5");
  for (const name of ["web", "db"]) {
    await engine.docker("network", "create", `of-${name}`);
    await engine.docker("run", "-itd", "--name", name, "--network", `of-${name}`, "busybox");
  }
  await using workbench = await openWorkbench({ env: { DOCKER_HOST: engine.address } });
  await workbench.during(context, async () => {
    const { notifications, quickInput } = workbench;
    await workbench.openView("Portolan");
    const tree = workbench.tree("Networks");
    await tree.expand("of-web");
    await tree.pressAction(tree.row(/^Container web,/), "Ping…");
    await quickInput.pick(/^db/);
    const failed = /db.*does not resolve\. web and db have no network in common\./;
    await notifications.waitFor(failed);
    await workbench.screenshot("fixes-ping");
    await notifications.press(failed, "Connect web to of-db");
    const { detail } = await notifications.readDialog();
    assert.equal(detail, "“web” is connected to “of-db”.");
    // As above.
    await delay(2000);
    await notifications.answerDialog("Connect web to of-db");
    await notifications.press(/Done: Connect web to of-db\./, "Test Again");
    await notifications.waitFor(/web → db .*0% loss/);
  });
});
