// Why a ping failed: first from what is known, then from what is asked and looked at besides.
import type { ReadonlyPicture } from "../model/picture.ts";
import type { Container } from "../model/container.ts";
import type { Cause, Facts } from "./diagnosis/cause.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { firstFacts } from "./diagnosis/firstFacts.ts";
import { type DiagnosisMeans, FurtherFacts, investigate } from "./diagnosis/investigate.ts";
import { type Outside, outsideProbes } from "./outsideProbes.ts";
import type { PingResult } from "./ping.ts";
import type { PingTarget } from "./pingTarget.ts";
import { unknownResult, type ProbeReason, type ProbeResult } from "./probe.ts";

export interface FailedPing {
  readonly picture: ReadonlyPicture;
  readonly source: Container;
  readonly target: PingTarget;
  readonly result: PingResult;
  readonly outside: Outside;
}

/** The cause, or undefined where nobody knows, or where it is over. Throws what asking throws. */
export async function causeOfPing(
  failed: FailedPing,
  means: DiagnosisMeans,
  signal: AbortSignal,
): Promise<Cause | undefined> {
  const certain = certainCauseOfPing(failed);
  if (certain !== undefined) return certain;
  const known = factsOfPing(failed);
  const answers = await askedAgain(known, means, signal);
  if (answers.some(({ verdict }) => verdict === "reachable")) return undefined;
  const failure = new FurtherFacts({ ...known, answers });
  await investigate([failure], means, signal);
  return diagnose(failure.facts);
}

/** The cause where the ping and the engine's own facts are enough to be certain. */
export function certainCauseOfPing(failed: FailedPing): Cause | undefined {
  const known = factsOfPing(failed);
  const cause = diagnose(known);
  if (cause?.sure !== "certain") return undefined;
  const isSameInSilence = diagnose(withSilentResolver(known))?.code === cause.code;
  return isSameInSilence ? cause : undefined;
}

/** What a ping tells for a diagnosis. */
export function factsOfPing({ picture, source, target, result, ...rest }: FailedPing): Facts {
  const { text } = target;
  const reason = reasonOf(result);
  const answer: ProbeResult = {
    ...unknownResult({ kind: "ping", target: text }, reason ?? "ended", result.output),
    ...{ verdict: result.verdict, reason, ranIn: result.ranIn },
    addresses: result.resolvedAddress === undefined ? [] : [result.resolvedAddress],
  };
  const container = target.container ?? picture.findContainer(text);
  const question = { name: text, target: container, port: undefined };
  const outside = outsideProbes(rest.outside);
  return firstFacts({ picture, source, ...question, answers: [answer], outside });
}

/** A ping's own words leave open whether a name server knows no such name, or says nothing at all. */
function withSilentResolver(facts: Facts): Facts {
  const answers = facts.answers.map((answer) =>
    answer.reason === "noSuchName" ? { ...answer, reason: "resolverSilent" as const } : answer,
  );
  return { ...facts, answers };
}

function reasonOf({ verdict, statistics }: PingResult): ProbeReason | undefined {
  switch (verdict) {
    case "reachable":
      return undefined;
    case "unresolved":
      return "noSuchName";
    case "blocked":
      // Without a count nothing was sent.
      return statistics === undefined ? "noRoute" : "noAnswer";
    case "unknown":
      return "notProbed";
    default:
      return verdict satisfies never;
  }
}

async function askedAgain(
  { source, name }: Facts,
  { ask }: DiagnosisMeans,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  const onResult = (_source: unknown, result: ProbeResult): void => {
    results.push(result);
  };
  await ask([{ source, probes: [{ kind: "ping", target: name }] }], onResult, signal);
  return results;
}
