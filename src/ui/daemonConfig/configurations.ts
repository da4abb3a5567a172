// The configuration around a document, or of this machine, as VS Code's files and settings make it.
import path from "node:path";
import * as vscode from "vscode";
import { unitFolders, type SourceFile } from "../../daemonConfig/configFile.ts";
import {
  gatherConfiguration,
  type Configuration,
  type GatherOptions,
} from "../../daemonConfig/configuration.ts";
import type { OptionData } from "../../daemonConfig/options/optionData.ts";
import { setting } from "../config.ts";
import type { FileWatch } from "./fileWatch.ts";
import { SeenFiles } from "./seenFiles.ts";
import type { TargetVersions } from "./targetVersions.ts";
import { WorkspaceFiles } from "./workspaceFiles.ts";

/** Who wants to know of each file and folder that a configuration depends on. */
export type Watch = Pick<FileWatch, "file" | "folder">;

export class Configurations {
  readonly seen = new SeenFiles();
  readonly #data: OptionData;
  readonly #versions: TargetVersions;
  readonly #watch: Watch | undefined;
  /** One for each file system, by scheme and authority. */
  readonly #files = new Map<string, WorkspaceFiles>();

  constructor(data: OptionData, versions: TargetVersions, watch?: Watch) {
    this.#data = data;
    this.#versions = versions;
    this.#watch = watch;
  }

  async around(file: SourceFile, signal: AbortSignal): Promise<Configuration> {
    const uri = vscode.Uri.parse(file.uri);
    return gatherConfiguration(file, this.filesFor(uri), this.optionsFor(uri), signal);
  }

  optionsFor(uri: vscode.Uri): GatherOptions {
    const root = rootFor(uri);
    const { version } = this.#versions.of(uri);
    return { version, data: this.#data, ...(root !== undefined && { root }) };
  }

  filesFor(uri: vscode.Uri): WorkspaceFiles {
    const key = `${uri.scheme}://${uri.authority}`;
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const isMachine = uri.scheme === "file";
    const files = new WorkspaceFiles(uri, {
      onDidRead: (filePath, file) => {
        if (isMachine) this.seen.see(filePath, file);
        this.#watch?.file(files.uriOf(filePath));
      },
      onDidList: (folder) => this.#watch?.folder(files.uriOf(folder)),
    });
    this.#files.set(key, files);
    return files;
  }

  /**
   * Notes what a file says on disk. Of an open document that would be asked only when it is too late:
   * what a daemon has read is what the file said before the first change was saved.
   */
  lookAt(uri: vscode.Uri): void {
    // One that can't be read says nothing.
    this.filesFor(uri)
      .onDisk(uri.path)
      .catch(() => undefined);
  }

  /** A file that this machine's own configuration can be gathered around; undefined where there is none. */
  async machineFile(): Promise<SourceFile | undefined> {
    const files = this.filesFor(vscode.Uri.file("/"));
    const units = unitFolders.map((folder) => ({
      ...{ kind: "unit" as const, path: `${folder}/docker.service` },
    }));
    for (const { kind, path: filePath } of [...units, machineJson]) {
      // A file that can't be read is none that anything could be shown of.
      const text = await files.read(filePath).catch(() => undefined);
      if (text === undefined) continue;
      return { uri: files.uriOf(filePath).toString(), path: filePath, kind, text };
    }
    return undefined;
  }

  /** Looks at the disk again from now on. */
  forget(): void {
    for (const files of this.#files.values()) files.forget();
  }
}

const machineJson = { kind: "daemonJson", path: "/etc/docker/daemon.json" } as const;

/** The folder that a setting makes the root; one within the workspace folder may be said without it. */
function rootFor(uri: vscode.Uri): string | undefined {
  const root = setting("portolan.daemonConfig.root", uri);
  if (root === "") return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder === undefined ? root : path.posix.resolve(folder.uri.path, root);
}
