// A run, its history and a comparison as the page of network tests is told of them.
import type { Translate } from "../../base/translate.ts";
import type {
  CellState,
  ShownCell,
  ShownComparison,
  ShownEnd,
  ShownRun,
  ShownSummary,
} from "../../shared/networkTest.ts";
import { cellWords, endWords } from "./cellWords.ts";
import { compareRuns } from "./compareRuns.ts";
import { titleOf, type TestEnd } from "./testPlan.ts";
import type { TestAnswer, TestRun } from "./testRun.ts";

/** All of a run. */
export function shownRun(run: TestRun, translate: Translate): ShownRun {
  const { id, plan, startedAt, state, note } = run;
  const shownEnd = ({ name, detail }: TestEnd): ShownEnd => {
    return { name, detail: endWords(detail, translate) };
  };
  return {
    ...{ id, startedAt, state, note },
    layout: plan.subject.kind === "network" ? "matrix" : "list",
    title: titleOf(plan.subject),
    rows: plan.rows.map(shownEnd),
    columns: plan.columns.map(shownEnd),
    cells: run.answers().map((answer) => shownCell(answer, translate)),
  };
}

/** An answer at its place. */
export function shownCell(answer: TestAnswer, translate: Translate): ShownCell {
  const { question, verdict, decisive } = answer;
  return {
    row: question.row,
    column: question.column,
    state: verdict,
    roundTripMs: decisive?.roundTripMs,
    loss: decisive?.loss,
    says: cellWords(answer, translate),
  };
}

/** A run in the history. */
export function shownSummary(run: TestRun): ShownSummary {
  const { id, plan, startedAt, state } = run;
  const { reachable, answered } = run.counts();
  return { ...{ id, startedAt, state, reachable, answered }, title: titleOf(plan.subject) };
}

/** What another run said of the places of a run. */
export function shownComparison(
  run: TestRun,
  other: TestRun,
  translate: Translate,
): ShownComparison {
  const { changes, added, gone } = compareRuns(run, other);
  const names = (ends: readonly TestEnd[]): string => ends.map(({ name }) => name).join(", ");
  const parts = [
    changes.length === 0
      ? translate("Nothing changed.")
      : translate("Changed: {count}.", { count: changes.length }),
    added.length === 0 ? "" : translate("New: {names}.", { names: names(added) }),
    gone.length === 0 ? "" : translate("Gone: {names}.", { names: names(gone) }),
  ];
  return {
    runId: run.id,
    withId: other.id,
    changes: changes.map(({ row, column, was }) => {
      return { row, column, was, says: translate(wasTexts[was]) };
    }),
    summary: parts.filter((part) => part !== "").join(" "),
  };
}

const wasTexts: Readonly<Record<Exclude<CellState, "waiting">, string>> = {
  reachable: "was reachable",
  blocked: "was blocked",
  unresolved: "was not resolved",
  unknown: "was unknown",
};
