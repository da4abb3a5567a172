// Why one place of a test says no: first from what is known, then from what is asked and looked at besides.
import type { ReadonlyPicture } from "../../model/picture.ts";
import type { Cause } from "../diagnosis/cause.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { type DiagnosisMeans, FurtherFacts, investigate } from "../diagnosis/investigate.ts";
import { openQuestions } from "../diagnosis/openQuestions.ts";
import { type Outside, outsideProbes } from "../outsideProbes.ts";
import type { ProbeResult } from "../probe.ts";
import { factsOf, needsCause } from "./cellDetail.ts";
import type { TestQuestion } from "./testPlan.ts";
import type { TestAnswer } from "./testRun.ts";

export interface Explanation {
  readonly cause: Cause | undefined;
  /** What was asked besides. */
  readonly further: readonly ProbeResult[];
  /** True where more is still asked. */
  readonly isAsking: boolean;
}

export interface ExplainingMeans {
  readonly picture: ReadonlyPicture;
  readonly outside: Outside;
  /** Called where more is to be asked. */
  readonly means: () => Promise<DiagnosisMeans>;
  /** Called once or twice: at once, and when all is known. */
  readonly onExplanation: (explanation: Explanation) => void;
}

/** Explains an answer. Throws where more was to be asked and could not be. */
export async function explainCell(
  question: TestQuestion,
  answer: TestAnswer | undefined,
  { picture, outside, means, onExplanation }: ExplainingMeans,
  signal: AbortSignal,
): Promise<void> {
  // Packets to the outside that are smaller than a network's are no fault: who sends is told, and learns it.
  if (!needsCause(answer)) {
    onExplanation({ cause: undefined, further: [], isAsking: false });
    return;
  }
  const known = { ...factsOf(picture, question, answer), outside: outsideProbes(outside) };
  const failure = new FurtherFacts(known);
  const isAsking = openQuestions(failure.facts) !== undefined;
  onExplanation({ cause: diagnose(failure.facts), further: [], isAsking });
  if (!isAsking) return;
  try {
    await investigate([failure], await means(), signal);
  } finally {
    const { facts } = failure;
    if (!signal.aborted) {
      onExplanation({ cause: diagnose(facts), further: facts.further, isAsking: false });
    }
  }
}
