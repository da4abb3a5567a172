// Many questions in rounds, so that the host's table of neighbors never overflows.
import type { SourceProbes } from "./runChecks.ts";

/** Sources in rounds such that each round's questions have room. */
export function roundsOf(asked: readonly SourceProbes[]): readonly (readonly SourceProbes[])[] {
  const rounds: SourceProbes[][] = [];
  let room = 0;
  for (const one of asked) {
    const round = rounds.at(-1);
    if (round === undefined || one.probes.length > room) {
      rounds.push([one]);
      room = questionsAtOnce;
    } else {
      round.push(one);
    }
    room -= one.probes.length;
  }
  return rounds;
}

/**
 * A host remembers 1,024 neighbors (gc_thresh3), two for each question, and what finds no room there looks
 * blocked. A part of it is left to everybody else.
 */
const questionsAtOnce = 435;
