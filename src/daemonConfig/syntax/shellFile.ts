// A file that a shell reads, as OpenRC's are: its assignments as far as options of dockerd are written in it.
import type { EnvironmentAssignment, EnvironmentFile, EnvironmentNode } from "./environmentFile.ts";
import type { ValuePart } from "./environmentValue.ts";
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";

/**
 * The file in the terms of an environment file: the assignments at the start of lines, inside an `if` or not,
 * and every other line of the script as one that means nothing here. Values are without quotes; variables and
 * commands that a shell would put in are left as they are written.
 */
export function parseShellFile(text: string): EnvironmentFile {
  const nodes: EnvironmentNode[] = [];
  for (let at = 0; at < text.length; at = nodes.at(-1)?.range.end ?? text.length) {
    nodes.push(nodeAt(text, at));
  }
  return { text, nodes, isRejected: false };
}

function nodeAt(text: string, start: number): EnvironmentNode {
  assignment.lastIndex = start;
  const match = assignment.exec(text);
  if (match !== null) return assignmentAt(text, start, match);
  const range = { start, end: lineEnd(text, start) };
  const line = text.slice(start, range.end);
  const content = line.trim();
  if (content === "") return { kind: "blank", range };
  if (content.startsWith("#")) return { kind: "comment", range, swallowed: undefined };
  const contentStart = start + line.indexOf(content);
  const contentRange = { start: contentStart, end: contentStart + content.length };
  return { kind: "ignored", range, reason: "missingEquals", contentRange };
}

const assignment = /([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)=/y;

/** What follows the value on its line belongs to it: a comment, or another command. */
function assignmentAt(
  text: string,
  start: number,
  [whole, lead = "", name = ""]: RegExpExecArray,
): EnvironmentAssignment {
  const nameStart = start + lead.length;
  const valueStart = start + whole.length;
  const { value, parts, end } = readValue(text, valueStart);
  return {
    kind: "assignment",
    range: { start, end: lineEnd(text, end) },
    name,
    nameRange: { start: nameStart, end: nameStart + name.length },
    equalsRange: { start: valueStart - 1, end: valueStart },
    dropped: undefined,
    value,
    valueRange: { start: valueStart, end },
    parts,
    brokenContinuations: [],
  };
}

/** After the line break, or at the end of the text. */
function lineEnd(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline === -1 ? text.length : newline + 1;
}

interface ShellValue {
  readonly value: MappedText;
  readonly parts: readonly ValuePart[];
  readonly end: number;
}

/** A value ends at the first blank or operator outside of quotes. */
function readValue(text: string, start: number): ShellValue {
  const builder = new MappedTextBuilder(start);
  const parts: ValuePart[] = [];
  const take = (from: number, to: number): void => {
    builder.add(text.slice(from, to), { start: from, end: to });
  };
  let at = start;
  while (at < text.length && !/[\s;&|<>]/.test(text.charAt(at))) {
    const from = at;
    const character = text.charAt(at);
    if (character === "'" || character === '"') {
      at =
        character === "'"
          ? readSingleQuoted(text, at, take)
          : readDoubleQuoted(text, at, builder, take);
      const isClosed = at > from + 1 && text.charAt(at - 1) === character;
      const kind = character === "'" ? "singleQuoted" : "doubleQuoted";
      parts.push({ kind, range: { start: from, end: at }, isClosed });
      continue;
    }
    if (character === "\\") at = readEscape(text, at, builder);
    else {
      take(at, at + 1);
      at += 1;
    }
    const last = parts.at(-1);
    const isLonger = last?.kind === "plain";
    const range = { start: isLonger ? last.range.start : from, end: at };
    parts.splice(isLonger ? -1 : parts.length, isLonger ? 1 : 0, {
      kind: "plain",
      range,
      isClosed: true,
    });
  }
  return { value: builder.build(), parts, end: at };
}

type Take = (from: number, to: number) => void;

function readSingleQuoted(text: string, start: number, take: Take): number {
  const quote = text.indexOf("'", start + 1);
  const end = quote === -1 ? text.length : quote;
  take(start + 1, end);
  return Math.min(end + 1, text.length);
}

function readDoubleQuoted(
  text: string,
  start: number,
  builder: MappedTextBuilder,
  take: Take,
): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) === "\\" && /["\\`$\n]/.test(text.charAt(at + 1))) {
      at = readEscape(text, at, builder);
      continue;
    }
    take(at, at + 1);
    at += 1;
  }
  return Math.min(at + 1, text.length);
}

/** A backslash takes the line end behind it away, and anything else as it is. */
function readEscape(text: string, at: number, builder: MappedTextBuilder): number {
  const next = text.charAt(at + 1);
  if (next !== "\n" && next !== "") builder.add(next, { start: at, end: at + 2 });
  return Math.min(at + 2, text.length);
}
