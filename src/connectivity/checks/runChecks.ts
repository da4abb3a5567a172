// Network checks against an engine: all probes of all checks at once, each asked only once.
import type { Container } from "../../model/container.ts";
import type { OverlayMember } from "../../model/overlay.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import type { Facts } from "../diagnosis/cause.ts";
import { type DiagnosisMeans, FurtherFacts, investigate } from "../diagnosis/investigate.ts";
import { openQuestions } from "../diagnosis/openQuestions.ts";
import type { Outside } from "../outsideProbes.ts";
import { unknownResult, type Probe, type ProbeResult } from "../probe.ts";
import type { SourceProbes } from "../probeBatch.ts";
import { explained, factsOf, needsCause } from "./explainCheck.ts";
import { judgeCheck, type CheckResult } from "./judgeCheck.ts";
import type { NetworkCheck } from "./networkCheck.ts";
import { planCheck, type CheckPlan, type MembersElsewhere, type PlannedPair } from "./planCheck.ts";
import { questionOf } from "../questionOf.ts";

export interface CheckRun extends DiagnosisMeans {
  readonly picture: ReadonlyPicture;
  readonly outside: Outside;
  /** Called for each check as soon as it is decided. */
  readonly onResult?: (result: CheckResult) => void;
}

/** Runs checks and resolves to their results, in the order of the checks. */
export async function runChecks(
  checks: readonly NetworkCheck[],
  run: CheckRun,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const elsewhere = await membersElsewhere(checks, run, signal);
  const board = new AnswerBoard(
    checks.map((check) => planCheck(check, { ...run, elsewhere })),
    run,
  );
  board.decideWhatNeedsNoAnswer();
  const asked = board.questions();
  if (asked.length > 0) {
    const onResult = (source: Container, result: ProbeResult): void => {
      board.add(source, result);
    };
    await run.ask(asked, onResult, signal);
  }
  await investigate(board.unexplained(), run, signal);
  return board.results();
}

/** Who is on other hosts, by the networks whose mesh is checked. */
async function membersElsewhere(
  checks: readonly NetworkCheck[],
  { picture, look }: CheckRun,
  signal: AbortSignal,
): Promise<MembersElsewhere> {
  const found = new Map<string, readonly OverlayMember[]>();
  for (const check of checks) {
    const network = check.kind === "mesh" ? picture.findNetwork(check.network) : undefined;
    if (network === undefined || look === undefined || found.has(network.id)) continue;
    const members = await look.elsewhere(picture, network, signal);
    if (members !== undefined) found.set(network.id, members);
  }
  return found;
}

/** The answers so far, and the checks that wait for more. */
class AnswerBoard {
  readonly #plans: readonly CheckPlan[];
  readonly #picture: ReadonlyPicture;
  readonly #outside: Outside;
  readonly #onResult: (result: CheckResult) => void;
  readonly #answers = new Map<string, ProbeResult>();
  readonly #further = new Map<PlannedPair, FurtherFacts>();
  readonly #results = new Map<CheckPlan, CheckResult>();
  /** Question -> the plans that wait for its answer; plan -> the questions that it waits for. */
  readonly #plansWaiting = new Map<string, CheckPlan[]>();
  readonly #open = new Map<CheckPlan, Set<string>>();
  readonly #sources = new Map<
    string,
    { readonly source: Container; readonly probes: Map<string, Probe> }
  >();

  constructor(plans: readonly CheckPlan[], { picture, outside, onResult = ignore }: CheckRun) {
    this.#plans = plans;
    this.#picture = picture;
    this.#outside = outside;
    this.#onResult = onResult;
    for (const plan of plans) {
      this.#open.set(plan, new Set());
      for (const pair of plan.pairs)
        for (const probe of probesOf(pair)) this.#want(plan, pair, probe);
    }
  }

  #want(plan: CheckPlan, { source }: PlannedPair, probe: Probe): void {
    const question = questionOf(source, probe);
    this.#open.get(plan)?.add(question);
    const waiting = this.#plansWaiting.get(question) ?? [];
    if (!waiting.includes(plan)) waiting.push(plan);
    this.#plansWaiting.set(question, waiting);
    const asked = this.#sources.get(source.id) ?? { source, probes: new Map<string, Probe>() };
    asked.probes.set(question, probe);
    this.#sources.set(source.id, asked);
  }

  questions(): readonly SourceProbes[] {
    return [...this.#sources.values()].map(({ source, probes }) => ({
      source,
      probes: [...probes.values()],
    }));
  }

  decideWhatNeedsNoAnswer(): void {
    for (const [plan, open] of this.#open) if (open.size === 0) this.#decide(plan);
  }

  add(source: Container, result: ProbeResult): void {
    const question = questionOf(source, result.probe);
    this.#answers.set(question, result);
    for (const plan of this.#plansWaiting.get(question) ?? []) {
      const open = this.#open.get(plan);
      if (open?.delete(question) === true && open.size === 0) this.#settle(plan);
    }
  }

  /** What is known of the pairs whose cause more answers would tell; what is added to it counts. */
  unexplained(): readonly FurtherFacts[] {
    return [...this.#further.values()];
  }

  /** All results; a question without an answer counts as not answered in time. */
  results(): readonly CheckResult[] {
    return this.#plans.map((plan) => this.#results.get(plan) ?? this.#decide(plan));
  }

  #decide(plan: CheckPlan): CheckResult {
    const result = this.#judge(plan);
    this.#results.set(plan, result);
    this.#onResult(result);
    return result;
  }

  /** Decides, unless the cause of a failure is still to be found. */
  #settle(plan: CheckPlan): void {
    const { pairs } = this.#judge(plan);
    const open = plan.pairs.filter((pair, index) => {
      const result = pairs[index];
      if (result === undefined || !needsCause(result)) return false;
      const facts = this.#factsOf(pair);
      if (openQuestions(facts) === undefined) return false;
      this.#further.set(pair, new FurtherFacts(facts));
      return true;
    });
    if (open.length === 0) this.#decide(plan);
  }

  #judge(plan: CheckPlan): CheckResult {
    const judged = judgeCheck(plan, (pair) => this.#answersOf(pair));
    return explained(judged, plan, (pair) => this.#factsOf(pair));
  }

  #factsOf(pair: PlannedPair): Facts {
    const further = this.#further.get(pair)?.facts;
    if (further !== undefined) return further;
    const answers = this.#answersOf(pair);
    return factsOf({ picture: this.#picture, outside: this.#outside, pair, answers });
  }

  #answersOf(pair: PlannedPair): readonly ProbeResult[] {
    return probesOf(pair).map(
      (probe) => this.#answers.get(questionOf(pair.source, probe)) ?? unknownResult(probe, "ended"),
    );
  }
}

function probesOf({ how }: PlannedPair): readonly Probe[] {
  return how.kind === "probes" ? how.probes : [];
}

function ignore(): void {
  // Nobody watches the single results.
}
