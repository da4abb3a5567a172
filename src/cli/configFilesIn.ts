// Which files `portolan lint` judges, from the paths that it is given.
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { placeOfPath, type ConfigFileKind, type SourceFile } from "../daemonConfig/configFile.ts";
import { templateLanguage } from "../daemonConfig/syntax/templates.ts";

export interface LintInput {
  readonly file: SourceFile;
  /** The path as the caller wrote it, or as it continues what the caller wrote. */
  readonly shown: string;
}

/** A path that was named and can't be judged; `reason` is for a person. */
export class UnreadableInput extends Error {
  override readonly name = "UnreadableInput";
}

/**
 * The files at the paths: a named file itself, of a folder all in it that belong to a Docker daemon's
 * configuration, in the order of their names. Throws UnreadableInput for a path that does not exist, and
 * for a named file that is none of these.
 */
export async function configFilesIn(paths: readonly string[]): Promise<readonly LintInput[]> {
  const inputs = new Map<string, LintInput>();
  for (const named of paths) {
    for (const input of await inputsAt(named)) inputs.set(input.file.path, input);
  }
  return [...inputs.values()];
}

async function inputsAt(named: string): Promise<readonly LintInput[]> {
  try {
    if ((await stat(named)).isDirectory()) return await inputsBelow(named);
    const text = await readFile(named, "utf8");
    const kind = kindOf(named, text) ?? kindByContent(named, text);
    if (kind !== undefined) return [inputOf(named, text, kind)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableInput(`${named}: ${reason}`, { cause: error });
  }
  throw new UnreadableInput(
    `${named}: neither its name nor what is in it looks like a unit, a drop-in, an environment file or a ` +
      "daemon.json.",
  );
}

/** Folders that hold other people's files. */
const skippedFolders = new Set([".git", "node_modules"]);

async function inputsBelow(folder: string): Promise<readonly LintInput[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const inputs: LintInput[] = [];
  for (const entry of entries) {
    const shown = path.join(folder, entry.name);
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) {
      inputs.push(...(await inputsBelow(shown)));
    } else if (entry.isFile() && mayConfigure(shown)) {
      const text = await readFile(shown, "utf8");
      const kind = kindOf(shown, text);
      if (kind !== undefined) inputs.push(inputOf(shown, text, kind));
    }
  }
  return inputs;
}

/** Before anything is read: every file of this kind has `docker` or `daemon.json` in its path. */
function mayConfigure(shown: string): boolean {
  return /docker|daemon\.json/i.test(path.resolve(shown));
}

function kindOf(shown: string, text: string): ConfigFileKind | undefined {
  return placeOfPath(path.resolve(shown), text)?.kind;
}

/** Whoever names a file means it, whatever it is called. */
function kindByContent(named: string, text: string): ConfigFileKind | undefined {
  if (/^\s*\{/.test(text) || named.endsWith(".json")) return "daemonJson";
  if (/^\s*\[Socket\]\s*$/m.test(text)) return "socket";
  const isUnit = /^\s*\[[A-Z]\w*\]\s*$/m.test(text);
  if (isUnit) return /\.conf\b/.test(named) ? "dropIn" : "unit";
  const isEnvironment =
    /^\s*\w+\s*=/m.test(text) || isAllComment(text) || templateLanguage(named, text) !== undefined;
  return isEnvironment ? "environment" : undefined;
}

function isAllComment(text: string): boolean {
  return text.split("\n").every((line) => /^\s*([#;].*)?$/.test(line));
}

function inputOf(shown: string, text: string, kind: ConfigFileKind): LintInput {
  const absolute = path.resolve(shown);
  return { shown, file: { uri: pathToFileURL(absolute).href, path: absolute, kind, text } };
}
