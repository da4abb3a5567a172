// A workbench with a file of network checks in its folder, and the Testing view that runs them.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TestEngine } from "../engines/testEngine.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { openWorkbench } from "./openWorkbench.ts";
import type { TreeView } from "./treeView.ts";
import type { Workbench } from "./workbench.ts";

/** Opens the workbench on the engine. It goes with the stack, and its folder after it. */
export async function openWithChecks(
  stack: AsyncDisposableStack,
  engine: TestEngine,
  checks: string,
): Promise<Workbench> {
  const folder = stack.use(await makeTemporaryFolder());
  const workspaceFolder = path.join(folder.path, "shop");
  await mkdir(workspaceFolder);
  await writeFile(path.join(workspaceFolder, "network-checks.yaml"), checks);
  return stack.use(
    await openWorkbench({
      workspaceFolder,
      env: { DOCKER_HOST: engine.address },
      settings: {
        "testing.automaticallyOpenPeekView": "failureInVisibleDocument",
        "testing.automaticallyOpenTestResults": "neverOpen",
      },
    }),
  );
}

/** Opens the Testing view and the file, and resolves to the view's tree. */
export async function openChecks(workbench: Workbench): Promise<TreeView> {
  const { page, quickInput } = workbench;
  await workbench.openView("Testing");
  await page.keyboard.press("ControlOrMeta+p");
  await quickInput.type("network-checks.yaml");
  await quickInput.pick("network-checks.yaml");
  await page.getByRole("tab", { name: "network-checks.yaml", selected: true }).waitFor();
  return workbench.tree("Test Explorer");
}
