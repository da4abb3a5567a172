// The runs of a window, the newest first, as many as are worth keeping.
import type { TestPlan } from "./testPlan.ts";
import { TestRun } from "./testRun.ts";

const mostRuns = 20;

export class TestHistory {
  readonly #runs: TestRun[] = [];
  #nextId = 1;

  get runs(): readonly TestRun[] {
    return this.#runs;
  }

  find(id: number): TestRun | undefined {
    return this.#runs.find((run) => run.id === id);
  }

  /** Begins a run, and drops the oldest where there are too many. */
  begin(plan: TestPlan, startedAt: number): TestRun {
    const run = new TestRun(this.#nextId, plan, startedAt);
    this.#nextId += 1;
    this.#runs.unshift(run);
    this.#runs.splice(mostRuns);
    return run;
  }
}
