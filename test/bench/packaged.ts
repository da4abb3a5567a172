// The packaged extension that is measured: always packaged anew.
import path from "node:path";
import { run } from "../setup/process.ts";

const projectFolder = path.join(import.meta.dirname, "../..");

/** Runs `npm run package` and resolves to the path of what it made. */
export async function packExtension(): Promise<string> {
  await run("npm", ["run", "package"], { cwd: projectFolder });
  return path.join(projectFolder, "dist/portolan.vsix");
}
