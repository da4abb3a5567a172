// What is different between two runs, whose ends are matched by their names.
import type { Verdict } from "../probe.ts";
import type { TestEnd } from "./testPlan.ts";
import type { TestRun } from "./testRun.ts";

export interface RunDifference {
  /** Places of the first run that had another verdict in the other. */
  readonly changes: readonly RunChange[];
  /** Ends that only the first run has, and that only the other one has. */
  readonly added: readonly TestEnd[];
  readonly gone: readonly TestEnd[];
}

export interface RunChange {
  readonly row: number;
  readonly column: number;
  readonly was: Verdict;
}

/** What another run said of the places of a run. Places without an answer in both are left out. */
export function compareRuns(run: TestRun, other: TestRun): RunDifference {
  const before = new Map<string, Verdict>();
  for (const { question, verdict } of other.answers()) {
    const key = keyOf(other, question.row, question.column);
    if (key !== undefined) before.set(key, verdict);
  }
  const changes = run.answers().flatMap(({ question: { row, column }, verdict }) => {
    const was = before.get(keyOf(run, row, column) ?? "");
    return was === undefined || was === verdict ? [] : [{ row, column, was }];
  });
  return { changes, added: onlyIn(run, other), gone: onlyIn(other, run) };
}

function keyOf({ plan }: TestRun, row: number, column: number): string | undefined {
  const [from, to] = [plan.rows[row], plan.columns[column]];
  return from && to && JSON.stringify([from.key, to.key]);
}

function onlyIn(one: TestRun, other: TestRun): readonly TestEnd[] {
  const known = new Set(endsOf(other).map(({ key }) => key));
  return endsOf(one).filter(({ key }) => !known.has(key));
}

/** The ends that may come and go: everybody of a network, or all that a container asks. */
function endsOf({ plan }: TestRun): readonly TestEnd[] {
  return plan.columns;
}
