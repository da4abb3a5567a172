// The tree over the store: engine's networks -> attached containers -> whoever shares their namespace.
import * as vscode from "vscode";
import { systemClock } from "../../engine/changeQueue.ts";
import type { LastResults } from "../../connectivity/networkTest/lastResults.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { attachmentTo, isUp, type Container } from "../../model/container.ts";
import { isPredefined, type Network } from "../../model/network.ts";
import type { Member, ReadonlyPicture } from "../../model/picture.ts";
import type { PictureChange } from "../../model/pictureChange.ts";
import { toSignal } from "../adapt.ts";
import { setting } from "../config.ts";
import { arrange, byContainerName } from "./arrange.ts";
import { connectionKnown } from "./connectionKnown.ts";
import {
  describeContainer,
  describeGone,
  describeGroup,
  describeNetwork,
  describeOrphans,
  type ContainerPlace,
  type Description,
} from "./describe.ts";
import type { ContainerNode, GroupNode, NetworkNode, OrphansNode, TreeNode } from "./nodes.ts";
import { RedrawSpacing } from "./redrawSpacing.ts";
import { resultOf, showResult } from "./testedRows.ts";
import { containerTooltip, networkTooltip } from "./tooltip.ts";

/** Rows of an engine that is gone get this scheme, and with it a grey label. */
export const lastKnownScheme = "portolan-last-known";

