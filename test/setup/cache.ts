// Where things that take minutes to make (a workbench, an engine's root) outlive a checkout.
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

/** The cache folder: `PORTOLAN_CACHE`, else the user's cache folder. Never inside a checkout. */
export const cacheFolder =
  process.env["PORTOLAN_CACHE"] ??
  path.join(process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"), "portolan");

/**
 * Fills a folder once. `make` works in a temporary folder beside it that is renamed when complete,
 * so a crash never leaves half an entry. The key in the name must change when the content would.
 */
export async function cached(
  key: string,
  make: (folder: string) => Promise<void>,
  exists: (folder: string) => Promise<boolean>,
): Promise<string> {
  const begun = underWay.get(key) ?? fill(key, make, exists);
  underWay.set(key, begun);
  return begun;
}

/** Asked for twice at once, a folder is made once. */
const underWay = new Map<string, Promise<string>>();

async function fill(
  key: string,
  make: (folder: string) => Promise<void>,
  exists: (folder: string) => Promise<boolean>,
): Promise<string> {
  const folder = path.join(cacheFolder, key);
  if (await exists(folder)) return folder;
  const draft = `${folder}.${process.pid}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await make(draft);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  return folder;
}
