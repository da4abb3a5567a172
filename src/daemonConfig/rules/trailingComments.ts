// Where somebody meant to write a comment behind a value, which neither systemd nor its environment files have.
import type { TextRange } from "../syntax/textRange.ts";

/** The first `#` behind a blank, with all blanks before it, to the end of the text. */
export function trailingComment(text: string): TextRange | undefined {
  const blank = text.search(/[ \t]#/);
  if (blank === -1) return undefined;
  let start = blank;
  while (start > 0 && " \t".includes(text.charAt(start - 1))) start -= 1;
  return { start, end: text.length };
}
