// A daemon's whole configuration around one of its files: unit, drop-ins, environment files, daemon.json.
import { placeOfPath, type SourceFile } from "./configFile.ts";
import { daemonCommands, type DaemonCommand, type WordContext } from "./daemonCommand.ts";
import { effectiveOptions, type EffectiveOption } from "./effectiveOptions.ts";
import { listSetting, type EffectiveUnit } from "./effectiveUnit.ts";
import type { EngineVersion } from "./options/engineVersion.ts";
import {
  definitionsOf,
  environmentOf,
  readEnvironmentSources,
  type EnvironmentSource,
  type VariableDefinition,
} from "./environmentSources.ts";
import type { FileReader } from "./fileReader.ts";
import { commandsOfVariables } from "./looseVariables.ts";
import type { OptionData } from "./options/optionData.ts";
import { systemSpecifiers } from "./syntax/specifiers.ts";
import { pathOfMade } from "./syntax/templates.ts";
import { findUnit, foldersBelow, readSource, sourceAt, type Search } from "./unitSearch.ts";

/**
 * What is known around a file. `machine`: everything, it is this machine's own. `tree`: what a copy of
 * a file system holds, so what it lacks may still be there in the end. `alone`: the file itself, with a
 * unit's drop-ins beside it.
 */
export type ConfigurationScope = "machine" | "tree" | "alone";

export interface Configuration {
  readonly scope: ConfigurationScope;
  /** Without a slash at its end, so empty for the machine's own; undefined for `alone`. */
  readonly root: string | undefined;
  /** The release that the configuration is for. */
  readonly version: EngineVersion;
  readonly data: OptionData;
  readonly unit: EffectiveUnit | undefined;
  /** docker.socket, where there is one. */
  readonly socket: SourceFile | undefined;
  /** In the order in which they take effect. */
  readonly environmentSources: readonly EnvironmentSource[];
  /** In the order in which they take effect, overridden ones included. */
  readonly definitions: readonly VariableDefinition[];
  /**
   * What starts dockerd: one, unless the unit is broken. For an environment file whose unit is not known,
   * the options in each of its variables.
   */
  readonly commands: readonly DaemonCommand[];
  readonly daemonJson: DaemonJsonSource | undefined;
  /** What command line and daemon.json say, each with its places. */
  readonly options: readonly EffectiveOption[];
}

export interface DaemonJsonSource {
  readonly path: string;
  /** True where the command line says which file; dockerd doesn't start without it then. */
  readonly isNamed: boolean;
  readonly status: "read" | "missing" | "unreadable";
  readonly file: SourceFile | undefined;
}

export interface GatherOptions {
  readonly version: EngineVersion;
  readonly data: OptionData;
  /** A folder that is the root of all files in it, whatever their paths look like. */
  readonly root?: string;
}

/** Reads what belongs to a file's configuration. The file itself is taken as it is given. */
export async function gatherConfiguration(
  file: SourceFile,
  reader: FileReader,
  options: GatherOptions,
  signal: AbortSignal,
): Promise<Configuration> {
  const { version, data } = options;
  const search = { file, reader, signal };
  const root = rootOf(file, options.root);
  const scope = scopeOf(root);
  const { unit, socket } = await findUnits(root, search);
  // OpenRC's own file has nothing to do with a unit, even where there is one.
  const isAlone = file.kind === "openrc" || (unit?.main === undefined && isEnvironment(file));
  const specifiers = systemSpecifiers(unit?.name ?? "docker.service");
  const isWhole = scope === "machine";
  const environmentSources =
    unit === undefined || isAlone
      ? []
      : await readEnvironmentSources(unit, specifiers, { root, isWhole }, search);
  // A file that nobody may read can set anything.
  const isKnown = environmentSources.every(({ status }) => status !== "unreadable");
  const definitions = isAlone ? [] : definitionsOf(unit, environmentSources);
  const environment = environmentOf(definitions);
  const context = { environment, specifiers, isWhole: isWhole && isKnown, version, data };
  const commands = isAlone ? commandsOfVariables(file, context) : commandsOfUnit(unit, context);
  const daemonJson = await findDaemonJson(commands, root, search);
  signal.throwIfAborted();
  const effective = effectiveOptions(commands, daemonJson?.file, { version, data });
  return {
    ...{ scope, root, version, data, unit: isAlone ? undefined : unit, socket, commands },
    ...{ environmentSources, definitions, daemonJson, options: effective },
  };
}

