// Fixes for lines of units.
import type { Problem } from "../rules/problem.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import { directiveIn } from "../rules/systemdDirectives.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { directivesOf, type UnitFile } from "../syntax/unitFile.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import type { Fixers } from "./quickFix.ts";
import { lastStartingBy } from "./rangeLookup.ts";
import { changeBetween } from "./textChange.ts";

/** By code of the problem. */
export const unitFixers: Fixers = {
  outsideSection: addHeader,
  missingEquals: commentOut,
  missingKey: commentOut,
  unknownDirective: commentOut,
  obsoleteDirective: removeLine,
  lostContinuation: continueLine,
  swallowedLine: endLine,
  misplacedDirective: moveLine,
  unknownSpecifier: doublePercent,
  unknownEscape: doubleBackslash,
  missingProgram: closeUp,
  unsafeKillMode: setProcess,
  restartOfOneshot: removeLine,
};

function addHeader(problem: Problem, { file, translate }: FileContext): readonly Fix[] {
  const section = problem.args["section"] ?? "Service";
  const at = firstOf(section, file.text, problem.range.start);
  const newText = `[${section}]\n`;
  return [
    {
      title: translate("Put [{section}] above it", { section }),
      changes: [{ uri: problem.uri, range: { start: at, end: at }, newText }],
    },
  ];
}

/** The start of the lines before any section that belong into that one, down to the line at an offset. */
function firstOf(section: string, text: string, offset: number): number {
  const lines = parsedUnit(text).nodes.filter(
    (node) => node.kind === "ignored" && node.range.start <= offset,
  );
  const other = lines.findLastIndex(({ range }) => {
    const key = /^[^=]*/.exec(text.slice(range.start, range.end))?.[0].trim() ?? "";
    return directiveIn(section, key) === undefined;
  });
  const first = lines[other + 1] ?? lines.at(-1);
  return lineStart(text, first?.range.start ?? offset);
}

/** Every physical line of it: a comment continues no line. */
function commentOut({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const { text } = file;
  const node = nodeRange(text, range.start);
  const lines = text.slice(node.start, node.end);
  const newText = lines.replace(/^(?=.)/gm, "# ");
  return [{ title: translate("Comment it out"), changes: [{ uri, range: node, newText }] }];
}

function removeLine({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const line = nodeRange(file.text, range.start);
  return [{ title: translate("Remove the line"), changes: [{ uri, range: line, newText: "" }] }];
}

/** A backslash behind the command, and no empty lines up to this one. */
function continueLine(problem: Problem, { file, translate }: FileContext): readonly Fix[] {
  const { text } = file;
  const { uri, range, related = [] } = problem;
  const commandEnd = related[0]?.range.end;
  const end = lineStart(text, range.start);
  if (commandEnd === undefined || commandEnd > end) return [];
  // A backslash with blanks behind it, which was meant to do this.
  const start = commandEnd - (/[ \t]+\\$/.exec(text.slice(0, commandEnd))?.[0].length ?? 0);
  const comments = text
    .slice(start, end)
    .split(/\r\n|\r|\n/)
    .filter((line) => /^[ \t]*[#;]/.test(line));
  const newText = [" \\", ...comments, ""].join("\n");
  return [
    {
      title: translate("Let the command above go on with it"),
      changes: [{ uri, range: { start, end }, newText }],
    },
  ];
}

/** The backslash that continues the line before this one goes. */
function endLine({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const before = file.text.slice(0, lineStart(file.text, range.start));
  const match = /[ \t]*\\(?=(?:\r\n|\r|\n)(?:[ \t]*[#;].*(?:\r\n|\r|\n))*$)/.exec(before);
  if (match === null) return [];
  const taken = { start: match.index, end: match.index + match[0].length };
  return [
    {
      title: translate("Remove the backslash from the line above"),
      changes: [{ uri, range: taken, newText: "" }],
    },
  ];
}

/** To the end of the section that it belongs to, which may have to be made. */
function moveLine({ uri, range, args }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const { text } = file;
  const section = args["right"] ?? "";
  const line = nodeRange(text, range.start);
  const written = ended(text.slice(line.start, line.end));
  const at = endOfSection(parsedUnit(text), section);
  const without = (part: string, offset: number): string =>
    offset <= line.start && line.end <= offset + part.length
      ? part.slice(0, line.start - offset) + part.slice(line.end - offset)
      : part;
  const moved =
    at === undefined
      ? `${ended(without(text, 0))}\n[${section}]\n${written}`
      : ended(without(text.slice(0, at), 0)) + written + without(text.slice(at), at);
  return [
    {
      title: translate("Move it to [{section}]", { section }),
      changes: [{ uri, ...changeBetween(text, moved) }],
    },
  ];
}

/** Behind the last directive of a section, or its header. */
function endOfSection(unit: UnitFile, section: string): number | undefined {
  const last = directivesOf(unit, section).at(-1);
  const header = unit.nodes.findLast((node) => node.kind === "section" && node.name === section);
  return (last ?? header)?.range.end;
}

function doublePercent({ uri, range }: Problem, { translate }: FileContext): readonly Fix[] {
  const { start } = range;
  return [
    {
      title: translate("Write %% for a percent sign"),
      changes: [{ uri, range: { start, end: start }, newText: "%" }],
    },
  ];
}

function doubleBackslash({ uri, range }: Problem, { translate }: FileContext): readonly Fix[] {
  const { start } = range;
  return [
    {
      title: translate("Write \\\\ for a backslash"),
      changes: [{ uri, range: { start, end: start }, newText: "\\" }],
    },
  ];
}

/** Takes out the blanks between the prefix and the program. */
function closeUp({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const blanks = /^[ \t]+(?=\S)/.exec(file.text.slice(range.end))?.[0].length ?? 0;
  if (blanks === 0) return [];
  const taken = { start: range.end, end: range.end + blanks };
  return [{ title: translate("Remove the blank"), changes: [{ uri, range: taken, newText: "" }] }];
}

function setProcess({ uri, range }: Problem, { translate }: FileContext): readonly Fix[] {
  const newText = "process";
  return [
    {
      title: translate("Replace {text} with {replacement}", { text: "none", replacement: newText }),
      changes: [{ uri, range, newText }],
    },
  ];
}

/** The whole lines of the assignment, or of what is none, at an offset. */
function nodeRange(text: string, offset: number): TextRange {
  const { nodes } = parsedUnit(text);
  return nodes[lastStartingBy(nodes, offset)]?.range ?? { start: offset, end: offset };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function ended(lines: string): string {
  return lines === "" || /[\r\n]$/.test(lines) ? lines : `${lines}\n`;
}
