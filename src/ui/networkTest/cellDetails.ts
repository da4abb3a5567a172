// The detail of one cell at a time: what is known, why, and what can be done about it.
import type { Cause } from "../../connectivity/diagnosis/cause.ts";
import { shownDetail } from "../../connectivity/networkTest/cellDetail.ts";
import { explainCell, type Explanation } from "../../connectivity/networkTest/explainCell.ts";
import { askQuestions } from "../../connectivity/networkTest/runTest.ts";
import type { TestQuestion } from "../../connectivity/networkTest/testPlan.ts";
import type { TestAnswer, TestRun } from "../../connectivity/networkTest/testRun.ts";
import { isAbort } from "../../engine/errors.ts";
import { outsideSetting } from "../askSettings.ts";
import { translate } from "../translate.ts";
import { actOn, actionsFor } from "./cellActions.ts";
import { planAgain } from "./planTest.ts";
import type { SessionParts } from "./testSession.ts";
import { testTools } from "./testTools.ts";

export interface DetailParts extends SessionParts {
  /** Called with the answer to a question that was asked again. */
  readonly onCell: (run: TestRun, answer: TestAnswer) => void;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

export class CellDetails {
  readonly #parts: DetailParts;
  /** Of the detail that is shown: its end, and what it says of which question. */
  #asking = new AbortController();
  #said: { readonly question: TestQuestion; readonly cause: Cause | undefined } | undefined;

  constructor(parts: DetailParts) {
    this.#parts = parts;
  }

  /** Ends what is still asked. */
  cancel(): void {
    this.#asking.abort();
  }

  /** Posts what is known of a place, and again when more is. */
  async show(run: TestRun, { row, column }: Place): Promise<void> {
    const question = run.questionAt(row, column);
    if (question === undefined) return;
    const { signal } = this.#begin();
    try {
      await this.#explain(run, question, signal);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) throw error;
    }
  }

  /** Asks the one question again, as the engine is now, and shows its detail. */
  async askAgain(run: TestRun, place: Place): Promise<void> {
    const { signal } = this.#begin();
    const { store } = this.#parts;
    const watching = store.watch();
    try {
      const question = await this.#fresh(run, place);
      if (question === undefined) return;
      run.replace(question);
      if (question.probes.length === 0) this.#parts.onCell(run, run.take(question, []));
      else {
        const { ask } = await testTools(this.#parts, signal);
        const take = (_: unknown, results: TestAnswer["results"]): void => {
          this.#parts.onCell(run, run.take(question, results));
        };
        await askQuestions([question], ask, take, signal);
      }
      await this.#explain(run, question, signal);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) throw error;
    } finally {
      watching.dispose();
    }
  }

  /** Does what a button of the detail says. */
  async act(run: TestRun, { row, column }: Place, actionId: string): Promise<void> {
    const question = run.questionAt(row, column);
    if (question === undefined) return;
    const { store, log } = this.#parts;
    const testAgain = (): Promise<void> => this.askAgain(run, { row, column });
    // A button of what was shown before means nothing any more.
    const cause = this.#said?.question === question ? this.#said.cause : undefined;
    await actOn(actionId, { store, log, question, cause, testAgain });
  }

  #begin(): AbortController {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#said = undefined;
    return this.#asking;
  }

  async #explain(run: TestRun, question: TestQuestion, signal: AbortSignal): Promise<void> {
    const { store } = this.#parts;
    const watching = store.watch();
    try {
      const picture = store.picture ?? (await store.connected(signal)).picture;
      const answer = run.answerAt(question.row, question.column);
      const means = (): ReturnType<typeof testTools> => testTools(this.#parts, signal);
      const onExplanation = (explanation: Explanation): void => {
        this.#post(run, question, explanation);
      };
      const asking = { picture, outside: outsideSetting(), means, onExplanation };
      await explainCell(question, answer, asking, signal);
    } finally {
      watching.dispose();
    }
  }

  #post(run: TestRun, question: TestQuestion, explanation: Explanation): void {
    this.#said = { question, cause: explanation.cause };
    const answer = run.answerAt(question.row, question.column);
    const actions = actionsFor(question, explanation.cause);
    const detail = shownDetail({ run, question, answer, actions, ...explanation }, translate);
    this.#parts.post({ type: "detail", runId: run.id, detail });
  }

  /** The question as it would be asked in a new test, at its old place. */
  async #fresh(run: TestRun, { row, column }: Place): Promise<TestQuestion | undefined> {
    const before = run.plan;
    const plan = await planAgain(this.#parts.store, before.subject);
    const at = (keys: typeof plan.rows, key: string | undefined): number =>
      keys.findIndex((end) => end.key === key);
    const newRow = at(plan.rows, before.rows[row]?.key);
    const newColumn = at(plan.columns, before.columns[column]?.key);
    const found = plan.questions.find((one) => one.row === newRow && one.column === newColumn);
    return found === undefined ? run.questionAt(row, column) : { ...found, row, column };
  }
}
