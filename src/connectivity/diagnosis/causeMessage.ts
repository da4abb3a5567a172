// A cause in the reader's language.
import type { Translate } from "../../base/translate.ts";
import { commandLine } from "../../engine/commandLine.ts";
import type { Cause, Evidence, Fix } from "./cause.ts";
import { causeTexts, fixTexts } from "./causeTexts.ts";

/**
 * What it is and what to do, with the code by which more can be looked up, then what was seen, then each
 * command line of the fix.
 */
export function causeLines(cause: Cause, translate: Translate): readonly string[] {
  const { code, fix, evidence } = cause;
  const said = causeSentence(cause, translate);
  return [
    `${fix === undefined ? said : `${said} ${fixSentence(fix, translate)}`} [${code}]`,
    ...(evidence.length === 0 ? [] : [evidenceSentence(evidence, translate)]),
    ...(fix?.commands ?? []).map(commandLine),
  ];
}

/** What it is, and whether that is sure. */
export function causeSentence({ code, args, sure }: Cause, translate: Translate): string {
  const what = translate(causeTexts[code], args);
  return sure === "likely" ? translate("Likely cause: {what}", { what }) : what;
}

/** All that was seen, in one line. */
export function evidenceSentence(evidence: readonly Evidence[], translate: Translate): string {
  const facts = evidence.map(({ of, fact }) => `${of}: ${fact}`);
  return translate("Seen: {facts}.", { facts: facts.join("; ") });
}

/** What to do, without its commands. */
export function fixSentence({ code, args }: Fix, translate: Translate): string {
  return translate(fixTexts[code], args);
}
