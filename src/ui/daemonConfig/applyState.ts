// What applying starts from: the files as the running daemon has read them, and as they are in the editor.
import type * as vscode from "vscode";
import { planApply, type ApplyPlan } from "../../daemonConfig/applyPlan.ts";
import type { SourceFile } from "../../daemonConfig/configFile.ts";
import {
  gatherConfiguration,
  type Configuration,
  type GatherOptions,
} from "../../daemonConfig/configuration.ts";
import { filesOfUnit } from "../../daemonConfig/effectiveUnit.ts";
import type { FileReader } from "../../daemonConfig/fileReader.ts";
import { versionOfDaemon } from "./applyChecks.ts";
import { runningProcess, serviceState } from "./runningDaemon.ts";
import type { SeenFiles } from "./seenFiles.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

export interface ApplyState {
  readonly unitName: string;
  /** As the daemon runs with it; undefined where none runs. */
  readonly before: Configuration | undefined;
  /** As it shall be. */
  readonly after: Configuration;
  /** Documents of the configuration that are not saved yet. */
  readonly unsaved: readonly vscode.TextDocument[];
  /** Undefined where no daemon runs: starting it takes everything over. */
  readonly plan: ApplyPlan | undefined;
  /** What is known of each changed file before its change; undefined for one that was not there. */
  readonly backup: ReadonlyMap<string, string | undefined>;
}

/** Undefined where no systemd runs here. Reads, and asks systemd; changes nothing. */
export async function readApplyState(
  file: SourceFile,
  files: WorkspaceFiles,
  { seen, ...judged }: GatherOptions & { readonly seen: SeenFiles },
  signal: AbortSignal,
): Promise<ApplyState | undefined> {
  files.forget();
  const first = await gatherConfiguration(file, files, judged, signal);
  // What counts here is the daemon that will start, whatever release the files are written for.
  const version = (await versionOfDaemon(first, signal)) ?? judged.version;
  const options = { ...judged, version };
  const after = await gatherConfiguration(file, files, options, signal);
  const unitName = after.unit?.name ?? "docker.service";
  const service = await serviceState(unitName, signal);
  if (service === undefined) return undefined;
  const unsaved = filesOf(after).flatMap(({ path }) => unsavedDocument(files, path));
  const running = service.mainPid === 0 ? undefined : await runningProcess(service.mainPid);
  if (running === undefined) {
    const backup = await onDiskOf(unsaved, files);
    return { unitName, before: undefined, after, unsaved, plan: undefined, backup };
  }
  const earlier = new EarlierFiles(files, seen, running.startedAt);
  const text = await earlier.read(file.path);
  const before = await gatherConfiguration({ ...file, text: text ?? "" }, earlier, options, signal);
  const old = new Map(filesOf(before).map((each) => [each.path, each.text]));
  if (text === undefined) old.delete(file.path);
  const now = new Map(filesOf(after).map((each) => [each.path, each.text]));
  const plan = planApply({
    ...{ before, after },
    runningWords: running.words,
    // A hidden unit is looked at, and changes nothing.
    unknownFiles: [...earlier.unknown].filter((path) => old.has(path) || now.has(path)),
    needsDaemonReload: service.needsDaemonReload,
  });
  const backup = backupOf(old, now);
  return { unitName, before, after, unsaved, plan, backup };
}

/** All files that a configuration is made of. */
export function filesOf({
  unit,
  socket,
  environmentSources,
  daemonJson,
}: Configuration): readonly SourceFile[] {
  return [
    ...(unit === undefined ? [] : filesOfUnit(unit)),
    ...environmentSources.flatMap(({ files }) => files),
    ...[socket, daemonJson?.file].filter((file) => file !== undefined),
  ];
}

/** The files as a daemon that started at a moment has read them. */
class EarlierFiles implements FileReader {
  /** Paths of files that have changed since, from nobody knows what. */
  readonly unknown = new Set<string>();
  readonly #files: WorkspaceFiles;
  readonly #seen: SeenFiles;
  readonly #startedAt: number;

  constructor(files: WorkspaceFiles, seen: SeenFiles, startedAt: number) {
    this.#files = files;
    this.#seen = seen;
    this.#startedAt = startedAt;
  }

  async read(path: string): Promise<string | undefined> {
    const now = await this.#files.onDisk(path);
    const earlier = this.#seen.textAt(path, this.#startedAt, now);
    switch (earlier.kind) {
      case "text":
        return earlier.text;
      case "missing":
        return undefined;
      case "unknown":
        this.unknown.add(path);
        return now?.text;
    }
  }

  list(path: string): Promise<readonly string[]> {
    return this.#files.list(path);
  }
}

function unsavedDocument(files: WorkspaceFiles, path: string): readonly vscode.TextDocument[] {
  const document = files.documentOf(path);
  return document?.isDirty === true ? [document] : [];
}

async function onDiskOf(
  documents: readonly vscode.TextDocument[],
  files: WorkspaceFiles,
): Promise<ReadonlyMap<string, string | undefined>> {
  const entries = documents.map(async ({ uri }) => {
    return [uri.path, (await files.onDisk(uri.path))?.text] as const;
  });
  return new Map(await Promise.all(entries));
}

/** A file that nobody knows the earlier text of counts as it is on disk. */
function backupOf(
  old: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | undefined> {
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) => old.get(path) !== now.get(path),
  );
  return new Map(changed.map((path) => [path, old.get(path)]));
}
