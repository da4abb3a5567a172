// Taking something out of a text without leaving a hole: the blanks beside it go too, and the line if it is empty.
import type { TextRange } from "../syntax/textRange.ts";

/** A text without some ranges, which don't overlap. */
export function withoutRanges(text: string, ranges: readonly TextRange[]): string {
  // From the end, so that what is left of a line is seen when the next one is taken out.
  const fromEnd = ranges.toSorted((one, other) => other.start - one.start);
  return fromEnd.reduce((left, range) => {
    const { start, end } = removalOf(left, range);
    return left.slice(0, start) + left.slice(end);
  }, text);
}

/** What to take out of a text so that nothing is left of a range, nor of the blanks that set it apart. */
export function removalOf(text: string, { start, end }: TextRange): TextRange {
  const before = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const left = start - before;
  const right = end + after;
  const startsLine = left === 0 || /[\r\n]/.test(text.charAt(left - 1));
  const lineEnd = /^\\?(?:\r\n|\r|\n|$)/.exec(text.slice(right))?.[0];
  if (startsLine && lineEnd !== undefined)
    return wholeLine(text, { start: left, end: right }, lineEnd);
  // At the start of a line or a value the blanks behind it go, elsewhere those before it.
  const isFirst = startsLine || /["'=]/.test(text.charAt(left - 1));
  return isFirst ? { start, end: right } : { start: left, end };
}

/** A line with nothing else on it. The last one of a continued command takes the backslash before it along. */
function wholeLine(text: string, line: TextRange, lineEnd: string): TextRange {
  const joint = /[ \t]*\\(?:\r\n|\r|\n)$/.exec(text.slice(0, line.start));
  if (!lineEnd.startsWith("\\") && joint !== null) return { start: joint.index, end: line.end };
  return { start: line.start, end: line.end + lineEnd.length };
}