export class NetworkTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #store: NetworkStore;
  readonly #results: LastResults;
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #redraws = new RedrawSpacing<TreeNode>((rows) => {
    this.#changed.fire(rows === undefined ? undefined : [...rows]);
  }, systemClock);
  /** VS Code knows rows by reference: the same row is the same object for as long as it exists. */
  readonly #nodes = new Map<string, TreeNode>();
  /** The first question for rows, while it waits for the first picture: a redraw would only ask it again. */
  #firstRows: Promise<unknown> | undefined;
  #hasAnswered = false;
  /** True once the user asked for the predefined networks of an engine that has no others. */
  #showsPredefinedAlone = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: NetworkStore, results: LastResults) {
    this.#store = store;
    this.#results = results;
  }

  /** Redraws what a step of the picture changed, and no more. */
  apply(change: PictureChange): void {
    if (change.list) {
      this.refreshAll();
      return;
    }
    const rows = [...change.networks].flatMap((id) => this.#nodes.get(networkRowId(id)) ?? []);
    this.#redraws.ask(rows);
  }

  /** Redraws every row: the state of the engine or a setting changed. */
  refreshAll(): void {
    const networks = this.#store.picture?.networks;
    for (const [id, node] of this.#nodes) {
      const isGone = "networkId" in node && !networks?.has(node.networkId ?? "");
      if (isGone) this.#nodes.delete(id);
    }
    if (this.#firstRows === undefined) this.#redraws.ask(undefined);
  }

  showPredefinedAlone(): void {
    this.#showsPredefinedAlone = true;
    this.refreshAll();
  }

  /** True where the engine has nothing to show: only predefined networks, and nobody on them. */
  get isBare(): boolean {
    const { picture } = this.#store;
    if (picture === undefined || this.#showsPredefinedAlone) return false;
    const networks = [...picture.networks.values()];
    return (
      networks.every((network) => isPredefined(network) && picture.memberCount(network) === 0) &&
      picture.orphans().length === 0
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const described = this.#describe(node);
    const hasChildren = node.kind === "container" ? this.getChildren(node).length > 0 : true;
    const item = new vscode.TreeItem(described.label, collapsible(node, hasChildren));
    item.id = node.id;
    item.description = described.description;
    item.contextValue = described.contextValue;
    item.accessibilityInformation = { label: described.spoken };
    item.iconPath = described.icon;
    const result = resultOf(this.#results, node);
    if (result !== undefined) showResult(item, described.spoken, result);
    if (this.#store.state.kind === "offline") {
      item.iconPath = new vscode.ThemeIcon(
        described.icon.id,
        new vscode.ThemeColor("disabledForeground"),
      );
      item.resourceUri = vscode.Uri.from({ scheme: lastKnownScheme, path: `/${node.id}` });
    }
    return item;
  }

  /** Adds what takes a look at the engine: aliases, which listings leave out. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const result = resultOf(this.#results, node);
    if (node.kind === "network") {
      const network = this.#store.picture?.networks.get(node.networkId);
      if (network !== undefined) item.tooltip = networkTooltip(network, result);
    } else if (node.kind === "container") {
      const container = await this.#store.withDetails(node.containerId, toSignal(token));
      if (container === undefined) return item;
      const place = this.#placeOf(node, container);
      const attachment = place.kind === "attached" ? place.attachment : undefined;
      item.tooltip = containerTooltip(container, attachment, result);
    }
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === "network" || node.kind === "container" ? node.parent : undefined;
  }

  /**
   * The rows under a row, for VS Code. The very first ones wait until the engine has answered or is known
   * to be away, where it is being connected to: VS Code draws them at once, but holds back for 200 ms
   * what follows an empty answer.
   */
  async rowsUnder(node: TreeNode | undefined): Promise<TreeNode[]> {
    if (node === undefined && !this.#hasAnswered) {
      this.#firstRows ??= connectionKnown(this.#store);
      await this.#firstRows;
      this.#firstRows = undefined;
      this.#hasAnswered = true;
    }
    return this.getChildren(node);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const { picture } = this.#store;
    if (picture === undefined) return [];
    switch (node?.kind) {
      case undefined:
        return this.isBare ? [] : this.#roots(picture);
      case "group":
        return this.#networksOf(node, picture);
      case "network":
        return this.#members(node, picture);
      case "container":
        return this.#sharers(node, picture);
      case "orphans":
        return (picture.orphans().find(({ owner }) => owner === node.owner)?.containers ?? []).map(
          (container) => this.#containerNode(container, undefined, node),
        );
      default:
        node satisfies never;
        return [];
    }
  }

  dispose(): void {
    this.#redraws.dispose();
    this.#changed.dispose();
  }

  #roots(picture: ReadonlyPicture): TreeNode[] {
    const groups = arrange([...picture.networks.values()], setting("portolan.networks.groupBy"));
    const roots = groups.flatMap(({ group, networks }): TreeNode[] =>
      group === undefined
        ? networks.map((network) => this.#networkNode(network, undefined))
        : [this.#keep(group)],
    );
    const orphans = picture.orphans().map(({ owner }) => {
      const node: OrphansNode = { kind: "orphans", id: `orphans/${owner}`, owner };
      return this.#keep(node);
    });
    return [...orphans, ...roots];
  }

  #networksOf(group: GroupNode, picture: ReadonlyPicture): TreeNode[] {
    const groups = arrange([...picture.networks.values()], setting("portolan.networks.groupBy"));
    const own = groups.find((other) => other.group?.id === group.id);
    return (own?.networks ?? []).map((network) => this.#networkNode(network, group));
  }

  #members(node: NetworkNode, picture: ReadonlyPicture): TreeNode[] {
    const network = picture.networks.get(node.networkId);
    if (network === undefined) return [];
    return this.#shown(picture.membersOf(network).map(({ container }) => container)).map(
      (container) => this.#containerNode(container, node.networkId, node),
    );
  }

  #sharers(node: ContainerNode, picture: ReadonlyPicture): TreeNode[] {
    const owner = picture.containers.get(node.containerId);
    if (owner === undefined) return [];
    return this.#shown(picture.sharersOf(owner)).map((container) =>
      this.#containerNode(container, node.networkId, node),
    );
  }

  #shown(containers: readonly Container[]): readonly Container[] {
    const hidesStopped = setting("portolan.networks.hideStoppedContainers");
    return containers.filter((container) => !hidesStopped || isUp(container)).sort(byContainerName);
  }

  #networkNode(network: Network, parent: GroupNode | undefined): NetworkNode {
    const id = networkRowId(network.id);
    const known = this.#nodes.get(id);
    if (known?.kind === "network" && known.parent?.id === parent?.id) return known;
    const node: NetworkNode = { kind: "network", id, networkId: network.id, parent };
    this.#nodes.set(id, node);
    return node;
  }

  #containerNode(
    container: Container,
    networkId: string | undefined,
    parent: ContainerNode["parent"],
  ): TreeNode {
    const id = `${parent.id}/container/${container.id}`;
    return this.#keep({ kind: "container", id, containerId: container.id, networkId, parent });
  }

  #keep(node: TreeNode): TreeNode {
    const known = this.#nodes.get(node.id);
    if (known !== undefined) return known;
    this.#nodes.set(node.id, node);
    return node;
  }

  #describe(node: TreeNode): Description {
    const { picture } = this.#store;
    switch (node.kind) {
      case "group":
        return describeGroup(
          node,
          picture === undefined ? 0 : this.#networksOf(node, picture).length,
        );
      case "network": {
        const network = picture?.networks.get(node.networkId);
        return network === undefined
          ? describeGone()
          : describeNetwork(network, this.#membersOf(network));
      }
      case "container": {
        const container = picture?.containers.get(node.containerId);
        return container === undefined
          ? describeGone()
          : describeContainer(container, this.#placeOf(node, container));
      }
      case "orphans":
        return describeOrphans(node.owner);
      default:
        node satisfies never;
        return describeGone();
    }
  }

  #membersOf(network: Network): readonly Member[] {
    return this.#store.picture?.membersOf(network) ?? [];
  }

  #placeOf(node: ContainerNode, container: Container): ContainerPlace {
    if (node.parent.kind === "orphans") return { kind: "orphaned" };
    if (node.parent.kind === "container") {
      const owner = this.#store.picture?.containers.get(node.parent.containerId);
      return { kind: "sharing", owner: owner?.name ?? node.parent.containerId };
    }
    const network = this.#store.picture?.networks.get(node.networkId ?? "");
    const attachment = network === undefined ? undefined : attachmentTo(container, network);
    return attachment === undefined ? { kind: "orphaned" } : { kind: "attached", attachment };
  }
}

function networkRowId(networkId: string): string {
  return `network/${networkId}`;
}

function collapsible(node: TreeNode, hasChildren: boolean): vscode.TreeItemCollapsibleState {
  if (!hasChildren) return vscode.TreeItemCollapsibleState.None;
  return node.kind === "network"
    ? vscode.TreeItemCollapsibleState.Collapsed
    : vscode.TreeItemCollapsibleState.Expanded;
}
