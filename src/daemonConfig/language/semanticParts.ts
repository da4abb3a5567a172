// The parts of a file that mean something, in order and without overlap, none longer than its line.
import { parseCommandLine, type Command, type CommandWord } from "../syntax/commandWords.ts";
import type { EnvironmentNode } from "../syntax/environmentFile.ts";
import { parseGoBool, parseGoInteger } from "../options/goValues.ts";
import { optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { TextRange } from "../syntax/textRange.ts";
import type { UnitDirective, UnitNode } from "../syntax/unitFile.ts";
import { optionPlaces } from "./optionPlaces.ts";
import { holdsOptions, runOfAssignment, runsOfDirective, type OptionRun } from "./optionRuns.ts";
import type { ParsedFile } from "./parsedFile.ts";
import type { TargetOptions } from "./targetOptions.ts";
import { unitAssignments } from "./unitAssignments.ts";

export type PartType =
  | "section"
  | "directive"
  | "program"
  | "prefix"
  | "option"
  | "value"
  | "number"
  | "keyword"
  | "variable"
  | "specifier"
  | "comment";

export type PartModifier = "definition" | "deprecated" | "unknown";

export interface SemanticPart {
  readonly range: TextRange;
  readonly type: PartType;
  readonly modifier?: PartModifier | undefined;
}

/** The parts of a file. None for daemon.json, which every editor colors as the JSON it is. */
export function semanticParts(parsed: ParsedFile, target: TargetOptions): readonly SemanticPart[] {
  const found = partsOf(parsed, target).flatMap((part) => lines(parsed.text, part));
  const sorted = found.toSorted((one, other) => one.range.start - other.range.start);
  let end = 0;
  // A part of another part loses: the tokens of the protocol don't overlap.
  return sorted.filter(({ range }) => {
    const isFree = range.start >= end && range.end > range.start;
    if (isFree) ({ end } = range);
    return isFree;
  });
}

function partsOf(parsed: ParsedFile, target: TargetOptions): readonly SemanticPart[] {
  switch (parsed.syntax) {
    case "unit":
      return parsed.unit.nodes.flatMap((node) => unitParts(node, target));
    case "environment":
      return parsed.file.nodes.flatMap((node) => environmentParts(node, target));
    case "json":
      return [];
  }
}

function unitParts(node: UnitNode, target: TargetOptions): readonly SemanticPart[] {
  switch (node.kind) {
    case "section":
      return [{ range: node.nameRange, type: "section" }];
    case "comment":
      return [{ range: node.range, type: "comment" }];
    case "directive":
      return [
        { range: node.keyRange, type: "directive" },
        ...node.comments.map((range) => ({ range, type: "comment" }) as const),
        ...valueParts(node, target),
      ];
    case "blank":
    case "ignored":
      return [];
  }
}

function valueParts(directive: UnitDirective, target: TargetOptions): readonly SemanticPart[] {
  const runs = runsOfDirective(directive).flatMap((run) => runParts(run, target));
  if (directive.key === "Environment") {
    const names = unitAssignments(directive).map(
      ({ nameRange: range }) => ({ range, type: "variable", modifier: "definition" }) as const,
    );
    return [...names, ...runs];
  }
  if (!/^Exec[A-Z]/.test(directive.key)) return [];
  const { commands } = parseCommandLine(directive.value);
  const inner = commands.flatMap(commandParts);
  return [...inner, ...runs.flatMap((part) => without(part, inner))];
}

function commandParts({ prefixes, program, words }: Command): readonly SemanticPart[] {
  return [
    ...prefixes.map(({ range }) => ({ range, type: "prefix" }) as const),
    { range: program.range, type: "program" },
    ...words.flatMap(wordParts),
  ];
}

function wordParts({ parts }: CommandWord): readonly SemanticPart[] {
  return parts.flatMap((part): readonly SemanticPart[] => {
    switch (part.kind) {
      case "literal":
        return [];
      case "variable":
        return [{ range: part.range, type: "variable" }];
      case "specifier":
        return [{ range: part.range, type: "specifier" }];
    }
  });
}

function runParts(run: OptionRun, target: TargetOptions): readonly SemanticPart[] {
  const { known, unknown } = optionPlaces(run, target);
  return [
    ...known.flatMap(({ use, nameRange, valueRange }) => [
      { range: nameRange, type: "option", modifier: modifierOf(use.option, target) } as const,
      ...(valueRange === undefined
        ? []
        : [{ range: valueRange, type: valueType(use.value) } as const]),
    ]),
    ...unknown.map((range) => ({ range, type: "option", modifier: "unknown" }) as const),
  ];
}

function modifierOf(option: DaemonOption, { version }: TargetOptions): PartModifier | undefined {
  switch (optionState(option, version)) {
    case "usable":
      return undefined;
    case "deprecated":
      return "deprecated";
    default:
      return "unknown";
  }
}

function valueType(value: string): PartType {
  if (parseGoInteger(value) !== undefined) return "number";
  return parseGoBool(value) === undefined ? "value" : "keyword";
}

function environmentParts(node: EnvironmentNode, target: TargetOptions): readonly SemanticPart[] {
  if (node.kind === "comment") return [{ range: node.range, type: "comment" }];
  if (node.kind !== "assignment" || node.dropped !== undefined) return [];
  const name = { range: node.nameRange, type: "variable", modifier: "definition" } as const;
  const isRun = holdsOptions(node.name, node.value.text);
  return [name, ...(isRun ? runParts(runOfAssignment(node), target) : [])];
}

/** What is left of a part around others within it. */
function without(part: SemanticPart, others: readonly SemanticPart[]): readonly SemanticPart[] {
  const left: SemanticPart[] = [];
  let { start } = part.range;
  for (const { range } of others) {
    if (range.start < start || range.start >= part.range.end) continue;
    left.push({ ...part, range: { start, end: range.start } });
    start = range.end;
  }
  return [...left, { ...part, range: { start, end: Math.max(start, part.range.end) } }];
}

/** The stretches of a part on each of its lines, without the backslashes that continue them. */
function lines(text: string, part: SemanticPart): readonly SemanticPart[] {
  const { start, end } = part.range;
  const written = text.slice(start, end);
  if (!/[\r\n]/.test(written)) return [part];
  return Array.from(written.matchAll(/[^\r\n]+/g), (match) => {
    const content = match[0].replace(/\\$/, "").trimEnd();
    const indent = content.length - content.trimStart().length;
    const at = start + match.index;
    return { ...part, range: { start: at + indent, end: at + content.length } };
  });
}
