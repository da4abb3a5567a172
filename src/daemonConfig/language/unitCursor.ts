// What stands at an offset of a unit, a drop-in or a socket unit.
import type { TextRange } from "../syntax/textRange.ts";
import type { UnitDirective, UnitFile, UnitIgnored, UnitNode } from "../syntax/unitFile.ts";
import { commandCursor } from "./commandCursor.ts";
import type { CursorContext } from "./cursorContext.ts";
import { optionCursor } from "./optionCursor.ts";
import { holdsOptions, runOfAssignment } from "./optionRuns.ts";
import { emptyAt, lastStartingBy, nodeAt, nothingAt, touches } from "./rangeLookup.ts";
import type { TargetOptions } from "./targetOptions.ts";
import { unitAssignments } from "./unitAssignments.ts";

/** What stands at an offset of a unit. */
export function unitCursor(unit: UnitFile, offset: number, target: TargetOptions): CursorContext {
  const node = nodeAt(unit.nodes, offset, unit.text);
  switch (node?.kind) {
    case undefined:
    case "blank":
      return keyContext(sectionAt(unit.nodes, offset), emptyAt(offset), "");
    case "comment":
      return { kind: "comment", range: node.range };
    case "section":
      return { kind: "sectionName", range: node.nameRange, name: node.name };
    case "ignored":
      return ignoredCursor(unit, node);
    case "directive":
      return directiveCursor(unit, node, offset, target);
  }
}

/** The section that a line at the offset would belong to. */
function sectionAt(nodes: readonly UnitNode[], offset: number): string | undefined {
  for (let index = lastStartingBy(nodes, offset); index >= 0; index -= 1) {
    const node = nodes[index];
    if (node?.kind === "section") return node.name;
    if (node?.kind === "directive" || node?.kind === "ignored") return node.section;
  }
  return undefined;
}

function keyContext(section: string | undefined, range: TextRange, key: string): CursorContext {
  return { kind: "directiveKey", range, section, key, hasEquals: false };
}

/** A line that systemd ignores may be one that is still being typed. */
function ignoredCursor(unit: UnitFile, node: UnitIgnored): CursorContext {
  const { start, end } = node.content.range;
  const [line = ""] = unit.text.slice(start, end).split(/[\n\r\0]/, 1);
  if (node.reason === "badSectionHeader") {
    const name = line.slice(1);
    return { kind: "sectionName", range: { start: start + 1, end: start + line.length }, name };
  }
  const [key = ""] = line.split(/[=\\]/, 1);
  const range = { start, end: start + key.trimEnd().length };
  const hasEquals = line.includes("=");
  return { kind: "directiveKey", range, section: node.section, key: key.trimEnd(), hasEquals };
}

function directiveCursor(
  unit: UnitFile,
  directive: UnitDirective,
  offset: number,
  target: TargetOptions,
): CursorContext {
  const { section, key, keyRange, equalsRange, comments, range } = directive;
  if (offset <= equalsRange.start) {
    return { kind: "directiveKey", range: keyRange, section, key, hasEquals: true };
  }
  const comment = comments.find((one) => touches(one, offset));
  if (comment !== undefined) return { kind: "comment", range: comment };
  if (range.end === offset && /[\n\r\0]$/.test(unit.text)) {
    return nothingAt(offset);
  }
  if (/^Exec[A-Z]/.test(key)) return commandCursor(unit.text, directive, offset, target);
  if (key === "Environment") return assignmentCursor(directive, offset, target);
  return valueCursor(unit.text, directive, offset);
}

function assignmentCursor(
  directive: UnitDirective,
  offset: number,
  target: TargetOptions,
): CursorContext {
  const assignments = unitAssignments(directive);
  const assignment = assignments.find(({ range }) => touches(range, offset));
  if (assignment === undefined) {
    return { kind: "variableName", range: emptyAt(offset), name: "", hasEquals: false };
  }
  const { name, nameRange, value, valueRange } = assignment;
  if (offset <= nameRange.end) {
    return { kind: "variableName", range: nameRange, name, hasEquals: true };
  }
  if (!holdsOptions(name, value.text)) return { kind: "variableValue", range: valueRange, name };
  return optionCursor(runOfAssignment(assignment), offset, target);
}

/** The word at the offset, as far as it stands on one line. */
function valueCursor(text: string, directive: UnitDirective, offset: number): CursorContext {
  const { section, key, equalsRange, range, value } = directive;
  const before = /[^\s\\]*$/.exec(text.slice(equalsRange.end, offset))?.[0] ?? "";
  const after = /^[^\s\\]*/.exec(text.slice(offset, range.end))?.[0] ?? "";
  const word = { start: offset - before.length, end: offset + after.length };
  return { kind: "directiveValue", range: word, section, key, value: value.text };
}
