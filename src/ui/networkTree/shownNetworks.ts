// The networks view: the tree, what its header says about the engine, and the state of its welcome.
import * as vscode from "vscode";
import { EngineError } from "../../engine/errors.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import type { Disposable } from "../../base/event.ts";
import { onDidChangeSetting } from "../config.ts";
import { contextKeys, viewIds } from "../contributions.ts";
import { explain } from "../engineErrors.ts";
import { connectionKnown } from "./connectionKnown.ts";
import { lastKnownScheme, NetworkTree } from "./networkTree.ts";
import type { OpenStore } from "../openStore.ts";
import type { TreeNode } from "./nodes.ts";
import { registerTestedRows } from "./testedRows.ts";

export interface ShownNetworks extends Disposable {
  readonly tree: NetworkTree;
}

/** Shows the store in the view. The store is watched only while the view is visible. */
export function showNetworks(
  { store, results }: Pick<OpenStore, "store" | "results">,
  view: vscode.TreeView<TreeNode>,
): ShownNetworks {
  const tree = new NetworkTree(store, results);
  const watching = new Watching(store);
  const showState = (): void => {
    showStateOf(store, tree, view);
  };
  if (view.visible) watching.start();
  showState();
  const registered = vscode.Disposable.from(
    tree,
    watching,
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) watching.start();
      else watching.stop();
    }),
    store.onDidChange((change) => {
      tree.apply(change);
    }),
    results.onDidChange((networks) => {
      tree.apply({ networks, containers: new Set(), list: false });
    }),
    registerTestedRows(),
    store.onDidChangeState(() => {
      tree.refreshAll();
      showState();
    }),
    tree.onDidChangeTreeData(showState),
    store.onDidLearnFacts(showState),
    onDidChangeSetting(
      ["portolan.networks.groupBy", "portolan.networks.hideStoppedContainers"],
      () => {
        tree.refreshAll();
      },
    ),
    vscode.window.registerFileDecorationProvider({
      provideFileDecoration: ({ scheme }) =>
        scheme === lastKnownScheme
          ? new vscode.FileDecoration(
              undefined,
              vscode.l10n.t("Last known state; the engine does not answer"),
              new vscode.ThemeColor("disabledForeground"),
            )
          : undefined,
    }),
  );
  return {
    tree,
    dispose: () => {
      registered.dispose();
    },
  };
}

/** Watches the store between `start` and `stop`, and shows the first connecting in the view. */
class Watching implements Disposable {
  readonly #store: NetworkStore;
  #watch: Disposable | undefined;

  constructor(store: NetworkStore) {
    this.#store = store;
  }

  start(): void {
    if (this.#watch !== undefined) return;
    this.#watch = this.#store.watch();
    if (this.#store.picture !== undefined || this.#store.state.kind !== "connecting") return;
    void vscode.window.withProgress({ location: { viewId: viewIds.networks } }, () =>
      connectionKnown(this.#store),
    );
  }

  stop(): void {
    this.#watch?.dispose();
    this.#watch = undefined;
  }

  dispose(): void {
    this.stop();
  }
}

function showStateOf(
  store: NetworkStore,
  tree: NetworkTree,
  view: vscode.TreeView<TreeNode>,
): void {
  const { state, picture } = store;
  setContext(contextKeys.canRetry, state.kind === "offline");
  setContext(contextKeys.emptyReason, emptyReason(store, tree));
  if (picture !== undefined) {
    const { product, version, hostName } = picture.engine;
    const name = product === "podman" ? "Podman" : "Docker";
    const where = hostName === "" ? "" : ` · ${hostName}`;
    view.description = `${name} ${version.split("+")[0] ?? ""}${where}`;
  }
  const message = messageOf(store, tree, view.message);
  // VS Code counts a message as a change of the tree, and holds back the next redraw after it.
  if (message !== view.message) view.message = message;
}

function messageOf(
  { state, picture }: NetworkStore,
  tree: NetworkTree,
  before: string | undefined,
): string | undefined {
  switch (state.kind) {
    case "offline":
      // A message would hide the welcome, which says the same and more where there is nothing to show.
      return picture === undefined
        ? undefined
        : vscode.l10n.t("Last known state. {0}", explain(state.error).why);
    case "connected":
      // Podman has no event for a network made or removed by another client, and nothing here polls.
      return picture?.engine.product === "podman" && !tree.isBare
        ? vscode.l10n.t("Podman does not announce networks made elsewhere. Refresh shows them.")
        : undefined;
    case "idle":
    case "connecting":
      return before;
  }
}

function emptyReason(store: NetworkStore, tree: NetworkTree): string {
  const { state } = store;
  if (store.picture !== undefined) return tree.isBare ? "noCustomNetworks" : "";
  if (state.kind !== "offline") return "";
  if (!(state.error instanceof EngineError)) return "failed";
  return state.error.kind === "unreachable" || state.error.kind === "denied"
    ? state.error.kind
    : "failed";
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
