// The little of the daemon configuration helper that is there from the start: it waits for a file, the view
// or a command, and loads the rest then.
import {
  Disposable as VscodeDisposable,
  EventEmitter,
  Uri,
  window,
  workspace,
  type TextDocument,
  type TreeView,
} from "vscode";
import type { Disposable } from "../../base/event.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import type { CommandHandlers } from "../commands.ts";
import type { ViewId } from "../contributions.ts";
import { OnDemand } from "../onDemand.ts";
import type { ConfigurationNode } from "./configurationNodes.ts";
import type { DaemonConfigFeature, FeatureParts } from "./feature.ts";

type DaemonConfigCommand = Extract<keyof CommandHandlers, `portolan.daemonConfig.${string}`>;

export interface DaemonConfigRegistration extends Disposable {
  readonly commands: Pick<CommandHandlers, DaemonConfigCommand>;
}

export interface DaemonConfigParts extends Omit<FeatureParts, "store"> {
  readonly store: () => Promise<NetworkStore>;
  readonly rulePages: Uri;
}

type Feature = OnDemand<DaemonConfigFeature>;

/** Registers the view and the commands, and watches for files of a daemon's configuration. */
export function registerDaemonConfig(parts: DaemonConfigParts): DaemonConfigRegistration {
  const changed = new EventEmitter<undefined>();
  const schemaChanged = new EventEmitter<Uri>();
  const feature = new OnDemand(async () => {
    const { openFeature } = await import("./feature.ts");
    const opened = await openFeature({ ...parts, store: await parts.store() });
    opened.onDidChange(() => {
      changed.fire(undefined);
    });
    opened.onDidChangeVersion(() => {
      schemaChanged.fire(Uri.parse(`${schemaScheme}://dockerd/daemon.json`));
    });
    return opened;
  });
  const look = (document: TextDocument): void => {
    // Nobody has asked for anything, so a failure is for the log.
    startFor(document, feature).catch((error: unknown) => {
      parts.log.error(error instanceof Error ? error : String(error));
    });
  };
  workspace.textDocuments.forEach(look);
  const registered = VscodeDisposable.from(
    ...[feature, changed, schemaChanged],
    workspace.onDidOpenTextDocument(look),
    registerView(feature, changed),
    // VS Code's JSON service asks for it when a daemon.json is opened, which wakes the extension.
    workspace.registerTextDocumentContentProvider(schemaScheme, {
      onDidChange: schemaChanged.event,
      provideTextDocumentContent: async () => (await feature.get()).jsonSchema(),
    }),
  );
  return {
    commands: commandsOf(feature, parts.rulePages),
    dispose: () => {
      registered.dispose();
    },
  };
}

const schemaScheme = "portolan-schema";

/** Starts the feature where the document is of a daemon's configuration. */
async function startFor(document: TextDocument, feature: Feature): Promise<void> {
  // Most documents are none by their path alone. Telling the others apart takes code that is not loaded yet.
  const { uri, languageId } = document;
  const isChosen = languageId === "portolan-docker-environment";
  if (!isChosen && !/docker|daemon/i.test(uri.path)) return;
  const { configFileOf } = await import("./configDocuments.ts");
  if (configFileOf(document) === undefined) return;
  const { claimLanguage } = await import("./unownedLanguage.ts");
  await Promise.all([claimLanguage(document), feature.get()]);
}

function registerView(feature: Feature, changed: EventEmitter<undefined>): VscodeDisposable {
  const redraw = new EventEmitter<undefined>();
  const viewId: ViewId = "portolan.daemonConfig";
  const view: TreeView<ConfigurationNode> = window.createTreeView<ConfigurationNode>(viewId, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: redraw.event,
      getTreeItem: async (node) => (await feature.get()).tree.getTreeItem(node),
      getChildren: async (node) =>
        node === undefined
          ? (await import("./rowsAtTop.ts")).rowsAtTop(view, () => feature.get())
          : [...node.children],
    },
  });
  return VscodeDisposable.from(
    view,
    redraw,
    changed.event(() => {
      if (view.visible) redraw.fire(undefined);
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) redraw.fire(undefined);
    }),
  );
}

function commandsOf(feature: Feature, rulePages: Uri): DaemonConfigRegistration["commands"] {
  return {
    "portolan.daemonConfig.selectVersion": async () => {
      const { data, versions } = await feature.get();
      const uri = window.activeTextEditor?.document.uri;
      return (await import("./chooseVersion.ts")).chooseVersion(data, versions, uri);
    },
    "portolan.daemonConfig.showEffective": async (uri) => (await feature.get()).showEffective(uri),
    "portolan.daemonConfig.apply": async () => (await feature.get()).apply(),
    "portolan.daemonConfig.refresh": async () => {
      (await feature.get()).lookAgain();
    },
    "portolan.daemonConfig.open": async (node) => (await import("./openPlace.ts")).openNode(node),
    "portolan.daemonConfig.explainRule": async (code) =>
      (await import("../explanationPage.ts")).openExplanation(rulePages, code),
  };
}
