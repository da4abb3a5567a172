// Fresh windows of the real workbench with the packaged extension in them, each with an extension host
// of its own in which a probe of ours answers.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { launchChromium, openPage } from "../setup/chromium.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { ensureWorkbench } from "../setup/workbench.ts";
import {
  installExtension,
  quietSettings,
  startWorkbenchServer,
  writeSettings,
} from "../setup/workbenchServer.ts";
import { listenForProbes, type Probe } from "./probeLink.ts";
import { emptyExtensionId, probeVariable } from "./probeMessages.ts";
import { watchRows } from "./rowWatch.ts";

/** How long a window starts other things after it has started us; they are not what is measured. */
const settleMs = 2_500;

/** A window whose extension has not been activated yet. Disposing of it closes it. */
export interface HostWindow extends AsyncDisposable {
  readonly page: Page;
  readonly probe: Probe;
}

export interface HostWindows extends AsyncDisposable {
  open(): Promise<HostWindow>;
}

/** Starts a server whose extension hosts see this engine and a folder with these files, and a browser. */
export async function startHostWindows(
  vsix: string,
  engineAddress: string,
  files: Readonly<Record<string, string>> = {},
): Promise<HostWindows> {
  const workbench = await ensureWorkbench();
  await using started = new AsyncDisposableStack();
  const { path: folder } = started.use(await makeTemporaryFolder());
  const place = (name: string): string => path.join(folder, name);
  const folders = { dataFolder: place("data"), extensionsFolder: place("extensions") };
  await mkdir(place("workspace"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(place(`workspace/${name}`)), { recursive: true });
    await writeFile(place(`workspace/${name}`), text);
  }
  await writeSettings(folders.dataFolder, { user: quietSettings, machine: {} });
  await installExtension(workbench, vsix, folders);
  await writeDriver(place("driver"));
  const probes = started.use(await listenForProbes(place("probe.sock")));
  const server = started.use(
    await startWorkbenchServer(workbench, {
      ...folders,
      workspaceTrust: "disabled",
      env: { DOCKER_HOST: engineAddress, [probeVariable]: place("probe.sock") },
      // Without it, the workbench runs no module of ours.
      flags: ["--enable-smoke-test-driver"],
    }),
  );
  const browser = started.use(await launchChromium(workbench.chromium));
  const address = windowAddress(server.port, place("workspace"), place("driver"));
  const all = started.move();
  return {
    open: async () => {
      const page = await openPage(browser, path.join(folders.dataFolder, "logs", "browser.log"));
      const connected = probes.next();
      await page.goto(address);
      return settledWindow(page, await connected);
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

async function settledWindow(page: Page, probe: Probe): Promise<HostWindow> {
  await page.getByRole("tab", { name: /^Explorer/ }).waitFor();
  await delay(settleMs);
  await watchRows(page);
  return {
    page,
    probe,
    [Symbol.asyncDispose]: async () => {
      probe[Symbol.dispose]();
      await page.context().close();
    },
  };
}

/** VS Code runs a module of ours only beside an extension in development: one that does nothing. */
async function writeDriver(folder: string): Promise<void> {
  await mkdir(folder);
  const [publisher, name] = emptyExtensionId.split(".");
  const manifest = {
    ...{ name, publisher, version: "0.0.1", engines: { vscode: "^1.100.0" } },
    ...{ main: "./extension.cjs", activationEvents: ["onCommand:empty"] },
  };
  await writeFile(
    path.join(folder, "extension.cjs"),
    'require("vscode"); exports.activate = () => {};\n',
  );
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await build({
    entryPoints: [path.join(import.meta.dirname, "hostProbe.ts")],
    outfile: path.join(folder, "hostProbe.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
}

function windowAddress(port: number, workspace: string, driver: string): string {
  const authority = `127.0.0.1:${port}`;
  const remote = (file: string): string => `vscode-remote://${authority}${file}`;
  const query = new URLSearchParams({
    folder: workspace,
    payload: JSON.stringify([
      ["extensionDevelopmentPath", remote(driver)],
      ["extensionTestsPath", remote(path.join(driver, "hostProbe.cjs"))],
    ]),
  });
  return `http://${authority}/?${query.toString()}`;
}
