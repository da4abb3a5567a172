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
  const isExplained = lookup(explaining);
  const fatal = new Set<Problem>();
  const news = effects.filter((effect) => {
    const cause = odd.has(effect.code) ? isExplained(effect.range) : undefined;
    if (cause !== undefined && effect.severity === "error") fatal.add(cause);
    return cause === undefined;
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
]);

/** Finds the cause that an effect's range touches, the first one of its line of causes. */
function lookup(causes: readonly Problem[]): (range: TextRange) => Problem | undefined {
  const sorted = [...causes].sort((one, other) => one.range.start - other.range.start);
  let from = 0;
  return (range) => {
    // Effects come in the order of their command line, so mostly further on in the same file.
    if ((sorted[from]?.range.start ?? 0) > range.start) from = 0;
    while (from < sorted.length && (sorted[from]?.range.end ?? 0) < range.start) from += 1;
    for (let at = from; at < sorted.length; at += 1) {
      const cause = sorted[at];
      if (cause === undefined || cause.range.start >= range.end) return undefined;
      if (explains(cause, range)) return cause;
    }
    return undefined;
  };
}

/** A cause within an effect or across its end; only a comment explains all that is in it. */
function explains({ code, range }: Problem, { start, end }: TextRange): boolean {
  const isOverlap = range.start < end && start < range.end;
  const isInside = range.start <= start && end <= range.end;
  const isSame = range.start === start && range.end === end;
  return isOverlap && (!isInside || isSame || code === "trailingComment");
}
