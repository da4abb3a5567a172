// The tests in VS Code's server: its extension host is a process of this machine, and the workbench
// around it runs in a headless browser.
import path from "node:path";
import type { Page } from "playwright-core";
import { launchChromium, openPage } from "../setup/chromium.ts";
import { ensureWorkbench } from "../setup/workbench.ts";
import { startWorkbenchServer } from "../setup/workbenchServer.ts";
import type { HostArguments, RunningHost } from "./launcher.ts";

/** Starts the server and opens the page that makes VS Code call the tests. */
export async function runInServer(args: HostArguments): Promise<RunningHost> {
  const workbench = await ensureWorkbench();
  await using started = new AsyncDisposableStack();
  const server = started.use(
    await startWorkbenchServer(workbench, {
      ...args,
      // Without it, the workbench takes no tests to run.
      flags: ["--enable-smoke-test-driver"],
    }),
  );
  const browser = started.use(await launchChromium(workbench.chromium));
  const page = await openPage(browser, path.join(args.dataFolder, "logs", "browser.log"));
  const ended = Promise.race([
    exitOfTests(page),
    server.ended.then(() => "the server ended"),
    page.waitForEvent("crash", { timeout: 0 }).then(
      () => "the page crashed",
      () => "the page closed",
    ),
  ]);
  await page.goto(testAddress(server.port, args));
  const all = started.move();
  return { ended, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** The workbench calls this function, where it exists, when its extension host has ended. */
async function exitOfTests(page: Page): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  await page.exposeFunction("codeAutomationExit", (code: unknown) => {
    resolve(`VS Code ended with ${String(code)}`);
  });
  return promise;
}

function testAddress(port: number, args: HostArguments): string {
  const authority = `127.0.0.1:${port}`;
  const remote = (file: string): string => `vscode-remote://${authority}${file}`;
  const query = new URLSearchParams({
    [args.workspace.endsWith(".code-workspace") ? "workspace" : "folder"]: args.workspace,
    payload: JSON.stringify([
      ["extensionDevelopmentPath", remote(args.extensionDevelopmentPath)],
      ["extensionTestsPath", remote(args.extensionTestsPath)],
    ]),
  });
  return `http://${authority}/?${query.toString()}`;
}
