// Folders for one run. The name says which process owns it, so that what a crashed run left behind
// is found and removed by the next one.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes an empty folder that is removed with all its content when disposed of. */
export async function makeTemporaryFolder(parent = tmpdir()): Promise<TemporaryFolder> {
  await removeLeftovers(parent);
  const folder = await mkdtemp(path.join(parent, `portolan-${process.pid}-`));
  return { path: folder, [Symbol.asyncDispose]: () => remove(folder) };
}

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = /^portolan-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) await remove(path.join(parent, name));
  }
}

/** A program that is just ending may still write, hence the tries. */
function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
