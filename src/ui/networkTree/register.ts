// The little of the networks view that is there from the start: it waits to be looked at, and loads the
// rest then.
import { Disposable as VscodeDisposable, EventEmitter, window } from "vscode";
import type { Disposable } from "../../base/event.ts";
import type { ViewId } from "../contributions.ts";
import { OnDemand } from "../onDemand.ts";
import type { OpenStore } from "../openStore.ts";
import type { NetworkTree } from "./networkTree.ts";
import type { TreeNode } from "./nodes.ts";
import type { ShownNetworks } from "./shownNetworks.ts";

export interface NetworkViewRegistration extends Disposable {
  readonly tree: () => Promise<NetworkTree>;
}

/** Registers the view. The store is made when the view is looked at. */
export function registerNetworkView(opened: () => Promise<OpenStore>): NetworkViewRegistration {
  const redraw = new EventEmitter<TreeNode[] | undefined>();
  const shown = new OnDemand(async (): Promise<ShownNetworks> => {
    const { showNetworks } = await import("./shownNetworks.ts");
    const networks = showNetworks(await opened(), view);
    networks.tree.onDidChangeTreeData((rows) => {
      redraw.fire(rows);
    });
    return networks;
  });
  const tree = async (): Promise<NetworkTree> => (await shown.get()).tree;
  const viewId: ViewId = "portolan.networks";
  const view = window.createTreeView<TreeNode>(viewId, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: redraw.event,
      getChildren: async (node) => (await tree()).rowsUnder(node),
      getTreeItem: async (node) => (await tree()).getTreeItem(node),
      getParent: async (node) => (await tree()).getParent(node),
      resolveTreeItem: async (item, node, token) =>
        (await tree()).resolveTreeItem(item, node, token),
    },
  });
  const registered = VscodeDisposable.from(view, shown, redraw);
  return {
    tree,
    dispose: () => {
      registered.dispose();
    },
  };
}
