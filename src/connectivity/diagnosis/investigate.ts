// What is asked after the first questions: all that tells the causes of those that failed apart. All
// questions to one source go in one exec, as the first ones do, and nothing is asked or looked at twice.
import { eachLimited } from "../../engine/eachLimited.ts";
import type { Container } from "../../model/container.ts";
import type { Facts } from "./cause.ts";
import type { Look } from "./look.ts";
import { openQuestions, type OpenQuestions } from "./openQuestions.ts";
import type { Probe, ProbeResult } from "../probe.ts";
import type { AskProbes, SourceProbes } from "../probeBatch.ts";
import { questionOf } from "../questionOf.ts";

/** What a diagnosis can ask and look at. */
export interface DiagnosisMeans {
  readonly ask: AskProbes;
  /** Looks beyond probes; where it is left out, some causes are likely at most. */
  readonly look?: Look;
}

/** The facts of one failure, and what is added to them. */
export class FurtherFacts {
  #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  get facts(): Facts {
    return this.#facts;
  }

  add(more: Partial<Facts>): void {
    this.#facts = { ...this.#facts, ...more };
  }
}

/** As many as are probed at once. */
const looksAtOnce = 4;

/** An answer can raise another question; no cause takes more turns than this. */
const mostTurns = 4;

/** Asks what is open about some failures, and adds the answers to them. */
export async function investigate(
  failures: readonly FurtherFacts[],
  { ask, look }: DiagnosisMeans,
  signal: AbortSignal,
): Promise<void> {
  const findings = new Findings();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const open = failures.flatMap((failure) => {
      const questions = openQuestions(failure.facts);
      return questions === undefined ? [] : [{ failure, facts: failure.facts, questions }];
    });
    const probes = findings.newProbes(open);
    const looks = look === undefined ? [] : findings.newLooks(open, look, signal);
    if (probes.length === 0 && looks.length === 0) return;
    const onResult = (source: Container, result: ProbeResult): void => {
      findings.add(source, result);
    };
    if (probes.length > 0) await ask(probes, onResult, signal);
    await eachLimited(looks, (one) => one(), looksAtOnce);
    for (const one of open) one.failure.add(findings.about(one));
  }
}

/** What is open about one failure. */
interface OpenFailure {
  readonly facts: Facts;
  readonly questions: OpenQuestions;
}

/** The answers of one investigation, by their questions: several failures may have the same. */
class Findings {
  /** Undefined where an answer is under way, or never came. */
  readonly #answers = new Map<string, ProbeResult | undefined>();
  readonly #listeners = new Map<string, Facts["listeners"]>();
  readonly #inspected = new Map<string, ReturnType<Facts["inspected"]["get"]>>();
  readonly #around = new Map<string, Facts["around"]>();
  #helperImage: { is: Facts["helperImage"] } | undefined;

  add(source: Container, result: ProbeResult): void {
    this.#answers.set(questionOf(source, result.probe), result);
  }

  /** The probes that nobody asked yet, by source. */
  newProbes(open: readonly OpenFailure[]): readonly SourceProbes[] {
    const bySource = new Map<string, { readonly source: Container; readonly probes: Probe[] }>();
    for (const { facts, questions } of open) {
      const { source } = facts;
      for (const probe of questions.probes) {
        const question = questionOf(source, probe);
        if (this.#answers.has(question)) continue;
        this.#answers.set(question, undefined);
        const asked = bySource.get(source.id) ?? { source, probes: [] };
        asked.probes.push(probe);
        bySource.set(source.id, asked);
      }
    }
    return [...bySource.values()];
  }

  /** The looks that nobody took yet. */
  newLooks(
    open: readonly OpenFailure[],
    look: Look,
    signal: AbortSignal,
  ): readonly (() => Promise<void>)[] {
    const looks: (() => Promise<void>)[] = [];
    for (const { facts, questions } of open) {
      const { target } = facts;
      if (questions.listeners && target !== undefined && !this.#listeners.has(target.id)) {
        this.#listeners.set(target.id, undefined);
        looks.push(async () => {
          this.#listeners.set(target.id, await look.listeners(target, signal));
        });
      }
      for (const container of questions.inspects) {
        if (this.#inspected.has(container.id)) continue;
        this.#inspected.set(container.id, undefined);
        looks.push(async () => {
          this.#inspected.set(container.id, await look.inspect(container, signal));
        });
      }
      const around = placeOf(facts);
      if (questions.around && !this.#around.has(around)) {
        this.#around.set(around, undefined);
        looks.push(async () => {
          this.#around.set(around, await look.around(facts, signal));
        });
      }
      if (!questions.helperImage || this.#helperImage !== undefined) continue;
      const found: { is: Facts["helperImage"] } = { is: undefined };
      this.#helperImage = found;
      looks.push(async () => {
        found.is = await look.helperImage(signal);
      });
    }
    return looks;
  }

  /** What is known now of a failure's questions, beyond its facts so far. */
  about({ facts, questions }: OpenFailure): Partial<Facts> {
    const { source, target, further } = facts;
    const answers = questions.probes.flatMap((probe) => {
      return this.#answers.get(questionOf(source, probe)) ?? [];
    });
    const inspected = questions.inspects.flatMap(({ id }) => {
      const one = this.#inspected.get(id);
      return one === undefined ? [] : [[id, one] as const];
    });
    return {
      further: [...new Set([...further, ...answers])],
      listeners: facts.listeners ?? this.#listeners.get(target?.id ?? ""),
      inspected: new Map([...facts.inspected, ...inspected]),
      helperImage: facts.helperImage ?? this.#helperImage?.is,
      around: facts.around ?? this.#around.get(placeOf(facts)),
    };
  }
}

/** What makes two looks around the same: from where, and after what. */
function placeOf({ source, answers }: Facts): string {
  return JSON.stringify(answers.map(({ probe }) => questionOf(source, probe)));
}
