// The variables that Environment= sets in a unit, each with its place.
import type { MappedText } from "../syntax/mappedText.ts";
import type { TextRange } from "../syntax/textRange.ts";
import type { UnitDirective } from "../syntax/unitFile.ts";
import { readWord } from "../syntax/wordSplitting.ts";

export interface UnitAssignment {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly value: MappedText;
  readonly valueRange: TextRange;
  /** With its quotes. */
  readonly range: TextRange;
}

/** The assignments in a directive `Environment=`, in order. Words without `=` are none. */
export function unitAssignments({ value }: UnitDirective): readonly UnitAssignment[] {
  const assignments: UnitAssignment[] = [];
  let word = readWord(value, 0, "command");
  while (word !== undefined) {
    const { text, range } = word;
    const equals = text.text.indexOf("=");
    if (equals > 0) {
      const assigned = text.slice(equals + 1, text.text.length);
      assignments.push({
        name: text.text.slice(0, equals),
        nameRange: text.sourceRange(0, equals),
        value: assigned,
        valueRange: assigned.range,
        range,
      });
    }
    word = readWord(value, word.next, "command");
  }
  return assignments;
}
