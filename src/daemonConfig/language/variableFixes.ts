// Fixes for variables that do not meet their unit.
import { definitionsIn } from "../environmentSources.ts";
import { isOptionList } from "../looseVariables.ts";
import { variablesOf } from "../syntax/commandWords.ts";
import type { Problem } from "../rules/problem.ts";
import { changeWords } from "./dropIn.ts";
import type { FileContext } from "./fileContext.ts";
import type { Changes, Fix } from "./fix.ts";
import { runsOfDirective } from "./optionRuns.ts";
import type { Fixers } from "./quickFix.ts";
import { withoutRanges } from "./removal.ts";

/** By code of the problem. */
export const variableFixers: Fixers = {
  undefinedVariable: removeReference,
  unusedVariable: useVariable,
  environmentFileUnread: readFile,
};

/** A word that is empty anyway. */
function removeReference(problem: Problem, context: FileContext): readonly Fix[] {
  const { range, args } = problem;
  const { file, translate } = context;
  const name = args["name"] ?? "";
  const written = file.text.slice(range.start, range.end);
  const isWord = new RegExp(`^["']?\\$${name}["']?$`).test(written);
  const isAlone = /\s/.test(file.text.charAt(range.start - 1));
  if (!isWord || !isAlone) return [];
  return [
    {
      title: translate("Remove {text}", { text: written }),
      ...changeWords(context, file, (text) => withoutRanges(text, [range])),
    },
  ];
}

function useVariable({ args }: Problem, context: FileContext): readonly Fix[] {
  const name = args["name"] ?? "";
  const changes = withReferences([name], [], context);
  if (changes === undefined) return [];
  const title = context.translate("Hand {text} to dockerd in ExecStart=", { text: `$${name}` });
  return [{ title, ...changes }];
}

/** The unit reads the file, and hands on the lists of options in it. */
function readFile({ args }: Problem, context: FileContext): readonly Fix[] {
  const { file, configuration, translate } = context;
  const path = file.path.slice(configuration.root?.length ?? 0);
  if (/[\s%]/.test(path)) return [];
  const used = configuration.commands.flatMap(({ start }) =>
    start === undefined ? [] : variablesOf(start.command).map(({ name }) => name),
  );
  const names = new Set(definitionsIn(file).map(({ name }) => name));
  const missing = [...names].filter((name) => isOptionList(name) && !used.includes(name));
  const changes = withReferences(missing, [`EnvironmentFile=-${path}`], context);
  if (changes === undefined) return [];
  const title = translate("Let {unit} read this file", { unit: args["unit"] ?? "" });
  return [{ title, ...changes }];
}

/** Puts variables behind the words of the one command that starts dockerd, and lines above it. */
function withReferences(
  names: readonly string[],
  lines: readonly string[],
  context: FileContext,
): Changes | undefined {
  const [command, ...others] = context.configuration.commands;
  const setting = command?.start?.setting;
  if (setting === undefined || command?.start?.isShell !== false || others.length > 0) {
    return undefined;
  }
  const [run] = runsOfDirective(setting.directive);
  if (run === undefined) return undefined;
  const words = names.map((name) => ` $${name}`).join("");
  const edit = (text: string): string => text.slice(0, run.end) + words + text.slice(run.end);
  return changeWords(context, setting.file, edit, {
    at: setting.directive.range.start,
    lines,
  });
}
