// Words of a command that use a variable in a way that does not do what it looks like.
import type { Argument } from "../syntax/expandedWords.ts";
import type { MappedText } from "../syntax/mappedText.ts";

export interface VariableMistake {
  /**
   * `unsplit`: `${OPTIONS}` with several words in it, which stay one. `literal`: `--bip=$BIP`, which systemd
   * leaves as it is.
   */
  readonly kind: "unsplit" | "literal";
  readonly name: string;
  /** In the word's text. */
  readonly start: number;
  readonly end: number;
}

/** What is wrong with the way that a word uses a variable, undefined where nothing is. */
export function variableMistake({ text, pieces }: Argument): VariableMistake | undefined {
  const [first, ...others] = pieces;
  const { variable } = first ?? {};
  if (others.length === 0 && variable?.form === "braced" && /^\s*-\S*\s+\S/.test(text)) {
    return { kind: "unsplit", name: variable.name, start: 0, end: text.length };
  }
  let at = 0;
  for (const piece of pieces) {
    const literal = piece.variable === undefined ? literalIn(piece.text) : undefined;
    if (literal !== undefined) {
      return { ...literal, start: at + literal.start, end: at + literal.end };
    }
    at += piece.text.text.length;
  }
  return undefined;
}

/** The variable that is all of a word and empty, so that the word is empty too. */
export function emptyVariable({ text, pieces }: Argument): string | undefined {
  const [first, ...others] = pieces;
  const isEmpty = text === "" && others.length === 0 && first?.variable?.form === "braced";
  return isEmpty ? first.variable.name : undefined;
}

/** The first variable in a text where all of them stay as they are written. */
export function writtenVariable(text: string): string | undefined {
  return /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/.exec(text)?.[0];
}

/** A `$` that was written twice is meant to be there. */
function literalIn(text: MappedText): VariableMistake | undefined {
  for (const match of text.text.matchAll(/\$([A-Za-z_]\w*)/g)) {
    const start = match.index;
    const dollar = text.sourceRange(start, start + 1);
    if (dollar.end - dollar.start > 1) continue;
    return { kind: "literal", name: match[1] ?? "", start, end: start + match[0].length };
  }
  return undefined;
}
