// The daemon configuration helper as a whole: loaded when the first such file is opened, its view is looked at, or a command asks.
import { readdir } from "node:fs/promises";
import * as vscode from "vscode";
import type { SourceFile } from "../../daemonConfig/configFile.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import { diagnose } from "../../daemonConfig/diagnose.ts";
import { loadOptionData, type OptionData } from "../../daemonConfig/optionData.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { onDidChangeSetting, setting } from "../config.ts";
import { UserError } from "../engineErrors.ts";
import { apply } from "./apply.ts";
import { filesOf, readApplyState, type ApplyState } from "./applyState.ts";
import { configFileOf } from "./configDocuments.ts";
import { Configurations } from "./configurations.ts";
import { ConfigurationTree } from "./configurationTree.ts";
import { Diagnostics } from "./diagnostics.ts";
import { diagnosticsOf } from "./problemDiagnostics.ts";
import { TargetVersions } from "./targetVersions.ts";
import { showVersionStatus } from "./versionStatus.ts";

export interface FeatureParts {
  readonly store: NetworkStore;
  readonly log: vscode.LogOutputChannel;
  /** Where backups are kept. */
  readonly storage: vscode.Uri;
}

/** Loads what the feature needs and starts it. */
export async function openFeature(parts: FeatureParts): Promise<DaemonConfigFeature> {
  const [data, interfaces] = await Promise.all([loadOptionData(), interfaceNames()]);
  return new DaemonConfigFeature(parts, data, interfaces);
}

export class DaemonConfigFeature implements vscode.Disposable {
  readonly data: OptionData;
  readonly configurations: Configurations;
  readonly tree: ConfigurationTree;
  readonly #versions: TargetVersions;
  readonly #interfaces: readonly string[];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #diagnostics: Diagnostics;
  readonly #given: FeatureParts;
  readonly #parts: vscode.Disposable;

  /** Fires where the rows of the view may be other ones now. */
  readonly onDidChange = this.#changed.event;

  constructor(given: FeatureParts, data: OptionData, interfaces: readonly string[]) {
    this.data = data;
    this.#given = given;
    this.#interfaces = interfaces;
    this.#versions = new TargetVersions(given.store, data);
    this.configurations = new Configurations(data, this.#versions);
    this.tree = new ConfigurationTree((signal) => this.shown(signal));
    this.#diagnostics = new Diagnostics((...one) => this.#problemsIn(...one), given.log);
    const lookAgain = (): void => {
      this.lookAgain();
    };
    this.#parts = vscode.Disposable.from(
      ...[this.#versions, this.#diagnostics, this.#changed, showVersionStatus(this.#versions)],
      this.#versions.onDidChange(lookAgain),
      onDidChangeSetting(["portolan.daemonConfig.root", "portolan.daemonConfig.rules"], lookAgain),
      vscode.workspace.onDidSaveTextDocument(lookAgain),
      vscode.window.onDidChangeActiveTextEditor(lookAgain),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) lookAgain();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (configFileOf(document) !== undefined) this.#changed.fire();
      }),
    );
  }

  /** Looks at files, settings and the disk anew. */
  lookAgain(): void {
    this.configurations.forget();
    this.#diagnostics.refresh();
    this.#changed.fire();
  }

  /** The configuration of the file in the editor, else of this machine; undefined where there is none. */
  async shown(signal: AbortSignal): Promise<Configuration | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    const open = document === undefined ? undefined : configFileOf(document);
    const file = open ?? (await this.configurations.machineFile());
    return file && this.configurations.around(file, signal);
  }

  /** Lets this machine's Docker take its configuration over. */
  async apply(): Promise<void> {
    const { log, storage } = this.#given;
    const { seen } = this.configurations;
    await apply({
      ...{ log, storage, seen },
      readState: (signal) => this.#applyState(signal),
      countErrors: ({ after }) =>
        filesOf(after).reduce((sum, file) => sum + this.#errorsIn(after, file), 0),
    });
    this.lookAgain();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async #applyState(signal: AbortSignal): Promise<ApplyState | undefined> {
    const file = await this.configurations.machineFile();
    if (file === undefined) {
      throw new UserError(
        vscode.l10n.t("This machine has no docker.service and no daemon.json to apply."),
      );
    }
    const uri = vscode.Uri.parse(file.uri);
    const options = { ...this.configurations.optionsFor(uri), seen: this.configurations.seen };
    return readApplyState(file, this.configurations.filesFor(uri), options, signal);
  }

  #errorsIn(configuration: Configuration, file: SourceFile): number {
    const machine = { interfaces: this.#interfaces };
    const problems = diagnose(configuration, file, { machine });
    return problems.filter(({ severity }) => severity === "error").length;
  }

  async #problemsIn(
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<readonly vscode.Diagnostic[]> {
    const file = configFileOf(document);
    if (file === undefined) return [];
    const configuration = await this.configurations.around(file, signal);
    const machine = { interfaces: this.#interfaces };
    const problems = diagnose(configuration, file, { machine });
    const rules = setting("portolan.daemonConfig.rules", document.uri);
    return diagnosticsOf(problems, document, rules);
  }
}

/** The interfaces of this machine, those without an address included. */
async function interfaceNames(): Promise<readonly string[]> {
  try {
    return await readdir("/sys/class/net");
  } catch {
    // Not Linux: no daemon's file is this machine's own then.
    return [];
  }
}
