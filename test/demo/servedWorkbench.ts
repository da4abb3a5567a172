// The workbench served to a browser, with Portolan installed.
import path from "node:path";
import { ensureWorkbench } from "../setup/workbench.ts";
import {
  installExtension,
  quietSettings,
  startWorkbenchServer,
  writeSettings,
} from "../setup/workbenchServer.ts";
import type { DemoOptions, Opened } from "./desktop.ts";

/** Serves it, prints the address, and resolves once it answers. Only this machine can reach it. */
export async function serveWorkbench(options: DemoOptions): Promise<Opened> {
  console.log("There is no desktop VS Code here, so it opens in the browser.");
  const workbench = await ensureWorkbench();
  const folders = {
    dataFolder: path.join(options.folder, "data"),
    extensionsFolder: path.join(options.folder, "extensions"),
  };
  await installExtension(workbench, options.vsix, folders);
  await writeSettings(folders.dataFolder, { user: quietSettings, machine: {} });
  const server = options.resources.use(
    await startWorkbenchServer(workbench, {
      ...folders,
      workspaceTrust: "disabled",
      env: options.env,
    }),
  );
  console.log(`Open ${server.addressOf(options.workspace)}`);
  console.log("and click Portolan's compass in the activity bar.");
  return { closed: server.ended.then(() => undefined) };
}
