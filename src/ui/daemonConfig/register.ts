// The little of the daemon configuration helper that is there from the start: it waits for a file, the view or a command, and loads the rest then.
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import { isAbort } from "../../engine/errors.ts";
import type { CommandHandlers } from "../commands.ts";
import { contextKeys, viewIds } from "../contributions.ts";
import { configFileOf } from "./configDocuments.ts";
import type { ConfigurationNode } from "./configurationNodes.ts";
import type { DaemonConfigFeature, FeatureParts } from "./feature.ts";
import { claimLanguage } from "./unownedLanguage.ts";

type DaemonConfigCommand = Extract<keyof CommandHandlers, `portolan.daemonConfig.${string}`>;

export interface DaemonConfigRegistration extends Disposable {
  readonly commands: Pick<CommandHandlers, DaemonConfigCommand>;
}

/** Registers the view and the commands, and watches for files of a daemon's configuration. */
export function registerDaemonConfig(
  parts: FeatureParts & { readonly rulePages: vscode.Uri },
): DaemonConfigRegistration {
  const feature = new LoadedOnce(parts);
  const look = (document: vscode.TextDocument): void => {
    if (configFileOf(document) === undefined) return;
    void claimLanguage(document);
    feature.start();
  };
  vscode.workspace.textDocuments.forEach(look);
  const registered = vscode.Disposable.from(
    feature,
    vscode.workspace.onDidOpenTextDocument(look),
    registerView(feature),
  );
  return {
    commands: commandsOf(feature, parts.rulePages),
    dispose: () => {
      registered.dispose();
    },
  };
}

class LoadedOnce implements vscode.Disposable {
  readonly #parts: FeatureParts;
  readonly #changed = new vscode.EventEmitter<void>();
  #loading: Promise<DaemonConfigFeature> | undefined;
  #isDisposed = false;

  readonly onDidChange = this.#changed.event;

  constructor(parts: FeatureParts) {
    this.#parts = parts;
  }

  load(): Promise<DaemonConfigFeature> {
    this.#loading ??= this.#open();
    return this.#loading;
  }

  /** Loads it for whoever opened a file; a failure is for the log, as nobody has asked for anything. */
  start(): void {
    this.load().catch((error: unknown) => {
      this.#parts.log.error(error instanceof Error ? error : String(error));
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#changed.dispose();
    void this.#loading?.then((feature) => {
      feature.dispose();
    });
  }

  async #open(): Promise<DaemonConfigFeature> {
    const { openFeature } = await import("./feature.ts");
    const feature = await openFeature(this.#parts);
    if (this.#isDisposed) feature.dispose();
    feature.onDidChange(() => {
      this.#changed.fire();
    });
    return feature;
  }
}

function registerView(feature: LoadedOnce): vscode.Disposable {
  const redraw = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView<ConfigurationNode>(viewIds.daemonConfig, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: redraw.event,
      getTreeItem: async (node) => (await feature.load()).tree.getTreeItem(node),
      getChildren: async (node) => {
        if (node !== undefined) return [...node.children];
        return [...(await rowsAtTop())];
      },
    },
  });
  /** An empty view is for where there is nothing; a failure says so above it. */
  async function rowsAtTop(): Promise<readonly ConfigurationNode[]> {
    try {
      const rows = await (await feature.load()).tree.rows();
      showEmptiness(rows.length === 0);
      view.message = "";
      return rows;
    } catch (error) {
      if (isAbort(error)) return [];
      const words = error instanceof Error ? error.message : String(error);
      view.message = vscode.l10n.t("The configuration could not be read: {0}", words);
      return [];
    }
  }
  return vscode.Disposable.from(
    view,
    redraw,
    feature.onDidChange(() => {
      if (view.visible) redraw.fire(undefined);
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) redraw.fire(undefined);
    }),
  );
}

function showEmptiness(isEmpty: boolean): void {
  void vscode.commands.executeCommand("setContext", contextKeys.hasNoDaemonConfig, isEmpty);
}

function commandsOf(
  feature: LoadedOnce,
  rulePages: vscode.Uri,
): DaemonConfigRegistration["commands"] {
  return {
    "portolan.daemonConfig.selectVersion": async () => {
      const { data } = await feature.load();
      const uri = vscode.window.activeTextEditor?.document.uri;
      return (await import("./chooseVersion.ts")).chooseVersion(data, uri);
    },
    "portolan.daemonConfig.showEffective": async (uri) => (await feature.load()).showEffective(uri),
    "portolan.daemonConfig.apply": async () => (await feature.load()).apply(),
    "portolan.daemonConfig.refresh": async () => {
      (await feature.load()).lookAgain();
    },
    "portolan.daemonConfig.open": async (node) => (await import("./openPlace.ts")).openNode(node),
    "portolan.daemonConfig.explainRule": async (code) =>
      (await import("./openPlace.ts")).openRulePage(rulePages, code),
  };
}
