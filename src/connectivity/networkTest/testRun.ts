// One run of a test: its plan, and the answers so far.
import type { ProbeResult, Verdict } from "../probe.ts";
import type { TestPlan, TestQuestion } from "./testPlan.ts";

export type RunState = "running" | "done" | "cancelled" | "failed";

/** What came of one question. */
export interface TestAnswer {
  readonly question: TestQuestion;
  readonly verdict: Verdict;
  /** What decided it; undefined where nothing was asked. */
  readonly decisive: ProbeResult | undefined;
  /** Of every probe. */
  readonly results: readonly ProbeResult[];
}

export class TestRun {
  readonly id: number;
  readonly plan: TestPlan;
  /** Since 1970, in milliseconds. */
  readonly startedAt: number;
  state: RunState = "running";
  /** Translated: why it waits or failed. Empty where there is nothing to say. */
  note = "";
  readonly #questions = new Map<string, TestQuestion>();
  readonly #answers = new Map<string, TestAnswer>();

  constructor(id: number, plan: TestPlan, startedAt: number) {
    this.id = id;
    this.plan = plan;
    this.startedAt = startedAt;
    for (const question of plan.questions) {
      this.#questions.set(placeOf(question.row, question.column), question);
    }
  }

  questionAt(row: number, column: number): TestQuestion | undefined {
    return this.#questions.get(placeOf(row, column));
  }

  /** Puts a question at the place of an older one: its container runs by now, or has another address. */
  replace(question: TestQuestion): void {
    this.#questions.set(placeOf(question.row, question.column), question);
  }

  /** Takes the answer to a question; a later one replaces it. */
  take(question: TestQuestion, results: readonly ProbeResult[]): TestAnswer {
    const answer = judged(question, results);
    this.#answers.set(placeOf(question.row, question.column), answer);
    return answer;
  }

  answerAt(row: number, column: number): TestAnswer | undefined {
    return this.#answers.get(placeOf(row, column));
  }

  /** In the order of the plan. */
  answers(): readonly TestAnswer[] {
    return [...this.#questions.keys()].flatMap((place) => this.#answers.get(place) ?? []);
  }

  /** How many answers say what. */
  counts(): TestCounts {
    return countsOf([...this.#answers.values()]);
  }
}

/** How many answers say what. */
export function countsOf(answers: readonly TestAnswer[]): TestCounts {
  const count = (...verdicts: readonly Verdict[]): number =>
    answers.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    answered: answers.length,
    reachable: count("reachable"),
    failed: count("blocked", "unresolved"),
  };
}

export interface TestCounts {
  readonly answered: number;
  readonly reachable: number;
  /** Those that say no. What could not be asked is neither. */
  readonly failed: number;
}

/** Reached where one way is; no is only said where every way was asked. */
function judged(question: TestQuestion, results: readonly ProbeResult[]): TestAnswer {
  const decisive =
    results.find(({ verdict }) => verdict === "reachable") ??
    results.find(({ verdict }) => verdict === "unknown") ??
    results[0];
  const { largestPacket = Infinity } = decisive ?? {};
  const isTooSmall = largestPacket < (question.leastPacket ?? 0);
  const verdict = isTooSmall ? "blocked" : (decisive?.verdict ?? "unknown");
  return { question, results, decisive, verdict };
}

function placeOf(row: number, column: number): string {
  return `${row},${column}`;
}
