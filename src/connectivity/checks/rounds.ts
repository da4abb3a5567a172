// Many questions in rounds, so that the host's table of neighbors never overflows.
import { inTurns } from "../inTurns.ts";
import type { SourceProbes } from "./runChecks.ts";

/** Sources in rounds such that each round's questions have room. */
export function roundsOf(asked: readonly SourceProbes[]): readonly (readonly SourceProbes[])[] {
  return inTurns(asked, ({ probes }) => probes.length, questionsAtOnce);
}

/**
 * A host remembers 1,024 neighbors (gc_thresh3), two for each question, and what finds no room there looks
 * blocked. A part of it is left to everybody else.
 */
const questionsAtOnce = 435;
