// Choosing the engine version that a configuration is checked for.
import * as vscode from "vscode";
import {
  formatEngineVersion,
  parseEngineVersion,
} from "../../daemonConfig/options/engineVersion.ts";
import type { OptionData } from "../../daemonConfig/options/optionData.ts";
import type { EngineRelease } from "../../daemonConfig/options/optionRecords.ts";
import { Cancelled } from "../choose.ts";
import { setting } from "../config.ts";
import type { TargetVersions } from "./targetVersions.ts";

const settingId = "portolan.daemonConfig.engineVersion";

interface VersionItem extends vscode.QuickPickItem {
  /** What the setting becomes; undefined for a heading. */
  readonly value: string | undefined;
}

/**
 * Asks for the version of a file. For this machine's own files, whose version is the connected engine's, the
 * choice holds while the window is open; for others it becomes the setting, of the file's folder where it is in one.
 */
export async function chooseVersion(
  data: OptionData,
  versions: TargetVersions,
  uri: vscode.Uri | undefined,
): Promise<void> {
  const target = uri && versions.of(uri);
  const isEngines = target?.origin === "engine" || target?.origin === "chosen";
  const chosen = target?.origin === "chosen" ? formatEngineVersion(target.version) : "";
  const picked = await pick(itemsOf(data, isEngines ? chosen : setting(settingId, uri)));
  if (picked === undefined) throw new Cancelled();
  if (isEngines) versions.choose(parseEngineVersion(picked));
  else await setVersion(picked, uri);
}

async function setVersion(version: string, uri: vscode.Uri | undefined): Promise<void> {
  const isInFolder = uri !== undefined && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const { ConfigurationTarget } = vscode;
  await vscode.workspace
    .getConfiguration(undefined, uri)
    .update(
      settingId,
      version === "" ? undefined : version,
      isInFolder ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Global,
    );
}

function itemsOf({ releases }: OptionData, current: string): readonly VersionItem[] {
  const automatic: VersionItem = {
    label: vscode.l10n.t("Automatic"),
    description: current === "" ? vscode.l10n.t("current") : "",
    detail: vscode.l10n.t(
      "The connected engine's version for this machine's own files, the newest one for all others",
    ),
    value: "",
  };
  const heading: VersionItem = {
    label: vscode.l10n.t("The last release of each line"),
    kind: vscode.QuickPickItemKind.Separator,
    value: undefined,
  };
  const lines = lastOfEachLine(releases).map(({ version, date }) => ({
    label: version,
    description: version === current ? vscode.l10n.t("{0}, current", date) : date,
    value: version,
  }));
  return [automatic, heading, ...lines];
}

/** Newest first. A line is `28.5`, all its patches included. */
function lastOfEachLine(releases: readonly EngineRelease[]): readonly EngineRelease[] {
  const last = new Map<string, EngineRelease>();
  for (const release of releases) {
    const version = parseEngineVersion(release.version);
    if (version !== undefined) last.set(`${version[0]}.${version[1]}`, release);
  }
  return [...last.values()].reverse();
}

/** A version may also be typed: one that no line ends with, or one to come. */
function pick(items: readonly VersionItem[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const input = vscode.window.createQuickPick<VersionItem>();
    input.placeholder = vscode.l10n.t("Engine version to check the configuration for");
    input.items = items;
    input.onDidChangeValue((typed) => {
      const version = parseEngineVersion(typed);
      const label = version === undefined ? "" : formatEngineVersion(version);
      const isNew = label !== "" && !items.some((item) => item.label === label);
      input.items = isNew ? [{ label, alwaysShow: true, value: label }, ...items] : items;
    });
    input.onDidAccept(() => {
      resolve(input.selectedItems[0]?.value);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
