// A change to a text, in offsets.
import type { TextRange } from "../textRange.ts";

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
