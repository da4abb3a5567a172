// The result of a check in the reader's language: what became of it, why, and what to do.
import type { Translate } from "../../base/translate.ts";
import { causeLines } from "../diagnosis/causeMessage.ts";
import { decisivePairs, type CheckResult, type PairResult } from "./judgeCheck.ts";
import { resultTexts, type CheckStatement } from "./resultTexts.ts";

/** What there is to say of a check as a whole: one message for each thing, in one or more lines. */
export function resultMessages(
  result: CheckResult,
  translate: Translate,
): readonly (readonly string[])[] {
  const { obstacle } = result;
  const leftOut = result.leftOut.map((one) => [statementText(one, translate)]);
  if (obstacle !== undefined) return [[statementText(obstacle, translate)], ...leftOut];
  return [...decisivePairs(result).map((pair) => pairLines(pair, translate)), ...leftOut];
}

/** A statement as a sentence. */
export function statementText({ code, args }: CheckStatement, translate: Translate): string {
  return translate(resultTexts[code], args);
}

function pairLines({ statement, cause }: PairResult, translate: Translate): readonly string[] {
  const said = statementText(statement, translate);
  return cause === undefined ? [said] : [said, ...causeLines(cause, translate)];
}
