// What `portolan check` found out: of each file its problems, and of each check in it what became of it.
import type { CheckOutcome } from "../connectivity/checks/judgeCheck.ts";
import type { Cause, Fix } from "../connectivity/diagnosis/cause.ts";
import type { Verdict } from "../connectivity/probe.ts";
import type { Position } from "../daemonConfig/syntax/textRange.ts";

/** Zero-based, in UTF-16 code units. */
export interface ReportRange {
  readonly start: Position;
  readonly end: Position;
}

export interface ReportedProblem {
  readonly range: ReportRange;
  readonly code: string;
  readonly message: string;
}

export interface ReportedPair {
  readonly source: string;
  readonly target: string;
  readonly outcome: CheckOutcome;
  readonly verdict: Verdict;
  /** In milliseconds; null where nothing came back. */
  readonly roundTripMs: number | null;
  readonly message: string;
  /** Why nothing got through; null where it is not known, or nothing is amiss. */
  readonly cause: ReportedCause | null;
}

/** A diagnosis, with its code from `causeTexts` for programs and its words for people. */
export interface ReportedCause extends Pick<Cause, "code" | "sure" | "evidence"> {
  readonly message: string;
  /** What mends it; its command lines are argv, each by itself. */
  readonly fix: (Pick<Fix, "code" | "commands"> & { readonly message: string }) | null;
}

export interface ReportedCheck {
  readonly name: string;
  readonly range: ReportRange;
  readonly outcome: CheckOutcome;
  /** What is to be said of the check as a whole, one sentence a line; of many pairs those that are amiss. */
  readonly messages: readonly string[];
  readonly pairs: readonly ReportedPair[];
  /** From the start of the run, in which all checks share their probes, to the decision. */
  readonly decidedAfterMs: number;
}

export interface ReportedFile {
  /** The path as the caller wrote it. */
  readonly file: string;
  readonly problems: readonly ReportedProblem[];
  readonly checks: readonly ReportedCheck[];
}

/** How the whole of it ends: 0 all as expected, 1 something is not, 2 something could not be run. */
export function exitCodeOf(files: readonly ReportedFile[]): 0 | 1 | 2 {
  const outcomes = files.flatMap(({ checks }) => checks.map(({ outcome }) => outcome));
  const isUnread = files.some(({ problems }) => problems.length > 0);
  if (isUnread || outcomes.includes("couldNotRun")) return 2;
  return outcomes.includes("failed") ? 1 : 0;
}
