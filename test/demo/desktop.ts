// VS Code's desktop with Portolan in a profile of its own: the user's windows stay as they are.
import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { run } from "../setup/process.ts";
import { outerEnvironment, quietSettings, writeSettings } from "../setup/workbenchServer.ts";

export interface DemoOptions {
  readonly vsix: string;
  /** An empty folder for settings and extensions. */
  readonly folder: string;
  readonly workspace: string;
  readonly env: NodeJS.ProcessEnv;
  /** What is opened ends with these. */
  readonly resources: AsyncDisposableStack;
}

/** What was opened; `closed` resolves when the user, and not we, ended it. */
export interface Opened {
  readonly closed: Promise<void>;
}

/** Opens a window where there is a screen and a `code` command; undefined without. */
export async function openDesktop(options: DemoOptions): Promise<Opened | undefined> {
  if (!hasScreen()) return undefined;
  const dataFolder = path.join(options.folder, "data");
  const profile = [
    `--user-data-dir=${dataFolder}`,
    `--extensions-dir=${path.join(options.folder, "extensions")}`,
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  // Without what a terminal of VS Code adds: it would lead into the window around that terminal.
  const env = { ...outerEnvironment(), ...options.env };
  const hasCode = await run("code", [...profile, "--version"], { env }).then(
    () => true,
    () => false,
  );
  if (!hasCode) return undefined;
  await run("code", [...profile, `--install-extension=${options.vsix}`], { env });
  await writeSettings(dataFolder, { user: quietSettings, machine: {} });
  const window = ["--new-window", "--wait", "--disable-workspace-trust", options.workspace];
  const command = spawn("code", [...profile, ...window], { env, stdio: "ignore", detached: true });
  const closed = new Promise<void>((resolve, reject) => {
    command.once("error", reject);
    command.once("close", () => {
      resolve();
    });
  });
  options.resources.defer(() => closeWindow(command, dataFolder, closed));
  console.log("VS Code opens with Portolan installed: click its compass in the activity bar.");
  return { closed };
}

/** A window of the Windows side of WSL would know neither our profile nor our engine. */
function hasScreen(): boolean {
  if (process.platform !== "linux") return true;
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  return (DISPLAY ?? WAYLAND_DISPLAY) !== undefined && WSL_DISTRO_NAME === undefined;
}

/** The command only waits for the window. The pid of what shows it stands in the profile. */
async function closeWindow(
  command: ChildProcess,
  dataFolder: string,
  closed: Promise<void>,
): Promise<void> {
  if (command.exitCode !== null || command.signalCode !== null) return;
  const pid = Number(await readFile(path.join(dataFolder, "code.lock"), "utf8").catch(() => ""));
  if (pid > 0) process.kill(pid, "SIGTERM");
  else command.kill();
  await closed;
}
