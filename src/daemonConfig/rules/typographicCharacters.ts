// Characters of word processors and web pages, where a plain quote or blank was meant.
import type { MappedText } from "../syntax/mappedText.ts";
import type { Problem } from "./problem.ts";

type Found = Omit<Problem, "uri">;

/** The typographic quotes and blanks at the start and the end of words. What dockerd minds of them shows later. */
export function typographicCharacters(value: MappedText): readonly Found[] {
  return [...quotes(value), ...blanks(value)];
}

const anyQuote = /[“”„‟‘’‚«»]/;
const opening = /(?<=^|[\s=])[“”„‟‘’‚«]/g;
const closing = /[“”„‟‘’»](?=\s|$)/g;

function quotes(value: MappedText): readonly Found[] {
  // Hardly any text has one, and this is much the quicker look.
  if (!anyQuote.test(value.text)) return [];
  const found = [opening, closing].flatMap((pattern) => [...value.text.matchAll(pattern)]);
  const places = new Map(found.map(({ 0: quote, index }) => [index, quote]));
  return [...places]
    .sort(([one], [other]) => one - other)
    .map(([index, quote]) => {
      const suggestion = /[‘’‚]/.test(quote) ? "'" : '"';
      return {
        code: "typographicQuote",
        severity: "warning",
        range: value.sourceRange(index, index + 1),
        args: { suggestion },
        replacement: suggestion,
      };
    });
}

const odd = String.raw`[\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]`;
const anyBlank = new RegExp(odd);
/** Within a word it may be meant. */
const outerBlanks = new RegExp(`(?<=^|[ \\t])${odd}+|${odd}+(?=[ \\t$-]|$)`, "g");
/** Those that take no room at all. */
const empty = /^[\u00ad\u200b-\u200d\u2060\ufeff]+$/;

function blanks(value: MappedText): readonly Found[] {
  if (!anyBlank.test(value.text)) return [];
  return Array.from(value.text.matchAll(outerBlanks), ({ 0: blank, index }): Found => {
    const code = (blank.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return {
      code: "typographicBlank",
      severity: "warning",
      range: value.sourceRange(index, index + blank.length),
      args: { character: `U+${code}` },
      replacement: empty.test(blank) ? "" : " ",
    };
  });
}
