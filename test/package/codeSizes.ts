// What the packaged code weighs.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { asRecord, asText } from "../../src/model/json.ts";

const projectFolder = path.join(import.meta.dirname, "../..");

export interface Sizes {
  /** What VS Code loads to activate the extension: `main` and all that it imports outright. */
  readonly activation: number;
  /** All code that the extension can load: the command line and the language server run elsewhere. */
  readonly host: number;
}

/** Bytes of the code that `npm run package` made. */
export async function codeSizes(): Promise<Sizes> {
  const manifest = asRecord(
    JSON.parse(await readFile(path.join(projectFolder, "package.json"), "utf8")),
  );
  const main = path.join(projectFolder, asText(manifest["main"]));
  return {
    activation: await sizeOf([...(await withImports(main, outrightImport, new Set()))]),
    host: await sizeOf([...(await withImports(main, anyImport, new Set()))]),
  };
}

/** Bytes of all these files. */
export async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A dynamic `import()` has a parenthesis. */
const outrightImport = /\b(?:from|import)\s*"(\.\/[^"]+)"/g;
const anyImport = /\b(?:from|import)\s*\(?\s*"(\.\/[^"]+)"/g;

/** A module and all that it imports in that way, and those in turn. */
async function withImports(
  file: string,
  pattern: RegExp,
  known: Set<string>,
): Promise<ReadonlySet<string>> {
  if (known.has(file)) return known;
  known.add(file);
  const text = await readFile(file, "utf8");
  for (const [, imported = ""] of text.matchAll(pattern)) {
    await withImports(path.join(path.dirname(file), imported), pattern, known);
  }
  return known;
}
