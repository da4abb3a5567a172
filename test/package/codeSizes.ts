// What the packaged code weighs.
import { readFile, stat } from "node:fs/promises";
import { createRequire, registerHooks } from "node:module";
import path from "node:path";
import { asRecord, asText } from "../../src/model/json.ts";

const projectFolder = path.join(import.meta.dirname, "../..");

export interface Sizes {
  /** What VS Code loads to activate the extension: `main` and all that it loads outright. */
  readonly activation: number;
  /**
   * All code that the extension can load, but for what only probes make it load: tests and network
   * checks. The command line and the language server run elsewhere.
   */
  readonly host: number;
  /** What tests and network checks make it load besides: probes, their diagnosis, and a parser of YAML. */
  readonly probes: number;
  /** All data that this code can load: dockerd's options, systemd's directives. */
  readonly data: number;
}

/** Bytes of the code that `npm run package` made. */
export async function codeSizes(): Promise<Sizes> {
  const loadable = await withImports(await mainFile(), new Set());
  const withoutProbes = await withImports(await mainFile(), new Set(), isOfProbes);
  return {
    activation: await sizeOf(await activationFiles()),
    host: await sizeOf([...withoutProbes].filter((file) => !isData(file))),
    probes: await sizeOf([...loadable].filter((file) => !isData(file) && !withoutProbes.has(file))),
    data: await sizeOf([...loadable].filter(isData)),
  };
}

/** Bytes of all these files. */
export async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * The files that are loaded when VS Code loads the extension, which is done here without VS Code: its API
 * is not there to be called before the extension is activated.
 */
export async function activationFiles(): Promise<readonly string[]> {
  const main = await mainFile();
  const load = createRequire(main);
  const standIn = { url: "node:module", shortCircuit: true };
  const hooks = registerHooks({
    resolve: (name, context, next) => (name === "vscode" ? standIn : next(name, context)),
  });
  load(main);
  hooks.deregister();
  return Object.keys(load.cache).filter((file) => file.startsWith(path.dirname(main)));
}

/** Names of the files, code and data, that only the daemon configuration helper loads. */
export async function configurationFiles(): Promise<ReadonlySet<string>> {
  const main = await mainFile();
  const isEntry = (file: string): boolean => path.basename(file).startsWith("feature-");
  const others = await withImports(main, new Set(), isEntry);
  const all = await withImports(main, new Set());
  return new Set([...all].filter((file) => !others.has(file)).map((file) => path.basename(file)));
}

/** A file and all that it loads, at once or later, and those in turn; some may be left out. */
async function withImports(
  file: string,
  known: Set<string>,
  isLeftOut: (file: string) => boolean = () => false,
): Promise<ReadonlySet<string>> {
  if (known.has(file) || isLeftOut(file)) return known;
  known.add(file);
  if (isData(file)) return known;
  const text = await readFile(file, "utf8");
  for (const [, imported = ""] of text.matchAll(/\brequire\("(\.\/[^"]+)"\)/g)) {
    await withImports(path.join(path.dirname(file), imported), known, isLeftOut);
  }
  return known;
}

/** What `ui/checks/register.ts` waits to load, and what the commands that write checks, test, ping and mend load. */
function isOfProbes(file: string): boolean {
  const names =
    /^(networkChecks|recordChecks|suggestChecks|networkTests|pingFlow|probeHelpers|applyLink|explainCause)-/;
  return names.test(path.basename(file));
}

function isData(file: string): boolean {
  return file.endsWith(".json");
}

async function mainFile(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(projectFolder, "package.json"), "utf8"),
  );
  return path.join(projectFolder, asText(asRecord(manifest)["main"]));
}
