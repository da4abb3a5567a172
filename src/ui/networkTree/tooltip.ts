// The full facts of a row as Markdown. Every value is hostile text: appended as text, never as Markdown.
import * as vscode from "vscode";
import {
  shortId,
  type Attachment,
  type Container,
  type PublishedPort,
} from "../../model/container.ts";
import { spansHosts, type IpamPool, type Network } from "../../model/network.ts";
import type { LastResult } from "../../connectivity/networkTest/lastResults.ts";
import { stateWord } from "./describe.ts";
import { resultText } from "./testedRows.ts";

type Row = readonly [label: string, value: string | undefined];

export function networkTooltip(
  network: Network,
  result: LastResult | undefined,
): vscode.MarkdownString {
  const flags = [
    network.internal ? vscode.l10n.t("internal: no way out") : "",
    network.attachable ? vscode.l10n.t("attachable") : "",
    network.ingress ? vscode.l10n.t("ingress") : "",
    network.ipv6 ? "IPv6" : "",
  ];
  const tooltip = facts(network.name, [
    [vscode.l10n.t("Driver"), network.driver],
    [vscode.l10n.t("Scope"), network.scope],
    ...network.ipamPools.map((pool): Row => [vscode.l10n.t("Subnet"), poolText(pool)]),
    [vscode.l10n.t("Flags"), flags.filter((flag) => flag !== "").join(", ")],
    [vscode.l10n.t("Created"), network.created],
    [vscode.l10n.t("ID"), shortId(network.id)],
    ...pairs(vscode.l10n.t("Option"), network.options),
    ...pairs(vscode.l10n.t("Label"), network.labels),
  ]);
  if (spansHosts(network)) {
    const note = vscode.l10n.t("Containers on other hosts are not listed by this engine.");
    tooltip.appendMarkdown("\n\n").appendText(note);
  }
  return withResult(tooltip, result);
}

/** `attachment` is undefined where the row has no address of its own: a shared namespace. */
export function containerTooltip(
  container: Container,
  attachment: Attachment | undefined,
  result: LastResult | undefined,
): vscode.MarkdownString {
  const endpoint = attachment?.endpoint;
  const unknown = vscode.l10n.t("unknown");
  const tooltip = facts(container.name, [
    [vscode.l10n.t("Image"), container.image],
    [
      vscode.l10n.t("State"),
      [stateWord(container), healthWord(container)].filter((word) => word !== "").join(", "),
    ],
    [vscode.l10n.t("Mode"), modeText(container)],
    [vscode.l10n.t("Network"), attachment?.networkName],
    ["IPv4", prefixed(endpoint?.ipv4Address, endpoint?.ipv4PrefixLength)],
    ["IPv6", prefixed(endpoint?.ipv6Address, endpoint?.ipv6PrefixLength)],
    ["MAC", endpoint?.macAddress],
    [vscode.l10n.t("Gateway"), endpoint?.gateway],
    [
      vscode.l10n.t("Aliases"),
      endpoint === undefined ? undefined : (endpoint.aliases?.join(", ") ?? unknown),
    ],
    ...container.ports.map((port): Row => [vscode.l10n.t("Port"), portText(port)]),
    [vscode.l10n.t("ID"), shortId(container.id)],
    ...pairs(vscode.l10n.t("Label"), container.labels),
  ]);
  return withResult(tooltip, result);
}

function withResult(
  tooltip: vscode.MarkdownString,
  result: LastResult | undefined,
): vscode.MarkdownString {
  if (result !== undefined) tooltip.appendMarkdown("\n\n").appendText(resultText(result));
  return tooltip;
}

function facts(title: string, rows: readonly Row[]): vscode.MarkdownString {
  // Untrusted and without HTML: no link of a label can run a command.
  const markdown = new vscode.MarkdownString("", true);
  markdown.appendMarkdown("**").appendText(title).appendMarkdown("**\n\n");
  for (const [label, value] of rows) {
    if (value === undefined || value === "") continue;
    markdown.appendMarkdown("- ").appendText(`${label}: `).appendText(value.slice(0, longestValue));
    markdown.appendMarkdown("\n");
  }
  return markdown;
}

/** Labels can hold whole documents; a tooltip is not the place to read them. */
const longestValue = 200;

function poolText(pool: IpamPool): string {
  const parts = [
    pool.subnet,
    pool.gateway === undefined ? "" : vscode.l10n.t("gateway {0}", pool.gateway),
    pool.ipRange === undefined ? "" : vscode.l10n.t("range {0}", pool.ipRange),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function prefixed(
  address: string | undefined,
  prefixLength: number | undefined,
): string | undefined {
  return address === undefined || prefixLength === undefined
    ? address
    : `${address}/${prefixLength}`;
}

function portText(port: PublishedPort): string {
  const inside = `${port.containerPort}/${port.protocol}`;
  if (port.hostPort === undefined) return inside;
  const host =
    port.hostAddress?.includes(":") === true ? `[${port.hostAddress}]` : port.hostAddress;
  return `${host ?? ""}:${port.hostPort} → ${inside}`;
}

function modeText(container: Container): string {
  const mode = container.networkMode;
  switch (mode.kind) {
    case "host":
    case "none":
      return mode.kind;
    case "container":
      return `container:${/^[0-9a-f]{64}$/.test(mode.owner) ? shortId(mode.owner) : mode.owner}`;
    case "network":
      return mode.name;
    case "unknown":
      return vscode.l10n.t("unknown");
    default:
      mode satisfies never;
      return "";
  }
}

function healthWord(container: Container): string {
  if (container.health === undefined) return "";
  return container.health === "unknown" ? vscode.l10n.t("health unknown") : container.health;
}

function pairs(label: string, values: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(values).map(([key, value]): Row => [label, `${key}=${value}`]);
}
