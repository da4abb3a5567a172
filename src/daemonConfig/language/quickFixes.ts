// What can be done about a problem: the text that belongs there, or what its code suggests.
import type { Problem } from "../rules/problem.ts";
import type { ProblemCode } from "../rules/problemTexts.ts";
import { commandFixers } from "./commandFixes.ts";
import { daemonJsonFixers } from "./daemonJsonFixes.ts";
import { environmentFixers } from "./environmentFixes.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import { placementFixers } from "./placementFixes.ts";
import type { Fixers } from "./quickFix.ts";
import { optionFixers } from "./optionFixes.ts";
import { withoutRanges } from "./removal.ts";
import { changeBetween } from "./textChange.ts";
import { unitFixers } from "./unitFixes.ts";
import { variableFixers } from "./variableFixes.ts";

/** The fixes for one of the problems of a file, the likeliest first. */
export function quickFixes(
  problem: Problem,
  all: readonly Problem[],
  context: FileContext,
): readonly Fix[] {
  const own = fixers[problem.code]?.(problem, context) ?? [];
  const title = pairs.get(problem.code);
  const same = all.filter(({ code }) => code === problem.code);
  const replacing =
    title === undefined ? replacementFix(problem, context) : togetherFix(same, title, context);
  return replacing === undefined ? own : [replacing, ...own];
}

/** Of these one alone would only be another mistake. */
const pairs: ReadonlyMap<ProblemCode, string> = new Map([
  ["typographicQuote", "Use plain quotes in the whole file"],
  ["typographicBlank", "Use plain blanks in the whole file"],
]);

function togetherFix(
  problems: readonly Problem[],
  title: string,
  { translate }: FileContext,
): Fix | undefined {
  const changes = problems.flatMap(({ uri, range, replacement }) =>
    replacement === undefined ? [] : [{ uri, range, newText: replacement }],
  );
  if (changes.length === 0) return undefined;
  return { title: translate(title), changes };
}

const fixers: Fixers = {
  ...unitFixers,
  ...commandFixers,
  ...environmentFixers,
  ...variableFixers,
  ...optionFixers,
  ...daemonJsonFixers,
  ...placementFixers,
};

/** Writes what is sure to belong there, or takes out what is sure not to. */
function replacementFix(
  { replacement, range, uri }: Problem,
  { file: { text }, translate }: FileContext,
): Fix | undefined {
  if (replacement === undefined) return undefined;
  const written = oneLine(text.slice(range.start, range.end));
  if (replacement === "") {
    return {
      // A byte order mark shows nothing.
      title:
        written === "" ? translate("Remove it") : translate("Remove {text}", { text: written }),
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
