// What the packaged code weighs.
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { asRecord, asText } from "../../src/model/json.ts";

const projectFolder = path.join(import.meta.dirname, "../..");
const distFolder = path.join(projectFolder, "dist");

export interface Sizes {
  /** What VS Code loads to activate the extension: `main` and all that it imports outright. */
  readonly activation: number;
  /** All code that is packed for the extension host. */
  readonly host: number;
}

/** Bytes of the code that `npm run package` made. */
export async function codeSizes(): Promise<Sizes> {
  const manifest = asRecord(
    JSON.parse(await readFile(path.join(projectFolder, "package.json"), "utf8")),
  );
  const main = path.join(projectFolder, asText(manifest["main"]));
  const code = (await readdir(distFolder)).filter((name) => /\.[cm]js$/.test(name));
  return {
    activation: await sizeOf([...(await withImports(main, new Set()))]),
    host: await sizeOf(code.map((name) => path.join(distFolder, name))),
  };
}

/** Bytes of all these files. */
export async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * A module and those that it cannot load without. A dynamic `import()` has a parenthesis and is left
 * out.
 */
async function withImports(file: string, known: Set<string>): Promise<ReadonlySet<string>> {
  if (known.has(file)) return known;
  known.add(file);
  const text = await readFile(file, "utf8");
  for (const [, imported = ""] of text.matchAll(/\b(?:from|import)\s*"(\.\/[^"]+)"/g)) {
    await withImports(path.join(path.dirname(file), imported), known);
  }
  return known;
}
