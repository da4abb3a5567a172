// What the probes of a check said, held against what is expected.
import type { Cause } from "../diagnosis/cause.ts";
import type { ProbeReason, ProbeResult, Verdict } from "../probe.ts";
import type { NetworkCheck } from "./networkCheck.ts";
import type { CheckPlan, PlannedPair } from "./planCheck.ts";
import type { CheckStatement, ResultCode } from "./resultTexts.ts";

export type CheckOutcome = "passed" | "failed" | "couldNotRun";

export interface PairResult {
  readonly source: string;
  readonly target: string;
  readonly outcome: CheckOutcome;
  readonly verdict: Verdict;
  readonly roundTripMs: number | undefined;
  readonly statement: CheckStatement;
  /** Why nothing got through, where it is known; undefined where all is as expected. */
  readonly cause: Cause | undefined;
  /** What the tools said. Written by others: show it as text only. */
  readonly evidence: string;
}

export interface CheckResult {
  readonly check: NetworkCheck;
  /** Failed where one pair did, else could not run where one pair could not, else passed. */
  readonly outcome: CheckOutcome;
  readonly pairs: readonly PairResult[];
  /** Why there are no pairs. */
  readonly obstacle: CheckStatement | undefined;
  /** Who belongs to it and was not asked, and why. */
  readonly leftOut: readonly CheckStatement[];
}

/** The result of a check, from the answers to the probes of each of its pairs. */
export function judgeCheck(
  { check, pairs, obstacle, leftOut }: CheckPlan,
  answersOf: (pair: PlannedPair) => readonly ProbeResult[],
): CheckResult {
  const results = pairs.map((pair) => judgePair(check, pair, answersOf(pair)));
  return { check, pairs: results, obstacle, leftOut, outcome: outcomeOf(results) };
}

/** What there is to say of a check as a whole: of one pair all, of many what is amiss. */
export function decisivePairs({ pairs }: CheckResult): readonly PairResult[] {
  return pairs.length === 1 ? pairs : pairs.filter(({ outcome }) => outcome !== "passed");
}

function outcomeOf(pairs: readonly PairResult[]): CheckOutcome {
  if (pairs.some(({ outcome }) => outcome === "failed")) return "failed";
  const isWhole = pairs.length > 0 && pairs.every(({ outcome }) => outcome === "passed");
  return isWhole ? "passed" : "couldNotRun";
}

function judgePair(
  check: NetworkCheck,
  { source, target, how }: PlannedPair,
  answers: readonly ProbeResult[],
): PairResult {
  const names = { source: source.name, target };
  const evidence = answers.map((answer) => answer.evidence.trim()).filter((text) => text !== "");
  const common = {
    ...names,
    evidence: evidence.join("\n"),
    roundTripMs: undefined,
    cause: undefined,
  };
  switch (how.kind) {
    case "impossible":
      return { ...common, verdict: "unknown", outcome: "couldNotRun", statement: how.statement };
    case "cut": {
      const outcome = check.expect === "blocked" ? "passed" : "failed";
      return { ...common, verdict: "blocked", outcome, statement: how.statement };
    }
    case "targetDown": {
      if (check.expect === "reachable") {
        const statement = { code: "targetDoesNotRun", args: names } as const;
        return { ...common, verdict: "blocked", outcome: "failed", statement };
      }
      const statement = { code: "blockedForNow", args: names } as const;
      return { ...common, verdict: "unknown", outcome: "couldNotRun", statement };
    }
    case "probes":
      return { ...common, ...judgeAnswers(check, names, answers) };
    default:
      return how satisfies never;
  }
}

type Names = Readonly<Record<"source" | "target", string>>;

type Judgment = Pick<PairResult, "verdict" | "outcome" | "statement" | "roundTripMs">;

function judgeAnswers(
  check: NetworkCheck,
  names: Names,
  answers: readonly ProbeResult[],
): Judgment {
  const reached = fastest(answers.filter(({ verdict }) => verdict === "reachable"));
  if (reached !== undefined) return judgeReached(check, names, reached);
  const [first] = answers;
  // One answer that is missing leaves open whether that was the way.
  const decisive = answers.find(({ verdict }) => verdict === "unknown") ?? first;
  const verdict = decisive?.verdict ?? "unknown";
  const statement = { code: codeOf(decisive?.reason, verdict), args: argsOf(names, decisive) };
  if (verdict === "unknown") {
    return { verdict, outcome: "couldNotRun", statement, roundTripMs: undefined };
  }
  if (check.expect === "reachable") {
    return { verdict, outcome: "failed", statement, roundTripMs: undefined };
  }
  if (verdict !== "unresolved") {
    return { verdict, outcome: "passed", statement, roundTripMs: undefined };
  }
  // A slip in a name would pass for ever.
  const unasked = { code: "unknownName", args: names } as const;
  return { verdict, outcome: "couldNotRun", statement: unasked, roundTripMs: undefined };
}

function judgeReached(
  check: NetworkCheck,
  names: Names,
  { roundTripMs, httpStatus }: ProbeResult,
): Judgment {
  const { expect, withinMs } = check;
  const wanted = check.kind === "path" ? check.status : undefined;
  const verdict = "reachable";
  const say = (code: ResultCode, outcome: CheckOutcome): Judgment => {
    const times = { time: shownTime(roundTripMs), within: withinMs ?? 0 };
    const statuses = { status: httpStatus ?? 0, wanted: wanted ?? 0 };
    const args = { ...names, ...times, ...statuses };
    return { verdict, outcome, roundTripMs, statement: { code, args } };
  };
  if (expect === "blocked") return say("open", "failed");
  if (wanted !== undefined && httpStatus !== wanted) return say("otherStatus", "failed");
  if (roundTripMs === undefined) {
    return withinMs === undefined ? say("reaches", "passed") : say("untimed", "couldNotRun");
  }
  if (withinMs !== undefined && roundTripMs > withinMs) return say("tooSlow", "failed");
  // Some tools count in hundredths of a second, and nothing takes no time.
  return say(roundTripMs === 0 ? "reaches" : "reachesIn", "passed");
}

function fastest(answers: readonly ProbeResult[]): ProbeResult | undefined {
  const time = ({ roundTripMs }: ProbeResult): number => roundTripMs ?? Infinity;
  return [...answers].sort((one, other) => (time(one) <= time(other) ? -1 : 1))[0];
}

/** Three digits that count, which is what a reader compares. */
function shownTime(roundTripMs: number | undefined): number {
  return Number((roundTripMs ?? 0).toPrecision(3));
}

function argsOf(names: Names, answer: ProbeResult | undefined): CheckStatement["args"] {
  return { ...names, detail: answer?.evidence.trim() ?? "" };
}

function codeOf(reason: ProbeReason | undefined, verdict: Verdict): ResultCode {
  switch (reason) {
    case "notProbed":
    case undefined:
      return verdict === "unknown" ? "notAsked" : "isBlocked";
    default:
      return reason;
  }
}
