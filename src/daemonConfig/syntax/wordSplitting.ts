// How systemd splits a command line into words: blanks, quotes and escapes.
import { readEscape } from "./commandEscape.ts";
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";

export interface SplitWord {
  /** Without quotes, escapes replaced. */
  readonly text: MappedText;
  /** As it is written, in the source. */
  readonly range: TextRange;
  /** True where any of it is in quotes. */
  readonly isQuoted: boolean;
  /** Backslashes that systemd keeps, each with the character after it. */
  readonly unknownEscapes: readonly TextRange[];
  /** The opening quote that nothing closes; systemd refuses the whole command line. */
  readonly openQuote: TextRange | undefined;
  /** The offset in the line where the next word, if any, begins. */
  readonly next: number;
}

/** How lenient to be: `command` is for command lines in units, `value` for the values of variables in them. */
export type SplitRules = "command" | "value";

const separators = " \t\n\r";

/** Sticky: what is kept as it is, by the quotes around it. */
const runs = { "'": /[^\\']+/y, '"': /[^\\"]+/y, none: /[^\\'" \t\n\r]+/y } as const;

/** Skips blanks from `at`. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (end < text.length && separators.includes(text.charAt(end))) end += 1;
  return end;
}

/** The word that starts at or after `from`; undefined at the end. */
export function readWord(line: MappedText, from: number, rules: SplitRules): SplitWord | undefined {
  const start = skipBlanks(line.text, from);
  if (start >= line.text.length) return undefined;
  const read = new WordReading(line, start, rules);
  while (read.step());
  return {
    text: read.builder.build(),
    range: line.sourceRange(start, read.at),
    isQuoted: read.isQuoted,
    unknownEscapes: read.unknownEscapes,
    openQuote:
      read.quoteAt === undefined ? undefined : line.sourceRange(read.quoteAt, read.quoteAt + 1),
    next: skipBlanks(line.text, read.at),
  };
}

/** All words of a variable's value; an open quote ends with the value. */
export function splitValue(value: MappedText): readonly MappedText[] {
  const words: MappedText[] = [];
  let word = readWord(value, 0, "value");
  while (word !== undefined) {
    words.push(word.text);
    word = readWord(value, word.next, "value");
  }
  return words;
}

class WordReading {
  readonly builder: MappedTextBuilder;
  readonly unknownEscapes: TextRange[] = [];
  readonly #line: MappedText;
  readonly #rules: SplitRules;
  at: number;
  isQuoted = false;
  /** Where the quote that is open now was opened. */
  quoteAt: number | undefined;

  constructor(line: MappedText, start: number, rules: SplitRules) {
    this.#line = line;
    this.#rules = rules;
    this.at = start;
    this.builder = new MappedTextBuilder(line.sourceRange(start, start).start);
  }

  /** Reads a quote, an escape, or all characters up to the next one; false at the end of the word. */
  step(): boolean {
    const { text } = this.#line;
    const character = text.charAt(this.at);
    const quote = this.quoteAt === undefined ? undefined : text.charAt(this.quoteAt);
    if (character === "") return false;
    if (character === "\\") this.#readBackslash();
    else if (quote !== undefined && character === quote) this.#closeQuote();
    else if (quote !== undefined) this.#keepRun(quote === "'" ? runs["'"] : runs['"']);
    else if (character === "'" || character === '"') this.#openQuote();
    else if (separators.includes(character)) return false;
    else this.#keepRun(runs.none);
    return true;
  }

  /** Keeps what a sticky expression matches from here on. */
  #keepRun(run: RegExp): void {
    run.lastIndex = this.at;
    this.#keep(run.exec(this.#line.text)?.[0].length ?? 1);
  }

  #keep(length: number): void {
    this.builder.copy(this.#line, this.at, this.at + length);
    this.at += length;
  }

  #openQuote(): void {
    this.quoteAt = this.at;
    this.isQuoted = true;
    this.at += 1;
  }

  #closeQuote(): void {
    this.quoteAt = undefined;
    this.at += 1;
  }

  #readBackslash(): void {
    if (this.#rules === "value") this.#readLenient();
    else this.#readEscape();
  }

  /** In a value a backslash only protects the next character, and at the end it vanishes. */
  #readLenient(): void {
    this.at += 1;
    const next = this.#line.text.charAt(this.at);
    if (next === "") return;
    this.builder.add(next, this.#line.sourceRange(this.at - 1, this.at + 1));
    this.at += 1;
  }

  #readEscape(): void {
    const { text } = this.#line;
    const escape = readEscape(text, this.at);
    if (escape === undefined) {
      const end = Math.min(this.at + 2, text.length);
      this.unknownEscapes.push(this.#line.sourceRange(this.at, end));
      this.#keep(end - this.at);
      return;
    }
    const end = this.at + escape.length;
    this.builder.add(escape.text, this.#line.sourceRange(this.at, end));
    this.at = end;
  }
}
