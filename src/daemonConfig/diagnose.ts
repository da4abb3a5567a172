// Runs every group of rules over one file of a configuration.
import type { SourceFile } from "./configFile.ts";
import type { Configuration } from "./configuration.ts";
import { combinationRules } from "./combinationRules.ts";
import { daemonJsonRules } from "./daemonJsonRules.ts";
import { flagRules } from "./flagRules.ts";
import type { Problem } from "./problem.ts";
import type { Machine, Rule } from "./rule.ts";
import { templateLanguage } from "./templates.ts";
import { environmentRules } from "./environmentRules.ts";
import { unitRules } from "./unitRules.ts";

export interface DiagnoseSettings {
  readonly machine?: Machine;
}

/** Each group keeps its rules and their words in files of its own; adding it here is all that is shared. */
const rules: readonly Rule[] = [
  ...flagRules,
  ...unitRules,
  ...environmentRules,
  ...daemonJsonRules,
  ...combinationRules,
];

/** What there is to say about places in a file, in their order. Nothing about a template. */
export function diagnose(
  configuration: Configuration,
  file: SourceFile,
  { machine }: DiagnoseSettings = {},
): readonly Problem[] {
  if (templateLanguage(file.path, file.text) !== undefined) return [];
  const { version, data, scope } = configuration;
  const known = scope === "machine" ? machine : undefined;
  const context = { configuration, file, version, data, machine: known };
  return rules
    .flatMap((rule) => rule(context))
    .filter(({ uri }) => uri === file.uri)
    .sort((one, other) => one.range.start - other.range.start || one.range.end - other.range.end);
}
