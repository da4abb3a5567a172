// The network modes in words: what each one gives and costs. The tree and the flows say it the same way.
import * as vscode from "vscode";

/** How a container can be on the network, and for the makeable ones the driver that does it. */
export type Mode = "bridge" | "host" | "container" | "none" | "overlay" | "macvlan" | "ipvlan";

/** The drivers that a new network can have, the usual one first. */
export const makeableModes = ["bridge", "overlay", "macvlan", "ipvlan"] as const;

export type MakeableMode = (typeof makeableModes)[number];

export interface ModeText {
  /** Docker's own word. */
  readonly title: string;
  /** A whole sentence each. */
  readonly gain: string;
  readonly cost: string;
}

/** The words for a mode. */
export function modeText(mode: Mode): ModeText {
  switch (mode) {
    case "bridge":
      return {
        title: "bridge",
        gain: vscode.l10n.t("Isolated, with a way out."),
        cost: vscode.l10n.t("From outside only by published ports."),
      };
    case "host":
      return {
        title: "host",
        gain: vscode.l10n.t("The host's own network at native speed."),
        cost: vscode.l10n.t("No isolation; ports may collide."),
      };
    case "container":
      return {
        title: "container",
        gain: vscode.l10n.t("Several containers share one address."),
        cost: vscode.l10n.t("And each other's ports and fate."),
      };
    case "none":
      return {
        title: "none",
        gain: vscode.l10n.t("Nothing but loopback, to be set up by hand."),
        cost: vscode.l10n.t("Nothing reaches it."),
      };
    case "overlay":
      return {
        title: "overlay",
        gain: vscode.l10n.t("One network for several hosts."),
        cost: vscode.l10n.t("Needs open ports and 50 bytes of MTU."),
      };
    case "macvlan":
      return {
        title: "macvlan",
        gain: vscode.l10n.t("An own MAC and address on the physical network."),
        cost: vscode.l10n.t("The host cannot reach it."),
      };
    case "ipvlan":
      return {
        title: "ipvlan",
        gain: vscode.l10n.t("An address on the physical network, no own MAC."),
        cost: vscode.l10n.t("The host cannot reach it."),
      };
  }
}

/** Gain and cost in one line, for rows and tooltips; a row has room for some 75 characters. */
export function modeSummary(mode: Mode): string {
  const { gain, cost } = modeText(mode);
  return vscode.l10n.t({
    message: "{0} {1}",
    args: [gain, cost],
    comment: ["Two sentences: what a network mode gives, and what it costs."],
  });
}

/** The mode of a container on a network with this driver; undefined for drivers of others. */
export function modeOfDriver(driver: string): Mode | undefined {
  switch (driver) {
    case "null":
      return "none";
    case "bridge":
    case "host":
    case "overlay":
    case "macvlan":
    case "ipvlan":
      return driver;
    default:
      return undefined;
  }
}
