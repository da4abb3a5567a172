// The lines of a unit file as systemd joins them: continuations, and the comments dropped between them.
import { MappedTextBuilder, verbatim, type MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";

/** What systemd takes for white space when it strips lines, keys and values. */
export const unitBlanks = " \t\n\r";

/** One or more lines of the file that are one to systemd, or one comment line. */
export interface LogicalLine {
  readonly kind: "comment" | "text";
  /** With the line ends. */
  readonly range: TextRange;
  /** Joined, and not yet stripped. */
  readonly text: MappedText;
  /** Comment lines between continued ones, without their line ends. */
  readonly comments: readonly TextRange[];
  /** A backslash and the blanks after it at the end of the last line: it was meant to continue, and doesn't. */
  readonly brokenContinuation: TextRange | undefined;
  /** More than systemd reads into one line; it gives up on the file. */
  readonly isTooLong: boolean;
}

interface PhysicalLine {
  /** Without the line end. */
  readonly text: string;
  readonly start: number;
  /** After the line end. */
  readonly end: number;
}

const longestLine = 1024 * 1024;
const byteOrderMark = "\uFEFF";

/** Splits the text of a unit file into logical lines; together they cover all of it, in order. */
export function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let pending: PendingLine | undefined;
  let hasMark = false;
  for (const line of physicalLines(text)) {
    const skipped: number = !hasMark && line.text.startsWith(byteOrderMark) ? 1 : 0;
    if (isComment(line.text)) {
      if (pending === undefined) lines.push(singleLine(line, "comment"));
      else pending.addComment(line);
      continue;
    }
    hasMark ||= skipped > 0;
    if (pending === undefined && skipped === 0 && !endsInOpenBackslash(line.text)) {
      lines.push(singleLine(line, "text"));
      continue;
    }
    pending ??= new PendingLine(line.start);
    if (pending.addText(line, skipped) === "continues") continue;
    lines.push(pending.finish());
    pending = undefined;
  }
  if (pending !== undefined) lines.push(pending.finish());
  return lines;
}

/** A logical line of which more may follow. */
class PendingLine {
  readonly #start: number;
  readonly #builder: MappedTextBuilder;
  readonly #comments: TextRange[] = [];
  #end: number;
  #last: PhysicalLine | undefined;
  #isTooLong = false;

  constructor(start: number) {
    this.#start = start;
    this.#end = start;
    this.#builder = new MappedTextBuilder(start);
  }

  addComment(line: PhysicalLine): void {
    this.#comments.push({ start: line.start, end: line.start + line.text.length });
    this.#isTooLong ||= isLong(line.text);
    this.#end = line.end;
  }

  /** Adds a line without so many of its first characters, and says whether the next one belongs to it. */
  addText(line: PhysicalLine, skipped: number): "continues" | "ends" {
    const start = line.start + skipped;
    const end = line.start + line.text.length;
    this.#last = line;
    this.#end = line.end;
    if (!endsInOpenBackslash(line.text)) {
      this.#builder.add(line.text.slice(skipped), { start, end });
      return "ends";
    }
    this.#builder.add(line.text.slice(skipped, -1), { start, end: end - 1 });
    this.#builder.add(" ", { start: end - 1, end: line.end });
    return "continues";
  }

  finish(): LogicalLine {
    const text = this.#builder.build();
    return {
      kind: "text",
      range: { start: this.#start, end: this.#end },
      text,
      comments: this.#comments,
      brokenContinuation: this.#last === undefined ? undefined : brokenContinuation(this.#last),
      isTooLong: this.#isTooLong || isLong(text.text),
    };
  }
}

/** A line to which nothing more belongs, as most are. */
function singleLine(line: PhysicalLine, kind: LogicalLine["kind"]): LogicalLine {
  return {
    kind,
    range: { start: line.start, end: line.end },
    text: verbatim(line.text, line.start),
    comments: [],
    brokenContinuation: kind === "comment" ? undefined : brokenContinuation(line),
    isTooLong: isLong(line.text),
  };
}

/** As systemd reads lines: a line end has each of `\n` and `\r` at most once, in any order; NUL ends a line too. */
function* physicalLines(text: string): Generator<PhysicalLine> {
  const lineEnd = /(?:\r\n?|\n\r?)\0?|\0/g;
  let start = 0;
  for (const match of text.matchAll(lineEnd)) {
    const end = match.index + match[0].length;
    yield { text: text.slice(start, match.index), start, end };
    start = end;
  }
  if (start < text.length) yield { text: text.slice(start), start, end: text.length };
}

function isComment(line: string): boolean {
  return /^[ \t]*[#;]/.test(line);
}

/** True where the last backslash is not itself escaped. */
function endsInOpenBackslash(line: string): boolean {
  let count = 0;
  while (count < line.length && line.charAt(line.length - 1 - count) === "\\") count += 1;
  return count % 2 === 1;
}

function brokenContinuation({ text, start }: PhysicalLine): TextRange | undefined {
  let end = text.length;
  while (end > 0 && " \t".includes(text.charAt(end - 1))) end -= 1;
  if (end === text.length || !endsInOpenBackslash(text.slice(0, end))) return undefined;
  return { start: start + end - 1, end: start + text.length };
}

function isLong(text: string): boolean {
  // A character has at most three bytes per code unit, so most lines need no counting.
  if (text.length * 3 <= longestLine) return false;
  return new TextEncoder().encode(text).length > longestLine;
}