function rootOf({ path, text }: SourceFile, configured: string | undefined): string | undefined {
  // A template is not read where it is.
  if (pathOfMade(path) !== path) return undefined;
  const folder = configured?.replace(/\/+$/, "");
  if (folder !== undefined && path.startsWith(`${folder}/`)) return folder;
  return placeOfPath(path, text)?.root;
}

function scopeOf(root: string | undefined): ConfigurationScope {
  if (root === undefined) return "alone";
  return root === "" ? "machine" : "tree";
}

function isEnvironment({ kind }: SourceFile): boolean {
  return kind === "environment";
}

async function findUnits(
  root: string | undefined,
  search: Search,
): Promise<{ unit: EffectiveUnit | undefined; socket: SourceFile | undefined }> {
  const { file } = search;
  const name = placeOfPath(file.path, file.text)?.unitName ?? "docker.service";
  const folders = root === undefined ? foldersBeside(file, name) : foldersBelow(root);
  const socketName = name.replace(/service$/, "socket");
  const [unit, sockets] = await Promise.all([
    findUnit(name, folders, search),
    Promise.all(folders.map((folder) => sourceAt(`${folder}/${socketName}`, "socket", search))),
  ]);
  const isFound = unit !== undefined || root !== undefined;
  return {
    unit: isFound ? unit : unitOf(name, file),
    socket: sockets.find((socket) => socket !== undefined),
  };
}

/** A unit or drop-in that isn't where systemd looks for one still is one. */
function unitOf(name: string, file: SourceFile): EffectiveUnit | undefined {
  const rest = { name, hidden: [], isMasked: false };
  if (file.kind === "unit") return { ...rest, main: file, dropIns: [] };
  return file.kind === "dropIn" ? { ...rest, main: undefined, dropIns: [file] } : undefined;
}

/** A unit outside of any tree has its drop-ins in the folder of its name beside it. */
function foldersBeside({ path, kind }: SourceFile, name: string): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (kind === "dropIn")
    return folder.endsWith(`/${name}.d`) ? [folder.slice(0, -3 - name.length)] : [];
  return kind === "unit" && path.endsWith(`/${name}`) ? [folder] : [];
}

function commandsOfUnit(
  unit: EffectiveUnit | undefined,
  context: WordContext,
): readonly DaemonCommand[] {
  if (unit === undefined) return [];
  return listSetting(unit, "Service", "ExecStart").flatMap((setting) =>
    daemonCommands(setting, context),
  );
}

const defaultDaemonJson = "/etc/docker/daemon.json";

async function findDaemonJson(
  commands: readonly DaemonCommand[],
  root: string | undefined,
  search: Search,
): Promise<DaemonJsonSource | undefined> {
  const { file } = search;
  if (file.kind === "daemonJson" && root === undefined) {
    return { path: file.path, isNamed: false, status: "read", file };
  }
  if (root === undefined) return undefined;
  const named = commands
    .flatMap(({ flags }) => flags.uses)
    .findLast(({ option }) => option.name === "config-file")?.value;
  // systemd starts a daemon in `/`.
  const path = root + (named ?? defaultDaemonJson).replace(/^(?!\/)/, "/");
  const source = await readSource(path, "daemonJson", search);
  const isRead = typeof source !== "string";
  return {
    path,
    isNamed: named !== undefined,
    status: isRead ? "read" : source,
    file: isRead ? source : undefined,
  };
}
