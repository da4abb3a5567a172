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
    return { start: this.#sourceStart(start), end: this.#sourceEnd(end - 1) };
  }

  /** What the whole text was made from. */
  get range(): TextRange {
    return this.sourceRange(0, this.text.length);
  }

  /** The part from `start` to `end` (exclusive), mapped to the same source. */
  slice(start: number, end: number): MappedText {
    const pieces = this.piecesBetween(start, end);
    return new MappedText(this.text.slice(start, end), pieces, this.#boundary(start));
  }

  /** Without the characters of `blanks` at its start and end. */
  trimmed(blanks: string): MappedText {
    let start = 0;
    let end = this.text.length;
    while (start < end && blanks.includes(this.text.charAt(start))) start += 1;
    while (start < end && blanks.includes(this.text.charAt(end - 1))) end -= 1;
    return start === 0 && end === this.text.length ? this : this.slice(start, end);
  }

  /** The pieces of the part from `start` to `end` (exclusive), cut at them and counted from its start. */
  piecesBetween(start: number, end: number): readonly Piece[] {
    if (start >= Math.min(end, this.text.length)) return [];
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end - 1);
    // Nearly every text is one piece.
    if (first === last) return [this.#cut(first, start, end)];
    return Array.from({ length: last - first + 1 }, (_, index) =>
      this.#cut(first + index, start, end),
    );
  }

  #cut(index: number, start: number, end: number): Piece {
    const { at = 0, length = 0 } = this.#pieces[index] ?? {};
    const from = Math.max(start, at);
    const to = Math.min(end, at + length);
    return { at: from - start, length: to - from, source: this.sourceRange(from, to) };
  }

  #boundary(at: number): number {
    if (this.#pieces.length === 0) return this.#anchor;
    return at < this.text.length ? this.#sourceStart(at) : this.#sourceEnd(this.text.length - 1);
  }

  #sourceStart(at: number): number {
    const piece = this.#pieces[this.#pieceAt(at)];
    if (piece === undefined) return this.#anchor;
    return piece.source.start + (isVerbatim(piece) ? at - piece.at : 0);
  }

  #sourceEnd(at: number): number {
    const piece = this.#pieces[this.#pieceAt(at)];
    if (piece === undefined) return this.#anchor;
    return isVerbatim(piece) ? piece.source.start + at - piece.at + 1 : piece.source.end;
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
  readonly #anchor: number;
  #pieces: Piece[] = [];
  #text = "";

  /** `anchor` is where in the source the text stands if nothing is added. */
  constructor(anchor: number) {
    this.#anchor = anchor;
  }

  /** How many characters there are so far. */
  get length(): number {
    return this.#text.length;
  }

  /** Adds text made from a range of the source; text as long as the range maps to it one to one. */
  add(text: string, source: TextRange): void {
    if (text === "") return;
    const last = this.#pieces.at(-1);
    const piece = { at: this.#text.length, length: text.length, source };
    if (last === undefined) {
      // Most texts stay at one piece, and a list that grows takes room for many.
      this.#pieces = [piece];
    } else if (isContinued(last, piece)) {
      const length = last.length + text.length;
      const joined = { start: last.source.start, end: source.end };
      this.#pieces[this.#pieces.length - 1] = { at: last.at, length, source: joined };
    } else {
      this.#pieces.push(piece);
    }
    this.#text += text;
  }

  /** Adds a part of another mapped text. */
  copy(from: MappedText, start: number, end: number): void {
    for (const { at, length, source } of from.piecesBetween(start, end)) {
      this.add(from.text.slice(start + at, start + at + length), source);
    }
  }

  build(): MappedText {
    return new MappedText(this.#text, this.#pieces, this.#anchor);
  }
}

/** A text that is written as it is from `start` on. */
export function verbatim(text: string, start: number): MappedText {
  const source = { start, end: start + text.length };
  return new MappedText(text, text === "" ? [] : [{ at: 0, length: text.length, source }], start);
}

function isContinued(last: Piece, next: Piece): boolean {
  return last.source.end === next.source.start && isVerbatim(last) && isVerbatim(next);
}

function isVerbatim({ length, source }: Piece): boolean {
  return length === source.end - source.start;
}
