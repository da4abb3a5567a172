// How the rows of the daemon configuration view look and read.
import * as vscode from "vscode";
import type { EffectiveOption } from "../../daemonConfig/effectiveOptions.ts";
import type { ConfigurationNode, FileNode, GroupNode } from "./configurationNodes.ts";
import { placeOfNode } from "./configurationNodes.ts";

/** The item of a row. `hasConflict` says that the option is in both sources, which dockerd refuses. */
export function describeNode(node: ConfigurationNode, hasConflict: boolean): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const open = node.kind === "group" ? Expanded : Collapsed;
  const state = node.children.length > 0 ? open : None;
  const item = new vscode.TreeItem(labelOf(node), state);
  item.id = node.id;
  item.description = descriptionOf(node);
  item.iconPath = iconOf(node, hasConflict);
  item.contextValue = `daemonConfig.${node.kind}`;
  const spoken = [labelOf(node), descriptionOf(node)].filter((text) => text !== "");
  item.accessibilityInformation = { label: spoken.join(", ") };
  item.tooltip = tooltipOf(node, hasConflict);
  const place = placeOfNode(node);
  if (place !== undefined) {
    item.command = {
      command: "portolan.daemonConfig.open",
      title: vscode.l10n.t("Open"),
      arguments: [node],
    };
  }
  return item;
}

function labelOf(node: ConfigurationNode): string {
  switch (node.kind) {
    case "group":
      return groupLabel(node);
    case "option":
      return node.option.spelling;
    case "value":
      return node.value.text;
    case "file":
      return nameOf(node.path);
  }
}

function groupLabel({ id }: GroupNode): string {
  switch (id) {
    case "commandLine":
      return vscode.l10n.t("Command Line");
    case "daemonJson":
      return "daemon.json";
    case "files":
      return vscode.l10n.t("Files");
  }
}

function descriptionOf(node: ConfigurationNode): string {
  switch (node.kind) {
    case "group":
      return "";
    case "option":
      return node.children.length > 0
        ? vscode.l10n.t("{0} values", node.children.length)
        : valuesText(node.option);
    case "value":
      return nameOf(vscode.Uri.parse(node.value.place.uri).path);
    case "file":
      return [fileText(node), folderOf(node.path)].filter((text) => text !== "").join(" · ");
  }
}

function valuesText({ values }: EffectiveOption): string {
  return values.map(({ text }) => text).join(", ");
}

function fileText({ role, status }: FileNode): string {
  switch (status) {
    case "missing":
      return vscode.l10n.t("missing");
    case "unreadable":
      return vscode.l10n.t("not readable");
    case "unknown":
      return vscode.l10n.t("not looked for");
    case "read":
      return roleText(role);
  }
}

function roleText(role: FileNode["role"]): string {
  switch (role) {
    case "unit":
      return vscode.l10n.t("unit");
    case "dropIn":
      return vscode.l10n.t("drop-in");
    case "socket":
      return vscode.l10n.t("socket");
    case "environment":
      return vscode.l10n.t("environment");
    case "daemonJson":
      return "";
  }
}

function iconOf(node: ConfigurationNode, hasConflict: boolean): vscode.ThemeIcon | undefined {
  if (hasConflict) {
    return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  }
  switch (node.kind) {
    case "group":
      return undefined;
    case "option":
      return new vscode.ThemeIcon("symbol-property");
    case "value":
      return new vscode.ThemeIcon("symbol-constant");
    case "file":
      return new vscode.ThemeIcon(node.status === "read" ? "file" : "circle-slash");
  }
}

function tooltipOf(node: ConfigurationNode, hasConflict: boolean): vscode.MarkdownString | string {
  if (node.kind === "file") return node.path;
  if (node.kind !== "option") return "";
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(node.option.option.summary);
  if (hasConflict) {
    tooltip.appendMarkdown("\n\n");
    tooltip.appendText(
      vscode.l10n.t(
        "Set on the command line and in daemon.json: dockerd does not start with an option that is in both.",
      ),
    );
  }
  for (const { text, place } of node.option.values) {
    tooltip.appendMarkdown("\n\n");
    tooltip.appendText(`${text} — ${vscode.Uri.parse(place.uri).path}`);
  }
  return tooltip;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
