// The result of a check -> the same with a cause at each pair that is amiss.
import type { ReadonlyPicture } from "../../model/picture.ts";
import type { Facts } from "../diagnosis/cause.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { firstFacts } from "../diagnosis/firstFacts.ts";
import { type Outside, outsideProbes } from "../outsideProbes.ts";
import type { ProbeResult } from "../probe.ts";
import type { CheckResult, PairResult } from "./judgeCheck.ts";
import type { CheckPlan, PlannedPair } from "./planCheck.ts";

/** What is known of a planned pair. */
export interface KnownOfPair {
  readonly picture: ReadonlyPicture;
  readonly pair: PlannedPair;
  readonly outside: Outside;
  readonly answers: readonly ProbeResult[];
}

/** The facts of a pair for its diagnosis, with nothing asked beyond its own probes. */
export function factsOf({ picture, pair, answers, ...rest }: KnownOfPair): Facts {
  const { source, meant } = pair;
  const { name, container: target, port } = meant;
  const outside = outsideProbes(rest.outside);
  return firstFacts({ picture, source, name, target, port, answers, outside });
}

/** Adds the causes. `factsFor` is called for the pairs that need one. */
export function explained(
  result: CheckResult,
  { pairs }: CheckPlan,
  factsFor: (pair: PlannedPair) => Facts,
): CheckResult {
  const withCauses = result.pairs.map((one, index) => {
    const pair = pairs[index];
    if (pair === undefined || !needsCause(one)) return one;
    return { ...one, cause: diagnose(factsFor(pair)) };
  });
  return { ...result, pairs: withCauses };
}

/** True where something is amiss because nothing got through. */
export function needsCause({ outcome, verdict }: PairResult): boolean {
  return outcome !== "passed" && verdict !== "reachable";
}
