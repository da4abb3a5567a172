// Runs every group of rules over one file of a configuration.
import { commandRules } from "./commandRules.ts";
import type { SourceFile } from "../configFile.ts";
import type { Configuration } from "../configuration.ts";
import { combinationRules } from "./combinationRules.ts";
import { daemonJsonRules } from "./daemonJsonRules.ts";
import { conflictRules } from "./conflictRules.ts";
import { withoutConsequences } from "./consequences.ts";
import { environmentFileRules } from "./environmentFileRules.ts";
import { environmentRules } from "./environmentRules.ts";
import { flagRules } from "./flagRules.ts";
import { hostRules } from "./hostRules.ts";
import { optionRules } from "./optionRules.ts";
import { placementRules } from "./placementRules.ts";
import type { Problem } from "./problem.ts";
import type { Machine, Rule } from "./rule.ts";
import { socketRules } from "./socketRules.ts";
import { templateLanguage } from "../syntax/templates.ts";
import { unitRules } from "./unitRules.ts";
import { missedFlagRules, variableRules } from "./variableRules.ts";
import { variableWordRules } from "./variableWordRules.ts";

export interface DiagnoseSettings {
  readonly machine?: Machine;
}

/** How lines, words and values are read. */
const readingRules: readonly Rule[] = [...unitRules, ...environmentRules, ...variableWordRules];

/** What dockerd makes of the words, and of the variables in them. */
const effectRules: readonly Rule[] = [
  ...flagRules,
  ...missedFlagRules,
  ...combinationRules,
  ...variableRules,
];

/** Each group keeps its rules and their words in files of its own; adding it here is all that is shared. */
const rules: readonly Rule[] = [
  ...daemonJsonRules,
  ...commandRules,
  ...environmentFileRules,
  ...hostRules,
  ...socketRules,
  ...conflictRules,
  ...optionRules,
  ...placementRules,
];

/** What there is to say about places in a file, in their order. Nothing about a template. */
export function diagnose(
  configuration: Configuration,
  file: SourceFile,
  { machine }: DiagnoseSettings = {},
): readonly Problem[] {
  if ((file.template ?? templateLanguage(file.path, file.text)) !== undefined) return [];
  const { version, data, scope } = configuration;
  const known = scope === "machine" ? machine : undefined;
  const context = { configuration, file, version, data, machine: known };
  const told = (group: readonly Rule[]): readonly Problem[] =>
    group.flatMap((rule) => rule(context)).filter(({ uri }) => uri === file.uri);
  return [...withoutConsequences(told(readingRules), told(effectRules)), ...told(rules)].sort(
    (one, other) => one.range.start - other.range.start || one.range.end - other.range.end,
  );
}
