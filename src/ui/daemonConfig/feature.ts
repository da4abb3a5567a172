// The daemon configuration helper as a whole: loaded when the first such file is opened, its view is looked at, or a command asks.
import { readdir } from "node:fs/promises";
import * as vscode from "vscode";
import type { SourceFile } from "../../daemonConfig/configFile.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import { daemonJsonSchema } from "../../daemonConfig/language/daemonJsonSchema.ts";
import { problemsOf } from "../../daemonConfig/language/diagnostics.ts";
import type { EffectiveLine } from "../../daemonConfig/language/effectiveDocument.ts";
import { loadOptionData, type OptionData } from "../../daemonConfig/options/optionData.ts";
import { problemMessage } from "../../daemonConfig/rules/problemMessage.ts";
import { listContexts } from "../../engine/address.ts";
import { systemClock } from "../../engine/changeQueue.ts";
import { machineSources } from "../../engine/machineSources.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { onDidChangeSetting } from "../config.ts";
import { UserError } from "../engineErrors.ts";
import { apply } from "./apply.ts";
import { filesOf, readApplyState, type ApplyState } from "./applyState.ts";
import { configFileOf, isOpenConfigFile } from "./configDocuments.ts";
import { Configurations } from "./configurations.ts";
import { ConfigurationTree } from "./configurationTree.ts";
import { Diagnostics } from "./diagnostics.ts";
import { EffectiveDocuments } from "./effectiveDocuments.ts";
import { FileWatch } from "./fileWatch.ts";
import { registerLanguageFeatures } from "./languageFeatures.ts";
import { isShownByJson, onDidChangeJsonValidation } from "./jsonValidation.ts";
import { offeredSchema } from "./offeredSchema.ts";
import { toDiagnostic } from "./protocolDiagnostics.ts";
import { Services, translate, type KnownMachine } from "./services.ts";
import { TargetVersions } from "./targetVersions.ts";
import { TypingPause } from "./typingPause.ts";
import { showVersionStatus } from "./versionStatus.ts";

export interface FeatureParts {
  readonly store: NetworkStore;
  readonly log: vscode.LogOutputChannel;
  /** Where backups are kept. */
  readonly storage: vscode.Uri;
}

type ShownView = Pick<vscode.TreeView<unknown>, "visible" | "onDidChangeVisibility">;

/** Loads what the feature needs and starts it. */
export async function openFeature(parts: FeatureParts): Promise<DaemonConfigFeature> {
  const [data, known] = await Promise.all([loadOptionData(), knownMachine()]);
  return new DaemonConfigFeature(parts, data, known);
}

export class DaemonConfigFeature implements vscode.Disposable {
  readonly data: OptionData;
  readonly versions: TargetVersions;
  readonly configurations: Configurations;
  readonly tree: ConfigurationTree;
  readonly #services: Services;
  readonly #effective: EffectiveDocuments;
  readonly #watch: FileWatch;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #diagnostics: Diagnostics;
  readonly #given: FeatureParts;
  readonly #parts: vscode.Disposable;
  #view: ShownView | undefined;
  #followed: vscode.Disposable | undefined;
  /** What files said before they were applied and Docker did not start with them. */
  readonly #unfinished = new Map<string, string | undefined>();

  /** Fires where the rows of the view may be other ones now. */
  readonly onDidChange = this.#changed.event;

