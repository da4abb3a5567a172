// A change to a text, in offsets.
import type { TextRange } from "../syntax/textRange.ts";

export interface TextChange {
  readonly range: TextRange;
  readonly newText: string;
}

/** The text after all changes, none of which overlap. Of two at one place the first in the list comes first. */
export function withChanges(text: string, changes: readonly TextChange[]): string {
  const sorted = changes.toSorted((one, other) => one.range.start - other.range.start);
  let result = "";
  let at = 0;
  for (const { range, newText } of sorted) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The one change that makes a text another: from the first character that differs to the last. */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end += 1;
  }
  return {
    range: { start, end: before.length - end },
    newText: after.slice(start, after.length - end),
  };
}
