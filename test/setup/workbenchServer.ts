// VS Code's server on a free loopback port: settings in, an address out. It opens no browser.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { startChild } from "./child.ts";
import { run } from "./process.ts";
import type { Workbench } from "./workbench.ts";

export type Settings = Readonly<Record<string, unknown>>;

export interface WorkbenchServerOptions {
  /** Where settings, state and logs go: the user data folder. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly workspaceTrust: "enabled" | "disabled";
  /** Variables for the extension host, besides ours. Undefined removes one. */
  readonly env?: NodeJS.ProcessEnv;
  /** More flags for the server. */
  readonly flags?: readonly string[];
  /** Makes the argv of a program that is to run elsewhere, where these folders are too. */
  readonly enter?: (command: string, ...args: readonly string[]) => readonly [string, ...string[]];
}

export interface WorkbenchServer extends AsyncDisposable {
  readonly port: number;
  /** Resolves when the server has ended, by itself or not, with words for how. */
  readonly ended: Promise<string>;
  /** What to open in a browser to get a workbench with this folder. */
  addressOf(folder: string): string;
}

/** A workbench that stays quiet: nothing asks, greets, phones home, or draws over what we look at. */
export const quietSettings: Settings = {
  "chat.disableAIFeatures": true,
  "editor.accessibilitySupport": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "json.schemaDownload.enable": false,
  "remote.autoForwardPorts": false,
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "terminal.integrated.gpuAcceleration": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.restoreWindows": "none",
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Writes the user's settings, and those of the machine (the only ones of scope `machine`). */
export async function writeSettings(
  dataFolder: string,
  settings: { readonly user: Settings; readonly machine: Settings },
): Promise<void> {
  for (const [folder, content] of [
    [path.join(dataFolder, "User"), settings.user],
    [path.join(dataFolder, "Machine"), settings.machine],
  ] as const) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "settings.json"), JSON.stringify(content, undefined, 2));
  }
}

/** Starts VS Code's server and resolves when it listens. Nobody but this machine can reach it. */
export async function startWorkbenchServer(
  workbench: Workbench,
  options: WorkbenchServerOptions,
): Promise<WorkbenchServer> {
  const logs = path.join(options.dataFolder, "logs");
  // The server leaves its sockets behind; here they go with the rest.
  const temporary = path.join(options.dataFolder, "tmp");
  for (const folder of [logs, temporary]) await mkdir(folder, { recursive: true });
  const enter = options.enter ?? ((...argv) => argv);
  const [command, ...args] = enter(workbench.node, ...serverArgs(workbench, options));
  const server = startChild(command, args, {
    env: { ...outerEnvironment(), TMPDIR: temporary, ...options.env },
    log: path.join(logs, "server.log"),
  });
  const [, port = ""] = await server.waitFor(/Extension host agent listening on (\d+)/);
  return {
    ...server,
    port: Number(port),
    addressOf: (folder) =>
      `http://127.0.0.1:${port}/?${new URLSearchParams({ folder }).toString()}`,
  };
}

function serverArgs(workbench: Workbench, options: WorkbenchServerOptions): string[] {
  return [
    ...[workbench.server, "--host=127.0.0.1", "--port=0", "--without-connection-token"],
    ...["--accept-server-license-terms", "--disable-telemetry"],
    ...dataArgs(options),
    ...(options.workspaceTrust === "disabled" ? ["--disable-workspace-trust"] : []),
    ...(options.flags ?? []),
  ];
}

/** Installs a packaged extension for the servers that are started over the same folders. */
export async function installExtension(
  workbench: Workbench,
  vsix: string,
  options: Pick<WorkbenchServerOptions, "dataFolder" | "extensionsFolder">,
): Promise<void> {
  const args = [workbench.server, "--accept-server-license-terms", ...dataArgs(options)];
  await run(workbench.node, [...args, `--install-extension=${vsix}`], { env: outerEnvironment() });
}

function dataArgs(
  options: Pick<WorkbenchServerOptions, "dataFolder" | "extensionsFolder">,
): string[] {
  return [`--user-data-dir=${options.dataFolder}`, `--extensions-dir=${options.extensionsFolder}`];
}

/** Our environment without what would bind a VS Code or a test to an outer one. */
export function outerEnvironment(): NodeJS.ProcessEnv {
  const outer = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}
