// The settings, typed. Read at the moment of use, so that a change needs no restart.
import * as vscode from "vscode";
import type { SettingId, Settings } from "./contributions.ts";

/**
 * The value of a setting, for a file where its folder may set it, or its default from package.json where
 * the user's value has another type.
 */
export function setting<K extends SettingId>(id: K, file?: vscode.Uri): Settings[K] {
  const configuration = vscode.workspace.getConfiguration(undefined, file);
  const fallback = configuration.inspect<Settings[K]>(id)?.defaultValue;
  const value = configuration.get<Settings[K]>(id);
  if (value !== undefined && typeof value === typeof fallback) return value;
  if (fallback === undefined) throw new Error(`package.json gives no default for ${id}`);
  return fallback;
}

/** Sets a setting for the user, on this machine. */
export async function setSetting<K extends SettingId>(id: K, value: Settings[K]): Promise<void> {
  await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}

/** Calls back when one of the settings changes. */
export function onDidChangeSetting(
  ids: readonly SettingId[],
  callback: () => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (ids.some((id) => event.affectsConfiguration(id))) callback();
  });
}
