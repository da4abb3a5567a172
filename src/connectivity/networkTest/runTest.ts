// Asks the questions of a test: a network's as a mesh, a container's in one exec.
import type { EngineConnection } from "../../engine/connection.ts";
import type { HelperContainers } from "../../engine/helperContainers.ts";
import { meshRounds, probeMesh } from "../mesh.ts";
import type { Probe, ProbeResult } from "../probe.ts";
import type { AskProbes, SourceProbes } from "../probeBatch.ts";
import { askableMembers } from "./planNetworkTest.ts";
import type { TestPlan, TestQuestion } from "./testPlan.ts";
import type { TestAnswer, TestRun } from "./testRun.ts";

export interface TestMeans {
  readonly connection: EngineConnection;
  /** Where undefined, what an image can't do stays unknown. */
  readonly helpers: HelperContainers | undefined;
  readonly ask: AskProbes;
  readonly sourcesAtOnce: number;
  /** See `Asking.othersAfter`. */
  readonly othersAfter: Promise<unknown>;
  /** See `Mesh.roomHelperImage`. */
  readonly roomHelperImage: string | undefined;
  readonly onAnswer: (answer: TestAnswer) => void;
  /** Called before each round but the first of a mesh, with the number of rounds that are left. */
  readonly onPause: (roundsLeft: number) => void;
}

/** Runs a test to its end. Throws where the engine fails, or the abort once everything is silent. */
export async function runTest(run: TestRun, means: TestMeans, signal: AbortSignal): Promise<void> {
  for (const question of run.plan.questions) {
    if (question.probes.length === 0) means.onAnswer(run.take(question, []));
  }
  const { subject } = run.plan;
  if (subject.kind === "network") await runMesh(run, means, signal);
  // A mesh is of containers that this engine can ask; the rest of its questions is asked as any other is.
  const isLeft = ({ target }: TestQuestion): boolean => {
    return subject.kind === "container" || target === undefined;
  };
  await askAll(run, means, { isLeft, signal });
}

/**
 * In how many rounds a test goes: more than one take a helper, or time. A container learns no more neighbors
 * than there are, which is seldom too many.
 */
export function roundsOfTest(plan: TestPlan): number {
  const { subject } = plan;
  if (subject.kind !== "network") return 1;
  return meshRounds({ network: subject.network, members: askableMembers(plan) });
}

/** Asks some questions, each by all its probes, and takes each answer when it is whole. */
export async function askQuestions(
  questions: readonly TestQuestion[],
  ask: AskProbes,
  take: (question: TestQuestion, results: readonly ProbeResult[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const questionOf = new Map<Probe, TestQuestion>();
  const results = new Map<TestQuestion, ProbeResult[]>();
  for (const question of questions) {
    for (const probe of question.probes) questionOf.set(probe, question);
  }
  const onResult = (_source: unknown, result: ProbeResult): void => {
    const question = questionOf.get(result.probe);
    if (question === undefined) return;
    const known = [...(results.get(question) ?? []), result];
    results.set(question, known);
    if (known.length === question.probes.length) take(question, known);
  };
  await ask(bySource(questions), onResult, signal);
}

async function askAll(
  run: TestRun,
  means: TestMeans,
  { isLeft, signal }: { isLeft: (question: TestQuestion) => boolean; signal: AbortSignal },
): Promise<void> {
  const questions = run.plan.questions.filter((one) => one.probes.length > 0 && isLeft(one));
  if (questions.length === 0) return;
  const take = (question: TestQuestion, results: readonly ProbeResult[]): void => {
    means.onAnswer(run.take(question, results));
  };
  await askQuestions(questions, means.ask, take, signal);
}

async function runMesh(run: TestRun, means: TestMeans, signal: AbortSignal): Promise<void> {
  const { plan } = run;
  if (plan.subject.kind !== "network") return;
  const { onAnswer, onPause, helpers, roomHelperImage, sourcesAtOnce, othersAfter } = means;
  const questionOf = questionsByIds(plan);
  await probeMesh(
    means.connection,
    {
      network: plan.subject.network,
      members: askableMembers(plan),
      sourcesAtOnce,
      othersAfter,
      onPause,
      helpers,
      roomHelperImage,
      onCell: ({ from, to, result }) => {
        const question = questionOf.get(`${from.id} ${to.id}`);
        if (question !== undefined) onAnswer(run.take(question, [result]));
      },
    },
    signal,
  );
}

function questionsByIds({ questions }: TestPlan): ReadonlyMap<string, TestQuestion> {
  return new Map(
    questions.map((question) => [`${question.source.id} ${question.target?.id ?? ""}`, question]),
  );
}

function bySource(questions: readonly TestQuestion[]): readonly SourceProbes[] {
  const probes = new Map<TestQuestion["source"], Probe[]>();
  for (const question of questions) {
    const known = probes.get(question.source) ?? [];
    probes.set(question.source, [...known, ...question.probes]);
  }
  return [...probes].map(([source, asked]) => ({ source, probes: asked }));
}
