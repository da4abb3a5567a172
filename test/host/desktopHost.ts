// The tests in a desktop VS Code, where one can be had.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { startChild } from "../setup/child.ts";
import { outerEnvironment } from "../setup/workbenchServer.ts";
import type { HostArguments, RunningHost } from "./launcher.ts";

/** Starts a desktop VS Code: the given executable, or for `desktop` the newest release. */
export async function runInDesktop(executable: string, args: HostArguments): Promise<RunningHost> {
  const command = executable === "desktop" ? await downloadAndUnzipVSCode() : executable;
  const logs = path.join(args.dataFolder, "logs");
  await mkdir(logs, { recursive: true });
  const flags = [
    args.workspace,
    ...["--no-sandbox", "--disable-gpu-sandbox", "--disable-updates", "--skip-welcome"],
    ...["--skip-release-notes", "--no-cached-data"],
    ...(args.workspaceTrust === "disabled" ? ["--disable-workspace-trust"] : []),
    `--user-data-dir=${args.dataFolder}`,
    `--extensions-dir=${args.extensionsFolder}`,
    `--extensionDevelopmentPath=${args.extensionDevelopmentPath}`,
    `--extensionTestsPath=${args.extensionTestsPath}`,
  ];
  const env = { ...outerEnvironment(), ...args.env };
  return startChild(command, flags, { env, log: path.join(logs, "desktop.log") });
}
