// The language status item of a configuration file: which engine version it is checked for, and the way to change it.
import * as vscode from "vscode";
import { formatEngineVersion } from "../../daemonConfig/options/engineVersion.ts";
import { configFileOf } from "./configDocuments.ts";
import type { TargetVersion } from "./targetVersion.ts";
import type { TargetVersions } from "./targetVersions.ts";

/** Nothing has this scheme. */
const nowhere: vscode.DocumentSelector = { scheme: "portolan-nowhere" };

/** Shows the version of the active editor's file. */
export function showVersionStatus(versions: TargetVersions): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("portolan.daemonConfig", nowhere);
  item.name = vscode.l10n.t("Docker Engine Version");
  item.command = {
    command: "portolan.daemonConfig.selectVersion",
    title: vscode.l10n.t("Change"),
    tooltip: vscode.l10n.t("Check this configuration for another engine version"),
  };
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || configFileOf(document) === undefined) {
      item.selector = nowhere;
      return;
    }
    const target = versions.of(document.uri);
    item.text = vscode.l10n.t("Docker {0}", formatEngineVersion(target.version));
    item.detail = originText(target);
    item.selector = selectorOf(document.uri);
  };
  show();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    versions.onDidChange(show),
  );
}

/** The file's folder may have any name; of its own name only the characters that a pattern has no use for are taken as they are. */
function selectorOf(uri: vscode.Uri): vscode.DocumentSelector {
  const folder = vscode.Uri.joinPath(uri, "..");
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/[*?[\]{}!,]/g, "?");
  return { scheme: uri.scheme, pattern: new vscode.RelativePattern(folder, name) };
}

function originText({ origin }: TargetVersion): string {
  switch (origin) {
    case "chosen":
      return vscode.l10n.t("Chosen in place of the connected engine's, for this window");
    case "setting":
      return vscode.l10n.t("Set in the settings");
    case "engine":
      return vscode.l10n.t("The connected engine");
    case "newest":
      return vscode.l10n.t("The newest release");
  }
}
