// Network checks in the real workbench: run from the Testing view, one of them fails and says why, is mended
// and run again, and then they run by themselves.
import { test } from "node:test";
import type { Locator } from "playwright-core";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { openChecks, openWithChecks } from "./checksWorkbench.ts";

const checks = `checks:
  - name: web reaches the API
    from: web
    to: api:8080
    within: 500ms
  - name: the API reaches its database
    from: api
    to: db:5432
  - name: web never sees the database
    from: web
    to: db
    expect: blocked
  - name: the database has no way out
    from: db
    to: internet
    expect: blocked
`;

test("a check that fails says what was expected, what is, why, and what to do", async (context) => {
  await using engine = await startEngine("docker-28.5");
  await shop(engine);
  await using stack = new AsyncDisposableStack();
  const workbench = await openWithChecks(stack, engine, checks);
  await workbench.during(context, async () => {
    const { page } = workbench;
    const tree = await openChecks(workbench);
    await tree.expand("network-checks.yaml");
    await page.getByRole("button", { name: "Run Tests", exact: true }).first().click();
    await tree.row(/^web reaches the API \(Failed\)/).waitFor();
    await tree.row(/^the API reaches its database \(Passed\)/).waitFor();
    await tree.row(/^web never sees the database \(Passed\)/).waitFor();
    await tree.row(/^the database has no way out \(Passed\)/).waitFor();
    const said = (text: RegExp): Locator =>
      page.getByRole("main").getByRole("paragraph").filter({ hasText: text });
    await said(/^web does not reach api:8080: .* Expected reachable, found blocked\.$/).waitFor();
    await said(
      /^In api port 8080 is open at 127\.0\.0\.1 only.* at 0\.0\.0\.0 instead\.$/,
    ).waitFor();
    await said(/^Seen: api: listens at 127\.0\.0\.1 port 8080\.$/).waitFor();
    await workbench.setSideBarWidth(330);
    await page.mouse.move(0, 0);
    await workbench.screenshot("networkChecks");

    await engine.docker("rm", "-f", "api");
    await startApi(engine, "8080");
    await workbench.runCommand("Test: Rerun Failed Tests");
    await tree.row(/^web reaches the API \(Passed\)/).waitFor();

    await page.getByRole("button", { name: "Start Continuous Run" }).first().click();
    await page.mouse.move(0, 0);
    await engine.docker("network", "disconnect", "front", "api");
    await tree.row(/^web reaches the API \(Failed\)/).waitFor();
    await engine.docker("network", "connect", "front", "api");
    await tree.row(/^web reaches the API \(Passed\)/).waitFor();
    await workbench.screenshot("networkChecks-mended");
  });
});

/** A shop whose API listens for itself only. */
async function shop(engine: TestEngine): Promise<void> {
  await engine.docker("network", "create", "front");
  await engine.docker("network", "create", "--internal", "back");
  await run(engine, "web", "front", "80");
  await run(engine, "db", "back", "5432");
  await startApi(engine, "127.0.0.1:8080");
}

async function startApi(engine: TestEngine, listen: string): Promise<void> {
  await run(engine, "api", "front", listen);
  await engine.docker("network", "connect", "back", "api");
  await nameArrives(engine, "web", "api");
  await nameArrives(engine, "api", "db");
}

async function run(
  engine: TestEngine,
  ...[name, network, listen]: readonly [name: string, network: string, listen: string]
): Promise<void> {
  const listening = ["busybox", "httpd", "-f", "-p", listen];
  await engine.docker("run", "-itd", "--name", name, "--network", network, ...listening);
}
