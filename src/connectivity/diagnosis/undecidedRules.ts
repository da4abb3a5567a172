// What is said where no other rule knows a cause: that nobody has a name, and what would have to be known.
import { nearest } from "../../base/nearMiss.ts";
import { networksReachedBy } from "../pingTarget.ts";
import { isSilent, isUnresolved } from "./answers.ts";
import type { Cause, CauseRule, Facts } from "./cause.ts";
import { evidenceOf } from "./filterRules.ts";
import { bearersOf, withUnknownAliases } from "./nameBearers.ts";
import { isResolverSilent } from "./nameRules.ts";
import { overlaysOf } from "./surroundings.ts";

export const undecidedRules: readonly CauseRule[] = [nobodyNamed, resolverUndecided, outsideSilent];

function resolverUndecided(facts: Facts): Cause | undefined {
  if (!isResolverSilent(facts)) return undefined;
  const { source, name, answers } = facts;
  return {
    code: "resolverUndecided",
    args: { source: source.name, name },
    sure: "undecided",
    evidence: answers.map(({ resolver = "name server" }) => ({
      of: resolver,
      fact: `no answer for ${name}`,
    })),
    fix: undefined,
  };
}

/** Nobody has the name, and the name server says so. */
function nobodyNamed(facts: Facts): Cause | undefined {
  const { picture, source, name, answers } = facts;
  const isDenied = isUnresolved(answers) && answers.every(({ reason }) => reason === "noSuchName");
  if (!isDenied || bearersOf(facts).length > 0) return undefined;
  const reachable = networksReachedBy(picture, source).flatMap((network) => {
    return picture.membersOf(network).map(({ container }) => container.name);
  });
  const guess = nearest(name, reachable);
  const resolvers = answers.map(({ resolver }) => resolver ?? "name server");
  return {
    code: "nobodyNamed",
    args: { name, source: source.name },
    // Somebody on another host may have it, or one whose aliases nobody looked at.
    sure:
      withUnknownAliases(facts).length === 0 && overlaysOf(facts).length === 0
        ? "certain"
        : "likely",
    evidence: [...new Set(resolvers)].map((of) => ({ of, fact: `no such name: ${name}` })),
    fix: guess === undefined ? undefined : { code: "useName", args: { name: guess }, commands: [] },
  };
}

function outsideSilent({ source, target, name, answers }: Facts): Cause | undefined {
  if (target !== undefined || !isSilent(answers)) return undefined;
  return {
    code: "outsideSilent",
    args: { source: source.name, name },
    sure: "undecided",
    evidence: answers.map(evidenceOf),
    fix: undefined,
  };
}
