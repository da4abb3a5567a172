// The settings that an editor sends the language server, read as unknown.
import type { DocumentSettings } from "../daemonConfig/languageService.ts";
import { parseEngineVersion, type EngineVersion } from "../daemonConfig/options/engineVersion.ts";
import type { OptionData } from "../daemonConfig/options/optionData.ts";
import type { Severity } from "../daemonConfig/rules/problem.ts";

/** Where editors keep them: `engineVersion`, `root` and `rules`, as in VS Code. */
export const settingsSection = "portolan.daemonConfig";

export type ServerSettings = Pick<DocumentSettings, "version" | "root" | "severities">;

/** What is missing or senseless is as if it had not been said: the newest engine, no root, all rules. */
export function parseServerSettings(value: unknown, data: OptionData): ServerSettings {
  const { engineVersion, root, rules } = fieldsOf(value);
  const newest = parseEngineVersion(data.newestEngine);
  const wanted = typeof engineVersion === "string" ? parseEngineVersion(engineVersion) : undefined;
  return {
    version: wanted ?? newest ?? unknownVersion,
    severities: severitiesIn(rules),
    ...(typeof root === "string" && root !== "" ? { root } : {}),
  };
}

const unknownVersion: EngineVersion = [0, 0, 0];
const severities: readonly (Severity | "off")[] = ["error", "warning", "information", "off"];

function severitiesIn(rules: unknown): Readonly<Record<string, Severity | "off">> {
  const entries = Object.entries(fieldsOf(rules)).flatMap(([code, value]) => {
    const severity = severities.find((one) => one === value);
    return severity === undefined ? [] : [[code, severity] as const];
  });
  return Object.fromEntries(entries);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
