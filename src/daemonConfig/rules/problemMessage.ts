// What a problem says, in the reader's language: its text, and the phrases that are put into it.
import type { Translate } from "../../base/translate.ts";
import type { Problem } from "./problem.ts";
import { problemTexts } from "./problemTexts.ts";

/** The arguments that are words of ours, phrases without anything of the file's in them. */
const phrases: ReadonlySet<string> = new Set([
  "detail",
  "distribution",
  "expected",
  "found",
  "instead",
  "replacement",
]);

/** The message of a problem. */
export function problemMessage(
  { code, args }: Pick<Problem, "code" | "args">,
  translate: Translate,
): string {
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(args)) {
    words[name] = phrases.has(name) && value !== "" ? phraseFor(value, translate) : value;
  }
  return translate(problemTexts[code], words);
}

/** One phrase has dockerd's own words in it: those of which a value has to be one. */
function phraseFor(phrase: string, translate: Translate): string {
  const choices = /^none of (.+)$/.exec(phrase)?.[1];
  return choices === undefined ? translate(phrase) : translate("none of {choices}", { choices });
}
