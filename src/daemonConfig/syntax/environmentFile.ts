// A lossless parser of the files that EnvironmentFile= names, by the rules of systemd 252. Not a shell.
import { scanValue, type ValuePart } from "./environmentValue.ts";
import type { MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";

export interface EnvironmentComment {
  readonly kind: "comment";
  readonly range: TextRange;
  /** The lines that a backslash at the end of the comment's first line drew into it (not from systemd 254 on). */
  readonly swallowed: TextRange | undefined;
}

export interface EnvironmentBlank {
  readonly kind: "blank";
  readonly range: TextRange;
}

export interface EnvironmentAssignment {
  readonly kind: "assignment";
  readonly range: TextRange;
  /** As systemd has it, so `export A` for `export A=1`. */
  readonly name: string;
  readonly nameRange: TextRange;
  readonly equalsRange: TextRange;
  /** Why no process ever sees it, though systemd reads it. */
  readonly dropped: "export" | "badName" | undefined;
  readonly value: MappedText;
  /** The value as it is written, without the blanks around it. */
  readonly valueRange: TextRange;
  readonly parts: readonly ValuePart[];
  readonly brokenContinuations: readonly TextRange[];
}

/** A line without `=`, which systemd leaves out in silence. */
export interface EnvironmentIgnored {
  readonly kind: "ignored";
  readonly range: TextRange;
  readonly reason: "missingEquals";
  /** Without the blanks around it. */
  readonly contentRange: TextRange;
}

export type EnvironmentNode =
  EnvironmentComment | EnvironmentBlank | EnvironmentAssignment | EnvironmentIgnored;

export interface EnvironmentFile {
  readonly text: string;
  /** They cover the text without a gap, in order; each range includes the line's end. */
  readonly nodes: readonly EnvironmentNode[];
  /** True for a file with a NUL character in it, which systemd rejects whole. */
  readonly isRejected: boolean;
}

/** What a backslash at the end of a comment does: `continues` up to systemd 253, `ends` from 254 on. */
export type CommentEnd = "continues" | "ends";

const whiteSpace = " \t\n\r";

/** Parses an environment file. Any text has a result. */
export function parseEnvironmentFile(
  text: string,
  commentEnd: CommentEnd = "continues",
): EnvironmentFile {
  const nodes: EnvironmentNode[] = [];
  let at = 0;
  while (at < text.length) {
    const node = nodeAt(text, at, commentEnd);
    nodes.push(node);
    at = node.range.end;
  }
  return { text, nodes, isRejected: text.includes("\0") };
}

/** The text that was parsed, put together from its nodes. */
export function printEnvironmentFile({ text, nodes }: EnvironmentFile): string {
  return nodes.map(({ range }) => text.slice(range.start, range.end)).join("");
}

/** The assignments that reach a process, in order; of several with one name the last counts. */
export function assignmentsOf({
  nodes,
  isRejected,
}: EnvironmentFile): readonly EnvironmentAssignment[] {
  if (isRejected) return [];
  return nodes
    .filter((node) => node.kind === "assignment")
    .filter(({ dropped }) => dropped === undefined);
}

/** True for what can be the name of an environment variable to systemd. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function nodeAt(text: string, start: number, commentEnd: CommentEnd): EnvironmentNode {
  let at = start;
  while (at < text.length && " \t".includes(text.charAt(at))) at += 1;
  const first = text.charAt(at);
  if (first === "" || first === "\n" || first === "\r") {
    return { kind: "blank", range: { start, end: afterLineEnd(text, at) } };
  }
  if (first === "#" || first === ";") return commentAt(text, { start, end: at }, commentEnd);
  const lineEnd = endOfLine(text, at);
  // The first character of a name is not looked at, not even if it is an equals sign.
  const equals = text.slice(at + 1, lineEnd).indexOf("=");
  if (equals === -1) {
    const range = { start, end: afterLineEnd(text, lineEnd) };
    const contentRange = { start: at, end: withoutBlanks(text, at, lineEnd) };
    return { kind: "ignored", range, reason: "missingEquals", contentRange };
  }
  return assignmentAt(text, start, { start: at, end: at + 1 + equals });
}

function assignmentAt(text: string, start: number, key: TextRange): EnvironmentAssignment {
  const nameRange = { start: key.start, end: withoutBlanks(text, key.start, key.end) };
  const name = text.slice(nameRange.start, nameRange.end);
  const { value, parts, brokenContinuations, end } = scanValue(text, key.end + 1);
  const valueStart = parts[0]?.range.start ?? value.range.start;
  return {
    kind: "assignment",
    range: { start, end: afterLineEnd(text, end) },
    name,
    nameRange,
    equalsRange: { start: key.end, end: key.end + 1 },
    dropped: reasonToDrop(name),
    value,
    valueRange: { start: valueStart, end: parts.at(-1)?.range.end ?? valueStart },
    parts,
    brokenContinuations,
  };
}

function reasonToDrop(name: string): EnvironmentAssignment["dropped"] {
  if (isVariableName(name)) return undefined;
  return /^export[ \t]+/.test(name) ? "export" : "badName";
}

/** `lead` holds the blanks before the comment. */
function commentAt(text: string, lead: TextRange, commentEnd: CommentEnd): EnvironmentComment {
  const firstEnd = endOfLine(text, lead.end);
  let end = firstEnd;
  // One newline character after a backslash is part of the comment, whichever of the two it is.
  while (commentEnd === "continues" && end < text.length && endsInEscape(text, lead.end, end)) {
    end = endOfLine(text, end + 1);
  }
  const secondLine = afterLineEnd(text, firstEnd);
  return {
    kind: "comment",
    range: { start: lead.start, end: afterLineEnd(text, end) },
    // Before `\r\n` the backslash only takes the `\r` away, and the comment ends there after all.
    swallowed: end > secondLine ? { start: secondLine, end } : undefined,
  };
}

/** True where an odd number of backslashes stands before `end`. */
function endsInEscape(text: string, start: number, end: number): boolean {
  let count = 0;
  while (end - count > start && text.charAt(end - count - 1) === "\\") count += 1;
  return count % 2 === 1;
}

function endOfLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charAt(at) !== "\n" && text.charAt(at) !== "\r") at += 1;
  return at;
}

/** After the newline at `at`, if there is one; `\r\n` is one. */
function afterLineEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.startsWith("\r\n", at) ? at + 2 : at + 1;
}

function withoutBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && whiteSpace.includes(text.charAt(at - 1))) at -= 1;
  return at;
}
