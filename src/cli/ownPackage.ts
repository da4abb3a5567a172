// The package that this program is a part of, bundled or not.
import { readFile } from "node:fs/promises";
import path from "node:path";

export interface OwnPackage {
  readonly folder: string;
  readonly version: string;
}

/** The nearest package above this file. Throws where there is none. */
export async function ownPackage(): Promise<OwnPackage> {
  let folder = import.meta.dirname;
  for (;;) {
    try {
      const text = await readFile(path.join(folder, "package.json"), "utf8");
      return { folder, version: versionIn(text) };
    } catch (error) {
      const parent = path.dirname(folder);
      if (parent === folder) throw error;
      folder = parent;
    }
  }
}

function versionIn(text: string): string {
  const manifest: unknown = JSON.parse(text);
  const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isManifest && typeof manifest.version === "string" ? manifest.version : "";
}