  constructor(given: FeatureParts, data: OptionData, known: KnownMachine) {
    this.data = data;
    this.#given = given;
    this.versions = new TargetVersions(given.store, data);
    this.#watch = new FileWatch(() => {
      this.lookAgain();
    });
    this.configurations = new Configurations(data, this.versions, this.#watch);
    this.#services = new Services(data, this.configurations, known);
    this.#effective = new EffectiveDocuments((uri) => this.#effectiveLines(uri), this.onDidChange);
    this.tree = new ConfigurationTree((signal) => this.shown(signal));
    this.#diagnostics = new Diagnostics((...one) => this.#problemsIn(...one), given.log);
    const lookAgain = (): void => {
      this.lookAgain();
    };
    const typing = new TypingPause(() => {
      this.#changed.fire();
    }, systemClock);
    this.#parts = vscode.Disposable.from(
      ...[this.versions, this.#diagnostics, this.#changed, this.#effective, this.#watch, typing],
      showVersionStatus(this.versions),
      registerLanguageFeatures(this.#services, this.onDidChange),
      this.versions.onDidChange(lookAgain),
      onDidChangeSetting(["portolan.daemonConfig.root", "portolan.daemonConfig.rules"], lookAgain),
      onDidChangeJsonValidation(lookAgain),
      vscode.workspace.onDidSaveTextDocument(lookAgain),
      vscode.window.onDidChangeActiveTextEditor(lookAgain),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) lookAgain();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (configFileOf(document) !== undefined) typing.typed();
      }),
      vscode.window.tabGroups.onDidChangeTabs(() => {
        this.#updateWatch();
      }),
    );
    this.#updateWatch();
  }

  /** Fires where the schema may be another now. */
  get onDidChangeVersion(): vscode.Event<void> {
    return this.versions.onDidChange;
  }

  /** The schema of daemon.json, for the version of the file in the editor. */
  jsonSchema(): string {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const { version } = this.versions.of(uri ?? vscode.Uri.file("/etc/docker/daemon.json"));
    const schema = daemonJsonSchema({ data: this.data, version }, translate);
    return JSON.stringify(offeredSchema(schema));
  }

  /** Takes the view that shows the rows into account, from the first time that it asks for them. */
  follow(view: ShownView): void {
    if (this.#view !== undefined) return;
    this.#view = view;
    this.#followed = view.onDidChangeVisibility(() => {
      this.#updateWatch();
    });
    this.#updateWatch();
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

  /** Shows what dockerd gets: with the file of a URI, else with that in the editor, else on this machine. */
  async showEffective(uri: string | undefined): Promise<void> {
    await this.#effective.show(uri === undefined ? await this.#shownUri() : vscode.Uri.parse(uri));
  }

  /** Lets this machine's Docker take its configuration over. */
  async apply(): Promise<void> {
    const { log, storage } = this.#given;
    const { seen } = this.configurations;
    await apply({
      ...{ log, storage, seen },
      readState: (signal) => this.#applyState(signal),
      compare: (before, after) =>
        this.#effective.compare(
          this.#services.effectiveLines(before),
          this.#services.effectiveLines(after),
        ),
      unfinished: this.#unfinished,
      errorsIn: ({ after }) => filesOf(after).flatMap((file) => this.#errorsIn(after, file)),
    });
    this.lookAgain();
  }

  dispose(): void {
    this.#followed?.dispose();
    this.#parts.dispose();
  }

  /** Nobody needs to know of other programs' changes unless a file of a configuration is open, or the view. */
  #updateWatch(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const isOpen = tabs.some(
      ({ input }) => input instanceof vscode.TabInputText && isOpenConfigFile(input.uri),
    );
    this.#watch.setActive(this.#view?.visible === true || isOpen);
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

  #errorsIn(configuration: Configuration, file: SourceFile): readonly string[] {
    const settings = this.#services.settingsFor(vscode.Uri.parse(file.uri));
    return problemsOf({ configuration, file, settings })
      .filter(({ severity }) => severity === "error")
      .map((problem) => problemMessage(problem, translate));
  }

  async #effectiveLines(uri: vscode.Uri): Promise<readonly EffectiveLine[]> {
    const document = await vscode.workspace.openTextDocument(uri);
    const served = this.#services.for(document);
    return served.service.effectiveConfiguration(served.document, new AbortController().signal);
  }

  async #shownUri(): Promise<vscode.Uri> {
    const document = vscode.window.activeTextEditor?.document;
    if (document !== undefined && configFileOf(document) !== undefined) return document.uri;
    const file = await this.configurations.machineFile();
    if (file !== undefined) return vscode.Uri.parse(file.uri);
    throw new UserError(
      vscode.l10n.t(
        "There is no daemon configuration: no docker.service and no daemon.json on this machine, and none in the editor.",
      ),
    );
  }

  async #problemsIn(
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<readonly vscode.Diagnostic[]> {
    this.configurations.lookAt(document.uri);
    const served = this.#services.for(document);
    const found = await served.service.diagnose(served.document, signal);
    return found.filter(({ code }) => !isShownByJson(code, document)).map(toDiagnostic);
  }
}

/** What the language service wants to know of this machine. Reads a few files. */
async function knownMachine(): Promise<KnownMachine> {
  const [interfaces, contexts] = await Promise.all([
    interfaceNames(),
    listContexts(machineSources),
  ]);
  return {
    machine: { interfaces },
    contexts: contexts.flatMap(({ name, host }) =>
      host === undefined ? [] : [{ name, address: host }],
    ),
  };
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
