// One mistake, one problem: where a line is read otherwise than it looks, what dockerd makes of it is no news.
import type { Problem } from "./problem.ts";
import type { ProblemCode } from "./problemTexts.ts";
import type { TextRange } from "../syntax/textRange.ts";

/**
 * Problems of how a file is read, together with those of what is read. Of the latter, those that the former
 * explain are left out; where one of them keeps dockerd from starting, so does its cause.
 */
export function withoutConsequences(
  causes: readonly Problem[],
  effects: readonly Problem[],
): readonly Problem[] {
  const explaining = causes.filter(({ severity }) => severity !== "information");
  const causesOf = lookup(explaining);
  const fatal = new Set<Problem>();
  const news = effects.filter(({ code, range, severity }) => {
    const found = odd.has(code) ? causesOf(range) : [];
    if (severity === "error") for (const cause of found) fatal.add(cause);
    return found.length === 0;
  });
  const judged = causes.map((cause) =>
    fatal.has(cause) ? ({ ...cause, severity: "error" } as const) : cause,
  );
  return [...judged, ...news];
}

/** What dockerd says of words that nobody meant to write. */
const odd: ReadonlySet<ProblemCode> = new Set([
  "strayWord",
  "invalidValue",
  "unknownOption",
  "misspelledOption",
  "badSyntax",
  "typographicDash",
  "unknownLogOption",
  "unknownStorageOption",
  "undefinedVariable",
]);

/** Finds the causes that an effect's range touches. */
function lookup(causes: readonly Problem[]): (range: TextRange) => readonly Problem[] {
  const sorted = [...causes].sort((one, other) => one.range.start - other.range.start);
  let from = 0;
  return (range) => {
    // Effects come in the order of their command line, so mostly further on in the same file.
    if ((sorted[from]?.range.start ?? 0) > range.start) from = 0;
    while (from < sorted.length && (sorted[from]?.range.end ?? 0) < range.start) from += 1;
    const found: Problem[] = [];
    for (let at = from; at < sorted.length; at += 1) {
      const cause = sorted[at];
      if (cause === undefined || cause.range.start >= range.end) break;
      if (explains(cause, range)) found.push(cause);
    }
    return found;
  };
}

/** What nobody meant to be a part of the command explains all that is in it. */
const foreign: ReadonlySet<ProblemCode> = new Set([
  "trailingComment",
  "shellOperator",
  "notExpanded",
  "brokenContinuation",
  "swallowedLine",
]);

/** A cause within an effect or across its end. */
function explains({ code, range }: Problem, { start, end }: TextRange): boolean {
  const isOverlap = range.start < end && start < range.end;
  const isInside = range.start <= start && end <= range.end;
  const isSame = range.start === start && range.end === end;
  return isOverlap && (!isInside || isSame || foreign.has(code));
}
