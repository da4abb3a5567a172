// Text after systemd has decoded it (joined lines, removed quotes, escapes), and where each character was written.
import type { TextRange } from "./textRange.ts";

/** Logical characters from `at` on come from `source`: one to one where the lengths agree, else all from all of it. */
interface Piece {
  readonly at: number;
  readonly length: number;
  readonly source: TextRange;
}

/** A decoded text that knows for each of its characters the range in the source it was made from. */
export class MappedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];
  /** Where in the source the text would be if it were not empty. */
  readonly #anchor: number;

  constructor(text: string, pieces: readonly Piece[], anchor: number) {
    this.text = text;
    this.#pieces = pieces;
    this.#anchor = anchor;
  }

  /** What the characters from `start` to `end` (exclusive) were made from, from the first to the last. */
  sourceRange(start: number, end: number): TextRange {
    if (start >= end) {
      const at = this.#boundary(start);
      return { start: at, end: at };
    }
    return { start: this.#sourceOf(start).start, end: this.#sourceOf(end - 1).end };
  }

  /** What the whole text was made from. */
  get range(): TextRange {
    return this.sourceRange(0, this.text.length);
  }

  /** The part from `start` to `end` (exclusive), mapped to the same source. */
  slice(start: number, end: number): MappedText {
    const builder = new MappedTextBuilder(this.#boundary(start));
    builder.copy(this, start, end);
    return builder.build();
  }

  /** Without the characters of `blanks` at its start and end. */
  trimmed(blanks: string): MappedText {
    let start = 0;
    let end = this.text.length;
    while (start < end && blanks.includes(this.text.charAt(start))) start += 1;
    while (start < end && blanks.includes(this.text.charAt(end - 1))) end -= 1;
    return start === 0 && end === this.text.length ? this : this.slice(start, end);
  }

  /** The pieces between two logical offsets, cut at them, as text and source. */
  *piecesBetween(start: number, end: number): Generator<readonly [string, TextRange]> {
    for (let index = this.#pieceAt(start); index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index];
      if (piece === undefined || piece.at >= end) return;
      const from = Math.max(start, piece.at);
      const to = Math.min(end, piece.at + piece.length);
      if (from < to) yield [this.text.slice(from, to), this.sourceRange(from, to)];
    }
  }

  #boundary(at: number): number {
    if (this.#pieces.length === 0) return this.#anchor;
    return at < this.text.length
      ? this.#sourceOf(at).start
      : this.#sourceOf(this.text.length - 1).end;
  }

  #sourceOf(at: number): TextRange {
    const piece = this.#pieces[this.#pieceAt(at)];
    if (piece === undefined) return { start: this.#anchor, end: this.#anchor };
    if (piece.length !== piece.source.end - piece.source.start) return piece.source;
    const start = piece.source.start + at - piece.at;
    return { start, end: start + 1 };
  }

  #pieceAt(at: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pieces[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Puts a mapped text together from left to right. */
export class MappedTextBuilder {
  readonly #texts: string[] = [];
  readonly #pieces: Piece[] = [];
  readonly #anchor: number;
  #length = 0;

  /** `anchor` is where in the source the text stands if nothing is added. */
  constructor(anchor: number) {
    this.#anchor = anchor;
  }

  /** How many characters there are so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds text made from a range of the source; text as long as the range maps to it one to one. */
  add(text: string, source: TextRange): void {
    if (text === "") return;
    const last = this.#pieces.at(-1);
    this.#texts.push(text);
    if (last !== undefined && isContinued(last, text, source)) {
      const length = last.length + text.length;
      const joined = { start: last.source.start, end: source.end };
      this.#pieces[this.#pieces.length - 1] = { at: last.at, length, source: joined };
    } else {
      this.#pieces.push({ at: this.#length, length: text.length, source });
    }
    this.#length += text.length;
  }

  /** Adds a part of another mapped text. */
  copy(from: MappedText, start: number, end: number): void {
    for (const [text, source] of from.piecesBetween(start, end)) this.add(text, source);
  }

  build(): MappedText {
    return new MappedText(this.#texts.join(""), this.#pieces, this.#anchor);
  }
}

/** A text that is written as it is from `start` on. */
export function verbatim(text: string, start: number): MappedText {
  const builder = new MappedTextBuilder(start);
  builder.add(text, { start, end: start + text.length });
  return builder.build();
}

function isContinued(last: Piece, text: string, source: TextRange): boolean {
  const isWhole = last.length === last.source.end - last.source.start;
  return isWhole && last.source.end === source.start && text.length === source.end - source.start;
}
