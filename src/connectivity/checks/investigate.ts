// What is asked after the checks themselves: all that tells the causes of those that failed apart.
import { eachLimited } from "../../engine/eachLimited.ts";
import type { Facts } from "../diagnosis/cause.ts";
import { openQuestions } from "../diagnosis/openQuestions.ts";
import type { ProbeResult } from "../probe.ts";
import type { CheckRun, SourceProbes } from "./runChecks.ts";

/** The facts of one failure, and what is added to them. */
export class FurtherFacts {
  #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  get facts(): Facts {
    return this.#facts;
  }

  add(more: Partial<Pick<Facts, "further" | "listeners">>): void {
    this.#facts = { ...this.#facts, ...more };
  }
}

/** As many as are probed at once. */
const targetsAtOnce = 4;

/** Asks what is open about some failures, and adds the answers to them. */
export async function investigate(
  failures: readonly FurtherFacts[],
  { ask, readListeners }: Pick<CheckRun, "ask" | "readListeners">,
  signal: AbortSignal,
): Promise<void> {
  const open = failures.map((failure) => ({ failure, questions: openQuestions(failure.facts) }));
  const asked = open.flatMap(({ failure, questions }): readonly SourceProbes[] => {
    const probes = questions?.probes ?? [];
    return probes.length === 0 ? [] : [{ source: failure.facts.source, probes }];
  });
  const results: ProbeResult[] = [];
  const onResult = (_source: unknown, result: ProbeResult): void => {
    results.push(result);
  };
  if (asked.length > 0) await ask(asked, onResult, signal);
  for (const { failure, questions } of open) {
    failure.add({ further: results.filter(({ probe }) => questions?.probes.includes(probe)) });
  }
  if (readListeners === undefined) return;
  await eachLimited(
    open.filter(({ questions }) => questions?.listeners === true),
    async ({ failure }) => {
      const { target } = failure.facts;
      if (target !== undefined) failure.add({ listeners: await readListeners(target, signal) });
    },
    targetsAtOnce,
  );
}
