// A cause in the reader's language.
import type { Translate } from "../../base/translate.ts";
import { commandLine } from "../../engine/commandLine.ts";
import type { Cause, Fix } from "./cause.ts";
import { causeTexts, fixTexts } from "./causeTexts.ts";

/** What it is and what to do, in one line, and each command line of the fix in one of its own. */
export function causeLines(
  { code, args, sure, fix }: Cause,
  translate: Translate,
): readonly string[] {
  const what = translate(causeTexts[code], args);
  const said = sure === "certain" ? what : translate("Likely cause: {what}", { what });
  if (fix === undefined) return [said];
  return [`${said} ${fixSentence(fix, translate)}`, ...fix.commands.map(commandLine)];
}

/** What to do, without its commands. */
export function fixSentence({ code, args }: Fix, translate: Translate): string {
  return translate(fixTexts[code], args);
}
