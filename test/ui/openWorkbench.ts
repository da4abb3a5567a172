// Starts a workbench with the packaged extension and opens it in a browser. Each one has fresh settings,
// state and extensions, and leaves nothing of it behind.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchChromium, openPage } from "../setup/chromium.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { ensureWorkbench } from "../setup/workbench.ts";
import {
  installExtension,
  quietSettings,
  type Settings,
  startWorkbenchServer,
  type WorkbenchServerOptions,
} from "../setup/workbenchServer.ts";
import { type Theme, Workbench } from "./workbench.ts";

export interface WorkbenchOptions {
  /** Default: what `npm run package` made. */
  readonly vsix?: string;
  readonly settings?: Settings;
  /** Settings of scope `machine`, which user settings cannot hold here. */
  readonly machineSettings?: Settings;
  /** A folder that is opened as it is. Default: a new, empty one. */
  readonly workspaceFolder?: string;
  /** Enabled opens the folder in Restricted Mode. Default: disabled. */
  readonly workspaceTrust?: "enabled" | "disabled";
  /** Where VS Code's server runs, and a folder that is at the same place there. Default: this machine. */
  readonly host?: {
    readonly folder: string;
    readonly enter: NonNullable<WorkbenchServerOptions["enter"]>;
  };
  /** Variables for the extension host, such as DOCKER_HOST, besides ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default: "Default Dark Modern". */
  readonly theme?: Theme;
  /** In CSS pixels. Default: 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of the screen for one CSS pixel. 2 for the README's pictures. Default: 1. */
  readonly scale?: 1 | 2;
}

const packagedExtension = path.join(import.meta.dirname, "../../dist/portolan.vsix");

/** Starts a workbench and resolves when it is on the screen. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const installation = await ensureWorkbench();
  await using started = new AsyncDisposableStack();
  const { path: folder } = started.use(await makeTemporaryFolder(options.host?.folder));
  const folders = {
    dataFolder: path.join(folder, "data"),
    extensionsFolder: path.join(folder, "extensions"),
  };
  const workspaceFolder = options.workspaceFolder ?? path.join(folder, "workspace");
  await mkdir(workspaceFolder, { recursive: true });
  await installExtension(installation, options.vsix ?? packagedExtension, folders);
  const server = started.use(
    await startWorkbenchServer(installation, {
      ...folders,
      workspaceTrust: options.workspaceTrust ?? "disabled",
      env: options.env ?? {},
      ...(options.host !== undefined && { enter: options.host.enter }),
    }),
  );
  const browser = started.use(await launchChromium(installation.chromium));
  const page = await openPage(browser, path.join(folders.dataFolder, "logs", "browser.log"), {
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const workbench = new Workbench(page, {
    address: server.addressOf(workspaceFolder),
    dataFolder: folders.dataFolder,
    workspaceFolder,
    settings: {
      ...quietSettings,
      "workbench.colorTheme": options.theme ?? "Default Dark Modern",
      ...options.settings,
    },
    machineSettings: options.machineSettings ?? {},
    resources: started.move(),
  });
  await workbench.open();
  return workbench;
}
