// What stands at an offset of an environment file.
import type { EnvironmentAssignment, EnvironmentFile } from "../syntax/environmentFile.ts";
import type { CursorContext } from "./cursorContext.ts";
import { optionCursor } from "./optionCursor.ts";
import { holdsOptions, runOfAssignment } from "./optionRuns.ts";
import { emptyAt, nodeAt, nothingAt } from "./rangeLookup.ts";
import type { TargetOptions } from "./targetOptions.ts";

/** What stands at an offset of an environment file. */
export function environmentCursor(
  file: EnvironmentFile,
  offset: number,
  target: TargetOptions,
): CursorContext {
  const node = nodeAt(file.nodes, offset, file.text);
  switch (node?.kind) {
    case undefined:
    case "blank":
      return { kind: "variableName", range: emptyAt(offset), name: "", hasEquals: false };
    case "comment":
      return { kind: "comment", range: node.range };
    case "ignored": {
      const range = node.contentRange;
      const name = file.text.slice(range.start, range.end);
      const isName = /^\w*$/.test(name);
      return isName ? { kind: "variableName", range, name, hasEquals: false } : nothingAt(offset);
    }
    case "assignment":
      return assignmentCursor(node, offset, target);
  }
}

function assignmentCursor(
  assignment: EnvironmentAssignment,
  offset: number,
  target: TargetOptions,
): CursorContext {
  const { name, nameRange, equalsRange, parts, value, valueRange } = assignment;
  if (offset <= equalsRange.start) {
    return { kind: "variableName", range: nameRange, name, hasEquals: true };
  }
  const last = parts.at(-1);
  const isBehindQuote = last !== undefined && last.kind !== "plain" && last.isClosed;
  if (isBehindQuote && offset >= last.range.end) return nothingAt(offset);
  if (!holdsOptions(name, value.text)) return { kind: "variableValue", range: valueRange, name };
  return optionCursor(runOfAssignment(assignment), offset, target);
}
