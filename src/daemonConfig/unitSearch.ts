// Finds a unit and its drop-ins below a root, in systemd's order.
import { uriOfPath, unitFolders, type ConfigFileKind, type SourceFile } from "./configFile.ts";
import type { EffectiveUnit } from "./effectiveUnit.ts";
import type { FileReader } from "./fileReader.ts";

/** What reads files around one that is at hand, and gives that one as it is. */
export interface Search {
  readonly file: SourceFile;
  readonly reader: FileReader;
  readonly signal: AbortSignal;
}

/** Where a unit is looked for: folders, the strongest first. */
export function foldersBelow(root: string): readonly string[] {
  return unitFolders.map((folder) => root + folder);
}

/** The unit of a name in these folders, with its drop-ins; undefined where there is neither. */
export async function findUnit(
  name: string,
  folders: readonly string[],
  search: Search,
): Promise<EffectiveUnit | undefined> {
  const [units, dropIns] = await Promise.all([
    Promise.all(folders.map((folder) => sourceAt(`${folder}/${name}`, "unit", search))),
    findDropIns(name, folders, search),
  ]);
  const [main, ...hidden] = units.filter((unit) => unit !== undefined);
  if (main === undefined && dropIns.length === 0) return undefined;
  return { name, main, dropIns, hidden, isMasked: main?.text === "" };
}

/** The file at a path, or why there is none. */
export async function readSource(
  path: string,
  kind: ConfigFileKind,
  { file, reader, signal }: Search,
): Promise<SourceFile | "missing" | "unreadable"> {
  if (path === file.path) return file;
  try {
    const text = await reader.read(path, signal);
    return text === undefined ? "missing" : { uri: uriOfPath(path, file), path, kind, text };
  } catch {
    // What matters is what is known of the file: nothing. Unless nobody wants to know any more.
    signal.throwIfAborted();
    return "unreadable";
  }
}

/** The file at a path, undefined where there is none or it can't be read. */
export async function sourceAt(
  path: string,
  kind: ConfigFileKind,
  search: Search,
): Promise<SourceFile | undefined> {
  const source = await readSource(path, kind, search);
  return typeof source === "string" ? undefined : source;
}

/**
 * Drop-ins go by their file name, over all folders; of several with one name only the one in the
 * strongest folder is read, and if that is empty, none.
 */
async function findDropIns(
  name: string,
  folders: readonly string[],
  search: Search,
): Promise<readonly SourceFile[]> {
  const places = dropInFolders(name).flatMap((inner) =>
    folders.map((folder) => `${folder}/${inner}`),
  );
  const listings = await Promise.all(
    places.map(async (folder) => {
      const names = new Set(await search.reader.list(folder, search.signal));
      const own = search.file.path.slice(folder.length + 1);
      if (search.file.path === `${folder}/${own}` && !own.includes("/")) names.add(own);
      return [...names].filter(isDropInName).map((fileName) => [fileName, folder] as const);
    }),
  );
  // Reversed, so that the strongest folder has the last word.
  const strongest = new Map(listings.flat().reverse());
  const sorted = [...strongest].sort(([one], [other]) => (one < other ? -1 : 1));
  const files = await Promise.all(
    sorted.map(([fileName, folder]) => sourceAt(`${folder}/${fileName}`, "dropIn", search)),
  );
  return files.filter((file) => file !== undefined).filter(({ text }) => text !== "");
}

/** The most special first: of the unit, of its name's beginnings (`docker-.service.d`), of all services. */
function dropInFolders(name: string): readonly string[] {
  const stem = name.slice(0, name.lastIndexOf("."));
  const beginnings = Array.from(stem.matchAll(/-/g), ({ index }) => stem.slice(0, index + 1));
  return [`${name}.d`, ...beginnings.reverse().map((part) => `${part}.service.d`), "service.d"];
}

function isDropInName(name: string): boolean {
  return name.endsWith(".conf") && !name.startsWith(".");
}
