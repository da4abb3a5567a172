// What can be done about a problem: the text that belongs there, or what its code suggests.
import type { Problem } from "../problem.ts";
import type { ProblemCode } from "../problemTexts.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import { withoutRanges } from "./removal.ts";
import { changeBetween } from "./textChange.ts";

/** The fixes for a problem, the likeliest first. */
export function quickFixes(problem: Problem, context: FileContext): readonly Fix[] {
  const own = fixers.get(problem.code)?.(problem, context) ?? [];
  const replacing = replacementFix(problem, context);
  return replacing === undefined ? own : [replacing, ...own];
}

type Fixer = (problem: Problem, context: FileContext) => readonly Fix[];

const fixers: ReadonlyMap<ProblemCode, Fixer> = new Map<ProblemCode, Fixer>([]);

/** Writes what is sure to belong there, or takes out what is sure not to. */
function replacementFix(
  { replacement, range, uri }: Problem,
  { file: { text }, translate }: FileContext,
): Fix | undefined {
  if (replacement === undefined) return undefined;
  const written = oneLine(text.slice(range.start, range.end));
  if (replacement === "") {
    return {
      title: translate("Remove {text}", { text: written }),
      changes: [{ uri, ...changeBetween(text, withoutRanges(text, [range])) }],
    };
  }
  return {
    title: translate("Replace {text} with {replacement}", {
      text: written,
      replacement: oneLine(replacement),
    }),
    changes: [{ uri, range, newText: replacement }],
  };
}

const longest = 40;

function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
