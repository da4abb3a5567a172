// What a shell would put something else in for, in texts where systemd leaves everything as it is.
import type { TextRange } from "./textRange.ts";

/** The variables and commands in a text, but for those behind a backslash. */
export function shellExpansions(text: string): readonly TextRange[] {
  // Hardly any text has one, and this is much the quicker look.
  if (!/[$`]/.test(text)) return [];
  return Array.from(text.matchAll(expansion))
    .filter(({ 0: written, index }) => !isEscaped(text, index) && isMeant(text, index, written))
    .map(({ 0: written, index }) => ({ start: index, end: index + written.length }));
}

/** Bounded, so that no text takes longer than its length to look through. */
const expansion = /\$(?:[A-Za-z_]\w*|\{[^}\s]{0,99}\}|\([^)]{0,199}\))|`[^`]{1,199}`/g;

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (count < at && text.charAt(at - count - 1) === "\\") count += 1;
  return count % 2 === 1;
}

/** A password may have a dollar sign: `pa$word` is no variable, unlike `$word`, and unlike `x$WORD`. */
function isMeant(text: string, at: number, written: string): boolean {
  if (!/^\$\w/.test(written) || /^\$[A-Z_][A-Z0-9_]*$/.test(written)) return true;
  return at === 0 || /[\s=/,"']/.test(text.charAt(at - 1));
}
