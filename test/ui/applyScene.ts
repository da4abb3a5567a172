// What the tests of applying share: VS Code on a host where systemd runs Docker, and how one gets to the question.
import type { TestContext } from "node:test";
import {
  startSystemdHost,
  type SystemdHost,
  type SystemdHostOptions,
} from "../engines/systemdHost.ts";
import type { Settings } from "../setup/workbenchServer.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { until } from "./eventually.ts";
import { openWorkbench } from "./openWorkbench.ts";
import type { Workbench } from "./workbench.ts";

export const daemonJson = "/etc/docker/daemon.json";

export interface ApplyScene {
  readonly host: SystemdHost;
  readonly workbench: Workbench;
  /** Opens a file of the host. */
  readonly open: (file: string) => Promise<void>;
  /** Opens a file of the host and makes this its text, without saving it. */
  readonly edit: (file: string, text: string) => Promise<void>;
  /** Calls the command. */
  readonly apply: () => Promise<void>;
  /** The process of the daemon that runs, "0" where none does. */
  readonly daemonPid: () => Promise<string>;
}

export interface ApplySceneOptions extends SystemdHostOptions {
  readonly settings?: Settings;
}

/** Runs a test with a host and a workbench of its own on it. */
export async function withApplyScene(
  test: TestContext,
  { settings = {}, ...options }: ApplySceneOptions,
  body: (scene: ApplyScene) => Promise<void>,
): Promise<void> {
  await using folder = await makeTemporaryFolder();
  await using host = await startSystemdHost({ ...options, folders: [folder.path] });
  await using workbench = await openWorkbench({
    host: { folder: folder.path, enter: host.enter },
    env: { DOCKER_HOST: undefined },
    settings: { "files.autoSave": "off", ...settings },
  });
  await workbench.during(test, () => body(applyScene(host, workbench)));
}

function applyScene(host: SystemdHost, workbench: Workbench): ApplyScene {
  return {
    host,
    workbench,
    open: (file) => openFile(workbench, file),
    edit: async (file, text) => {
      await openFile(workbench, file);
      await replaceText(workbench, text);
    },
    apply: async () => {
      // For some seconds after its start VS Code does not know yet whether a folder is trusted.
      const title = "Portolan: Apply Daemon Configuration…";
      const isThere = async (): Promise<boolean> =>
        (await workbench.findCommands(title)).some((name) => name.startsWith(title));
      await until(isThere);
      await workbench.runCommand(title);
    },
    daemonPid: async () => {
      const words = ["show", "docker.service", "--property=MainPID", "--value"];
      return (await host.run("systemctl", ...words)).trim();
    },
  };
}

async function openFile({ page, quickInput }: Workbench, file: string): Promise<void> {
  const name = file.replace(/^.*\//, "");
  await page.keyboard.press("ControlOrMeta+p");
  await quickInput.type(file);
  await quickInput.pick(name);
  await page.getByRole("tab", { name, selected: true }).waitFor();
}

async function replaceText({ page }: Workbench, text: string): Promise<void> {
  await page.getByRole("main").getByRole("code").last().click();
  await page.keyboard.press("ControlOrMeta+a");
  // What is typed would be completed with closing braces.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("ControlOrMeta+v");
}
