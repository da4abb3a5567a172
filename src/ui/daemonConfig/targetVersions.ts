// Which release each file's configuration is for, as the engine, the settings and the user's choice are now.
import * as vscode from "vscode";
import { placeOfPath } from "../../daemonConfig/configFile.ts";
import {
  parseEngineVersion,
  type EngineVersion,
} from "../../daemonConfig/options/engineVersion.ts";
import type { OptionData } from "../../daemonConfig/options/optionData.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { onDidChangeSetting, setting } from "../config.ts";
import { targetVersion, type TargetVersion } from "./targetVersion.ts";

export class TargetVersions implements vscode.Disposable {
  readonly #store: NetworkStore;
  readonly #newest: EngineVersion;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  #chosen: EngineVersion | undefined;

  /** Fires where any file's version may be another one now. */
  readonly onDidChange = this.#changed.event;

  constructor(store: NetworkStore, data: OptionData) {
    this.#store = store;
    this.#newest = parseEngineVersion(data.newestEngine) ?? [99, 0, 0];
    let known = this.#engineVersion()?.join(".");
    const check = (): void => {
      const version = this.#engineVersion()?.join(".");
      if (version === known) return;
      known = version;
      this.#changed.fire();
    };
    this.#listening = vscode.Disposable.from(
      this.#changed,
      onDidChangeSetting(["portolan.daemonConfig.engineVersion"], () => {
        this.#changed.fire();
      }),
      store.onDidChangeState(check),
      store.onDidChange(check),
    );
  }

  /** The version for a file. Asks no engine: only one that is connected anyway counts. */
  of(uri: vscode.Uri): TargetVersion {
    return targetVersion({
      isOfThisMachine: isOfThisMachine(uri),
      chosen: this.#chosen,
      engine: this.#engineVersion(),
      setting: setting("portolan.daemonConfig.engineVersion", uri),
      newest: this.#newest,
    });
  }

  /** Judges this machine's files for another version than its engine's until the window closes; undefined ends that. */
  choose(version: EngineVersion | undefined): void {
    this.#chosen = version;
    this.#changed.fire();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Podman has no such configuration, and an engine elsewhere says nothing of this machine's files. */
  #engineVersion(): EngineVersion | undefined {
    const { state, picture } = this.#store;
    if (state.kind !== "connected" || picture?.engine.product !== "docker") return undefined;
    if (state.client.connection.target.address.kind !== "socket") return undefined;
    return parseEngineVersion(picture.engine.version);
  }
}

/** True for the files that this machine's own daemon reads. */
export function isOfThisMachine({ scheme, path }: vscode.Uri): boolean {
  return scheme === "file" && placeOfPath(path)?.root === "";
}
