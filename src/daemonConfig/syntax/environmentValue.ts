// The value of an assignment in an environment file: a state machine of quotes and escapes, as in systemd 252.
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";

/** A stretch of a value as it is written; between two parts there can only be blanks. */
export interface ValuePart {
  readonly kind: "plain" | "singleQuoted" | "doubleQuoted";
  /** With its quotes. */
  readonly range: TextRange;
  /** False for a quote that runs to the end of the file. */
  readonly isClosed: boolean;
}

export interface ScannedValue {
  readonly value: MappedText;
  readonly parts: readonly ValuePart[];
  /** Backslashes with blanks after them at a line's end: meant to continue the line, and each kept or an escape. */
  readonly brokenContinuations: readonly TextRange[];
  /** After the last character, before the line end. */
  readonly end: number;
}

const blanks = " \t";
const newlines = "\n\r";

/** Reads the value that starts at `start`, right after the `=`. */
export function scanValue(text: string, start: number): ScannedValue {
  const scan = new ValueScan(text, start);
  scan.run();
  const range = { start, end: scan.at };
  return {
    value: scan.builder.build(),
    parts: scan.parts,
    brokenContinuations: brokenContinuations(text, range, scan.parts),
    end: scan.at,
  };
}

class ValueScan {
  readonly text: string;
  readonly builder: MappedTextBuilder;
  readonly parts: ValuePart[] = [];
  at: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
    let anchor = start;
    while (anchor < text.length && blanks.includes(text.charAt(anchor))) anchor += 1;
    this.builder = new MappedTextBuilder(anchor);
  }

  /** Quoted parts and blanks until something plain: from there on quotes are ordinary characters. */
  run(): void {
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (newlines.includes(character)) return;
      if (character === "'") this.#readSingleQuoted();
      else if (character === '"') this.#readDoubleQuoted();
      else if (blanks.includes(character)) this.at += 1;
      else {
        this.#readPlain();
        return;
      }
    }
  }

  #take(length: number): void {
    const end = this.at + length;
    this.builder.add(this.text.slice(this.at, end), { start: this.at, end });
    this.at = end;
  }

  /** Takes what a sticky expression matches from here on. */
  #takeRun(run: RegExp): void {
    run.lastIndex = this.at;
    this.#take(run.exec(this.text)?.[0].length ?? 1);
  }

  #readSingleQuoted(): void {
    const start = this.at;
    const quote = this.text.indexOf("'", start + 1);
    const end = quote === -1 ? this.text.length : quote;
    this.at = start + 1;
    this.#take(end - this.at);
    this.#close("singleQuoted", start, quote !== -1);
  }

  #readDoubleQuoted(): void {
    const start = this.at;
    this.at += 1;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === '"') break;
      if (character === "\\") this.#readQuotedEscape();
      else this.#takeRun(/[^"\\]+/y);
    }
    this.#close("doubleQuoted", start, this.at < this.text.length);
  }

  #close(kind: ValuePart["kind"], start: number, isClosed: boolean): void {
    if (isClosed) this.at += 1;
    this.parts.push({ kind, range: { start, end: this.at }, isClosed });
  }

  #readQuotedEscape(): void {
    const next = this.text.charAt(this.at + 1);
    if (next === "" || next === "\n") this.at += next.length + 1;
    else if ('"\\`$'.includes(next)) this.#readEscaped(next);
    else this.#take(2);
  }

  #readEscaped(character: string): void {
    this.builder.add(character, { start: this.at, end: this.at + 2 });
    this.at += 2;
  }

  #readPlain(): void {
    const start = this.at;
    // Blanks are only part of the value when something follows them.
    let blankStart: number | undefined;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (newlines.includes(character)) break;
      if (blanks.includes(character)) {
        blankStart ??= this.at;
        this.at += 1;
        continue;
      }
      this.#addBlanks(blankStart);
      blankStart = undefined;
      if (character === "\\") this.#readPlainEscape();
      else this.#takeRun(/[^\\ \t\n\r]+/y);
    }
    const end = blankStart ?? this.at;
    this.parts.push({ kind: "plain", range: { start, end }, isClosed: true });
  }

  #addBlanks(start: number | undefined): void {
    if (start === undefined) return;
    this.builder.add(this.text.slice(start, this.at), { start, end: this.at });
  }

  /** A backslash takes one newline character away with it, so it can't continue a line that ends in `\r\n`. */
  #readPlainEscape(): void {
    const next = this.text.charAt(this.at + 1);
    if (next === "" || newlines.includes(next)) this.at += next.length + 1;
    else this.#readEscaped(next);
  }
}

function brokenContinuations(
  text: string,
  { start, end }: TextRange,
  parts: readonly ValuePart[],
): readonly TextRange[] {
  const found: TextRange[] = [];
  for (const match of text.slice(start, end).matchAll(/(?<!\\)(\\+)[ \t]+(?=[\r\n]|$)/g)) {
    const [all, backslashes = ""] = match;
    // The trailing blanks of an escaped backslash mean nothing.
    if (backslashes.length % 2 === 0) continue;
    const at = start + match.index + backslashes.length - 1;
    const isSingleQuoted = parts.some(
      ({ kind, range }) => kind === "singleQuoted" && range.start < at && at < range.end,
    );
    if (!isSingleQuoted) found.push({ start: at, end: start + match.index + all.length });
  }
  return found;
}
