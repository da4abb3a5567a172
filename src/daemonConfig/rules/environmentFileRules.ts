// What is wrong between a unit and its environment files: one that nothing reads, one that isn't there.
import { definitionsIn } from "../environmentSources.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const environmentFileRules: readonly Rule[] = [unreadFile, missingFiles];

/** Judged from the unit: which files it reads differs from package to package. */
function unreadFile({ configuration, file }: RuleContext): readonly Problem[] {
  const { unit, environmentSources, commands } = configuration;
  if (file.kind !== "environment" || unit?.main === undefined || unit.isMasked) return [];
  const isRead = environmentSources.some(({ files }) => files.some(({ uri }) => uri === file.uri));
  // A script may read it.
  const isClear = commands.length > 0 && commands.every(({ start }) => start?.isShell === false);
  const first = definitionsIn(file).find(({ value }) => value.text !== "");
  if (isRead || !isClear || first === undefined) return [];
  return [
    {
      code: "environmentFileUnread",
      severity: "warning",
      uri: file.uri,
      range: first.nameRange,
      args: { unit: unit.name },
      related: commands.map(({ file: { uri }, start }) => ({
        uri,
        range: start?.programRange ?? { start: 0, end: 0 },
      })),
    },
  ];
}

function missingFiles({ configuration }: RuleContext): readonly Problem[] {
  return configuration.environmentSources
    .filter(({ status, isOptional }) => status === "missing" && !isOptional)
    .map(({ setting: { file, directive }, path }) => ({
      code: "environmentFileMissing",
      severity: "error",
      uri: file.uri,
      range: directive.value.range,
      args: { path },
    }));
}
