// How a row of the networks view looks: label, description, icon, and the sentence a screen reader says.
import * as vscode from "vscode";
import { isUp, shortId, type Attachment, type Container } from "../../model/container.ts";
import { isPredefined, spansHosts, type Network } from "../../model/network.ts";
import type { Member } from "../../model/picture.ts";
import type { GroupNode } from "./nodes.ts";

export interface Description {
  readonly label: string;
  readonly description: string;
  readonly icon: vscode.ThemeIcon;
  readonly contextValue: string;
  /** The row as one sentence. */
  readonly spoken: string;
}

/** `frontend`, `bridge · 172.18.0.0/16 (3)` */
export function describeNetwork(network: Network, members: readonly Member[]): Description {
  const count = endpointCount(network, members);
  const way = [network.driver, network.ipamPools[0]?.subnet ?? ""].filter((part) => part !== "");
  return {
    label: network.name,
    // A bare number: at the side bar's usual width a word would push the subnet out of sight.
    description: `${way.join(" · ")} (${count})`,
    icon: new vscode.ThemeIcon(networkIcon(network)),
    contextValue: isPredefined(network) ? "network.predefined" : "network.custom",
    spoken: vscode.l10n.t(
      "{0}, {1} network, {2}",
      network.name,
      network.driver,
      countText(network, count),
    ),
  };
}

/** Where a container's row stands: on a network, or in the namespace of another container. */
export type ContainerPlace =
  | { readonly kind: "attached"; readonly attachment: Attachment }
  | { readonly kind: "sharing"; readonly owner: string }
  | { readonly kind: "orphaned" };

/** `web`, `172.18.0.2 · unhealthy` */
export function describeContainer(container: Container, place: ContainerPlace): Description {
  const parts = [placeText(place), healthText(container), stateText(container)];
  const description = parts.filter((part) => part !== "").join(" · ");
  return {
    label: container.name === "" ? shortId(container.id) : container.name,
    description,
    icon: containerIcon(container),
    contextValue: `container.${runState(container)}.${place.kind}`,
    spoken: vscode.l10n.t(
      "Container {0}, {1}, {2}",
      container.name,
      stateWord(container),
      description,
    ),
  };
}

/** A container whose owner is gone has no network at all, whatever it was meant to share. */
export function describeOrphans(owner: string): Description {
  const name = /^[0-9a-f]{64}$/.test(owner) ? shortId(owner) : owner;
  return {
    label: vscode.l10n.t("Container {0} is gone", name),
    description: vscode.l10n.t("left without a network"),
    icon: new vscode.ThemeIcon("debug-disconnect", new vscode.ThemeColor("list.warningForeground")),
    contextValue: "orphans",
    spoken: vscode.l10n.t("Containers that shared the network of {0}, which is gone", name),
  };
}

/** A row that was asked for while its object went away; its parent is redrawn next. */
export function describeGone(): Description {
  const icon = new vscode.ThemeIcon("question");
  return { label: "…", description: "", icon, contextValue: "gone", spoken: "…" };
}

export function describeGroup(group: GroupNode, size: number): Description {
  const label = groupLabel(group);
  return {
    label,
    description: String(size),
    icon: new vscode.ThemeIcon(group.grouping === "composeProject" ? "layers" : "list-tree"),
    contextValue: "group",
    spoken: vscode.l10n.t("{0}, group of {1} networks", label, size),
  };
}

function groupLabel(group: GroupNode): string {
  if (group.grouping === "predefined") return vscode.l10n.t("Predefined");
  return group.value === "" ? vscode.l10n.t("Outside Compose") : group.value;
}

/** Only a container that is up has an endpoint; in host and none mode there is none to count, so everyone counts. */
function endpointCount(network: Network, members: readonly Member[]): number {
  const isMode = network.driver === "host" || network.driver === "null";
  return isMode ? members.length : members.filter(({ container }) => isUp(container)).length;
}

/** The number in words, for screen readers and tooltips. */
export function countText(network: Network, count: number): string {
  if (network.driver === "host" || network.driver === "null") {
    return count === 1 ? vscode.l10n.t("1 container") : vscode.l10n.t("{0} containers", count);
  }
  if (spansHosts(network)) return vscode.l10n.t("{0} endpoints on this host", count);
  return count === 1 ? vscode.l10n.t("1 endpoint") : vscode.l10n.t("{0} endpoints", count);
}

function networkIcon(network: Network): string {
  if (network.internal) return "lock";
  switch (network.driver) {
    case "bridge":
      return "type-hierarchy-sub";
    case "overlay":
      return "globe";
    case "host":
      return "device-desktop";
    case "null":
      return "circle-slash";
    case "macvlan":
    case "ipvlan":
      return "circuit-board";
    default:
      return "plug";
  }
}

function placeText(place: ContainerPlace): string {
  switch (place.kind) {
    case "attached": {
      const { ipv4Address, ipv6Address } = place.attachment.endpoint;
      return ipv4Address ?? ipv6Address ?? "";
    }
    case "sharing":
      return vscode.l10n.t("shares the network of {0}", place.owner);
    case "orphaned":
      return vscode.l10n.t("restart or recreate it");
    default:
      place satisfies never;
      return "";
  }
}

function healthText(container: Container): string {
  switch (container.health) {
    case undefined:
    case "healthy":
    case "unknown":
      return "";
    case "starting":
      return vscode.l10n.t("health: starting");
    case "unhealthy":
      return vscode.l10n.t("unhealthy");
    default:
      container.health satisfies never;
      return "";
  }
}

/** Running is the rule and needs no word; the icon says it. */
function stateText(container: Container): string {
  return container.state === "running" ? "" : stateWord(container);
}

/** The state in the user's language, in Docker's words. */
export function stateWord(container: Container): string {
  switch (container.state) {
    case "created":
      return vscode.l10n.t("created");
    case "running":
      return vscode.l10n.t("running");
    case "paused":
      return vscode.l10n.t("paused");
    case "restarting":
      return vscode.l10n.t("restarting");
    case "removing":
      return vscode.l10n.t("removing");
    case "exited":
      return vscode.l10n.t("exited");
    case "dead":
      return vscode.l10n.t("dead");
    case "unknown":
      return vscode.l10n.t("state unknown");
    default:
      container.state satisfies never;
      return "";
  }
}

function runState(container: Container): "running" | "paused" | "stopped" {
  return container.state === "running" || container.state === "paused"
    ? container.state
    : "stopped";
}

/** Kinds differ by shape and not only by colour. */
function containerIcon(container: Container): vscode.ThemeIcon {
  if (container.state === "running" && container.health === "unhealthy") {
    return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  }
  switch (container.state) {
    case "running":
      return new vscode.ThemeIcon("vm-running", new vscode.ThemeColor("testing.iconPassed"));
    case "paused":
      return new vscode.ThemeIcon("debug-pause", new vscode.ThemeColor("list.warningForeground"));
    case "restarting":
    case "removing":
      return new vscode.ThemeIcon("sync", new vscode.ThemeColor("list.warningForeground"));
    case "dead":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "created":
    case "exited":
    case "unknown":
      return new vscode.ThemeIcon("vm-outline", new vscode.ThemeColor("disabledForeground"));
    default:
      container.state satisfies never;
      return new vscode.ThemeIcon("vm-outline");
  }
}
