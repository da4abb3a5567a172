// Quotes as a word processor writes them, where a quote was meant.
import type { MappedText } from "../syntax/mappedText.ts";
import type { Problem, Severity } from "./problem.ts";

const any = /[“”„‟‘’‚«»]/;
const opening = /(?<=^|[\s=])[“”„‟‘’‚«]/g;
const closing = /[“”„‟‘’»](?=\s|$)/g;

/** The typographic quotes at the start and the end of words. */
export function typographicQuotes(
  value: MappedText,
  severity: Severity,
): readonly Omit<Problem, "uri">[] {
  // Hardly any text has one, and this is much the quicker look.
  if (!any.test(value.text)) return [];
  const found = [opening, closing].flatMap((pattern) => [...value.text.matchAll(pattern)]);
  const places = new Map(found.map(({ 0: quote, index }) => [index, quote]));
  return [...places]
    .sort(([one], [other]) => one - other)
    .map(([index, quote]) => {
      const suggestion = /[‘’‚]/.test(quote) ? "'" : '"';
      return {
        code: "typographicQuote",
        severity,
        range: value.sourceRange(index, index + 1),
        args: { suggestion },
        replacement: suggestion,
      };
    });
}
