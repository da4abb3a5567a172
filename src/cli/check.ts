// `portolan check`: network checks of files, run against an engine, for people and for CI.
import type { Translate } from "../base/translate.ts";
import { checkTexts } from "../connectivity/checks/checkTexts.ts";
import type { CheckResult, PairResult } from "../connectivity/checks/judgeCheck.ts";
import type { NetworkCheck } from "../connectivity/checks/networkCheck.ts";
import { readChecks, type ReadChecks } from "../connectivity/checks/readChecks.ts";
import { resultMessages, statementText } from "../connectivity/checks/resultSentences.ts";
import { runChecks, type CheckRun } from "../connectivity/checks/runChecks.ts";
import type { YamlRange } from "../connectivity/checks/yamlTree.ts";
import type { Cause } from "../connectivity/diagnosis/cause.ts";
import { fixSentence } from "../connectivity/diagnosis/causeMessage.ts";
import { causeTexts } from "../connectivity/diagnosis/causeTexts.ts";
import { LineIndex } from "../daemonConfig/syntax/textRange.ts";
import type {
  ReportedCause,
  ReportedCheck,
  ReportedFile,
  ReportedPair,
  ReportRange,
} from "./checkReport.ts";

export interface ChecksInput {
  /** The path as the caller wrote it. */
  readonly file: string;
  readonly text: string;
}

/** Opens what checks run against; called only where there is a check to run. */
export type OpenRun = () => Promise<Omit<CheckRun, "onResult">>;

/** Runs the checks of all files together, and reports on each file. Throws where the engine cannot be used. */
export async function check(
  inputs: readonly ChecksInput[],
  open: OpenRun,
  translate: Translate,
  signal: AbortSignal,
): Promise<readonly ReportedFile[]> {
  const files = inputs.map((input) => ({ ...input, read: readChecks(input.text) }));
  const checks = files.flatMap(({ read }) => read.checks);
  const decided = new Map<NetworkCheck, Decided>();
  if (checks.length > 0) {
    const run = await open();
    const start = performance.now();
    const onResult = (result: CheckResult): void => {
      decided.set(result.check, { result, afterMs: performance.now() - start });
    };
    await runChecks(checks, { ...run, onResult }, signal);
  }
  return files.map((file) => reportOf(file, decided, translate));
}

interface Decided {
  readonly result: CheckResult;
  readonly afterMs: number;
}

function reportOf(
  { file, text, read }: ChecksInput & { readonly read: ReadChecks },
  decided: ReadonlyMap<NetworkCheck, Decided>,
  translate: Translate,
): ReportedFile {
  const lines = new LineIndex(text);
  const place = ({ start, end }: YamlRange): ReportRange => ({
    start: lines.positionAt(start),
    end: lines.positionAt(end),
  });
  return {
    file,
    problems: read.problems.map(({ code, args, range }) => ({
      range: place(range),
      code,
      message: translate(checkTexts[code], args),
    })),
    checks: read.checks.flatMap((one) => {
      const found = decided.get(one);
      return found === undefined ? [] : [reportedCheck(found, place(one.range), translate)];
    }),
  };
}

function reportedCheck(
  { result, afterMs }: Decided,
  range: ReportRange,
  translate: Translate,
): ReportedCheck {
  return {
    name: result.check.name,
    range,
    outcome: result.outcome,
    messages: resultMessages(result, translate).flat(),
    pairs: result.pairs.map((pair) => reportedPair(pair, translate)),
    decidedAfterMs: Math.round(afterMs),
  };
}

function reportedPair(
  { source, target, outcome, verdict, roundTripMs, statement, cause }: PairResult,
  translate: Translate,
): ReportedPair {
  return {
    ...{ source, target, outcome, verdict },
    roundTripMs: roundTripMs ?? null,
    message: statementText(statement, translate),
    cause: cause === undefined ? null : reportedCause(cause, translate),
  };
}

function reportedCause(
  { code, args, sure, evidence, fix }: Cause,
  translate: Translate,
): ReportedCause {
  return {
    ...{ code, sure, evidence },
    message: translate(causeTexts[code], args),
    fix:
      fix === undefined
        ? null
        : { code: fix.code, message: fixSentence(fix, translate), commands: fix.commands },
  };
}
