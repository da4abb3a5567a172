// Lines up continued lines. What systemd and dockerd read from the file stays the same, word for word.
import { parseCommandLine } from "../syntax/commandWords.ts";
import { assignmentsOf, type EnvironmentAssignment } from "../syntax/environmentFile.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { directivesOf, type UnitDirective } from "../syntax/unitFile.ts";
import { readWord } from "../syntax/wordSplitting.ts";
import { holdsOptions, runOfAssignment } from "./optionRuns.ts";
import type { ParsedFile } from "./parsedFile.ts";
import type { TextChange } from "./textChange.ts";

/** The changes that put each continued line below the start of the value, with one blank before the backslash. */
export function formatContinuations(parsed: ParsedFile): readonly TextChange[] {
  switch (parsed.syntax) {
    case "unit":
      return directivesOf(parsed.unit).flatMap((directive) =>
        formatDirective(parsed.text, directive),
      );
    case "environment":
      return assignmentsOf(parsed.file)
        .filter(({ name, value }) => holdsOptions(name, value.text))
        .flatMap((assignment) => formatAssignment(parsed.text, assignment));
    case "json":
      return [];
  }
}

/** A value over several lines. */
interface ContinuedValue {
  readonly text: string;
  /** From where the value starts to the end of what counts of it. */
  readonly range: TextRange;
  /** Within them blanks count. */
  readonly words: readonly TextRange[];
  readonly comments: readonly TextRange[];
  readonly lineEnd: RegExp;
}

function formatDirective(text: string, directive: UnitDirective): readonly TextChange[] {
  const { value, equalsRange, comments, range } = directive;
  const words = wordsOf(directive);
  if (words === undefined) return [];
  const first = /[^ \t]|$/.exec(text.slice(equalsRange.end, range.end))?.index ?? 0;
  return formatValue({
    text,
    range: { start: equalsRange.end + first, end: value.range.end },
    words,
    comments,
    lineEnd: /(?:\r\n?|\n\r?)\0?|\0/g,
  });
}

/** The words of a directive that blanks only separate; undefined where blanks may count. */
function wordsOf({ key, value }: UnitDirective): readonly TextRange[] | undefined {
  if (key === "Environment") return environmentWords(value);
  if (!/^Exec[A-Z]/.test(key)) return undefined;
  const { commands, faults } = parseCommandLine(value);
  if (faults.some(({ kind }) => kind === "unbalancedQuote")) return undefined;
  return commands.flatMap(({ prefixes, program, words }) => {
    const start = prefixes[0]?.range.start ?? program.range.start;
    return [{ start, end: program.range.end }, ...words.map(({ range }) => range)];
  });
}

function environmentWords(value: UnitDirective["value"]): readonly TextRange[] | undefined {
  const words: TextRange[] = [];
  let word = readWord(value, 0, "command");
  while (word !== undefined) {
    if (word.openQuote !== undefined) return undefined;
    words.push(word.range);
    word = readWord(value, word.next, "command");
  }
  return words;
}

/** Only inside double quotes: there a backslash joins two lines without a blank. */
function formatAssignment(text: string, assignment: EnvironmentAssignment): readonly TextChange[] {
  const { parts } = assignment;
  const [part] = parts;
  if (part?.kind !== "doubleQuoted" || !part.isClosed || parts.length > 1) return [];
  return formatValue({
    text,
    range: { start: part.range.start + 1, end: part.range.end - 1 },
    words: runOfAssignment(assignment).words.map(({ range }) => range),
    comments: [],
    lineEnd: /(?<=\\)\n/g,
  });
}

function formatValue(value: ContinuedValue): readonly TextChange[] {
  const { text, range } = value;
  const indent = " ".repeat(range.start - startOfLine(text, range.start));
  return linesOf(value)
    .flatMap((line) => formatLine(value, line, indent))
    .filter(({ range: { start, end }, newText }) => text.slice(start, end) !== newText);
}

function formatLine(value: ContinuedValue, line: TextRange, indent: string): readonly TextChange[] {
  const { text, range, comments } = value;
  const isFirst = line.start === range.start;
  const content = skipBlanksForward(text, line);
  // Systemd skips a byte order mark, but only at the start of a line.
  const hasMark = text.charAt(line.start) === "\uFEFF";
  const isInside = isFirst || hasMark || isInWord(value, line.start - 1);
  const lead = { range: { start: line.start, end: content }, newText: indent };
  const changes = isInside ? [] : [lead];
  const backslash = line.end - 1;
  const isComment = comments.some(({ start }) => start === line.start);
  const continues = !isComment && line.end < range.end && text.charAt(backslash) === "\\";
  if (!continues || isInWord(value, backslash)) return changes;
  let end = backslash;
  while (end > content && " \t".includes(text.charAt(end - 1)) && !isInWord(value, end - 1))
    end -= 1;
  if (end > content) changes.push({ range: { start: end, end: backslash }, newText: " " });
  return changes;
}

/** The lines of a value, each without its end. */
function linesOf({ text, range, lineEnd }: ContinuedValue): readonly TextRange[] {
  const lines: TextRange[] = [];
  let { start } = range;
  for (const match of text.slice(range.start, range.end).matchAll(lineEnd)) {
    const end = range.start + match.index;
    lines.push({ start, end });
    start = end + match[0].length;
  }
  return [...lines, { start, end: range.end }];
}

function isInWord({ words }: ContinuedValue, offset: number): boolean {
  return words.some(({ start, end }) => start <= offset && offset < end);
}

function skipBlanksForward(text: string, { start, end }: TextRange): number {
  let at = start;
  while (at < end && " \t".includes(text.charAt(at))) at += 1;
  return at;
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}
