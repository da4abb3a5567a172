// The keys of a daemon.json: those that dockerd of a version refuses, and those that it silently ignores.
import type { JsonMember } from "../syntax/daemonJson.ts";
import {
  effectiveKeys,
  findKey,
  isFlat,
  keyState,
  optionOfKey,
  proxiesKey,
} from "../options/daemonKeys.ts";
import type { EngineVersion } from "../options/engineVersion.ts";
import { shapeOf } from "./jsonShapes.ts";
import { typeFaults } from "./jsonTypes.ts";
import {
  endOf,
  insteadOf,
  isZero,
  keyProblem,
  passes,
  shortRelease,
  type KeyContext,
} from "./keyProblem.ts";
import { nearest } from "../../base/nearMiss.ts";
import { optionState, type OptionData } from "../options/optionData.ts";
import type { Problem, Severity } from "./problem.ts";
import { isProxyName, misplacedProxies, proxiesProblems } from "./proxyKeyRules.ts";

/** What there is to say about the keys on the top level, each of which stands there once. */
export function daemonKeyProblems(
  members: readonly JsonMember[],
  context: KeyContext,
): readonly Problem[] {
  const { version, data } = context;
  const proxies = misplacedProxies(members, context);
  const misplaced = new Set(proxies.map(({ member }) => member));
  const others = members.filter((member) => !misplaced.has(member));
  return [
    ...proxies.map(({ problem }) => problem),
    ...others.flatMap((member) => {
      const { key, value } = member;
      return value.kind === "object" && !isFlat(key, version, data)
        ? objectProblems(member, value.members, context)
        : namedProblems(member, context);
    }),
  ];
}

/** An object of any name passes: dockerd checks the names inside of it, and then does not read them. */
function objectProblems(
  member: JsonMember,
  inner: readonly JsonMember[],
  context: KeyContext,
): readonly Problem[] {
  const { version, data } = context;
  const state = keyState(member.key, version, data);
  const same = sameKey(member.key, version, data);
  if (same === proxiesKey) return proxiesProblems(inner, context);
  // The decoder will say that an object is the wrong type.
  if (state === "effective") return [];
  const isDecoded = state === "refused" || (same !== undefined && !isFlat(same, version, data));
  const refused = inner.filter(({ key }) => !passes(key, context));
  if (isDecoded) return namedProblems(member, context);
  if (refused.length === 0) {
    return state === "ignored"
      ? namedProblems(member, context)
      : [keyProblem("unknownObject", "warning", member, context)];
  }
  // It is the names inside that dockerd stumbles over.
  const isMeant = state !== "unknown" || same !== undefined || refused.length === inner.length;
  if (isMeant) return namedProblems(member, context, "error");
  return [
    keyProblem("unknownObject", "warning", member, context),
    ...refused.map((each) =>
      keyProblem("refusedField", "error", each, context, { parent: member.key }),
    ),
  ];
}

/**
 * What is wrong with a key for its name, as the check of names sees it. The severity is given where it
 * depends on more than that.
 */
function namedProblems(
  member: JsonMember,
  context: KeyContext,
  severity?: Severity,
): readonly Problem[] {
  const { version, data } = context;
  const state = keyState(member.key, version, data);
  const option = optionOfKey(member.key, data);
  const refused = severity ?? "error";
  switch (state) {
    case "effective":
      return effectiveProblems(member, context);
    case "ignored":
      return [ignoredProblem(member, context, severity ?? "warning")];
    case "refused":
      return [keyProblem("keyRefused", "error", member, context)];
    case "notYet": {
      const release = shortRelease(firstRelease(member.key, data));
      return [keyProblem("keyNotYet", refused, member, context, { release })];
    }
    case "removed":
      return [keyProblem("keyRemoved", "error", member, context, endOf(option, context))];
    case "unknown":
      return [unknownProblem(member, context, refused)];
    default:
      return state satisfies never;
  }
}

function effectiveProblems(member: JsonMember, context: KeyContext): readonly Problem[] {
  const option = optionOfKey(member.key, context.data);
  const state = option && optionState(option, context.version);
  if (option === undefined || state === undefined) return [];
  if (state === "deprecated") {
    const release = shortRelease(option.deprecatedSince ?? "");
    const instead = insteadOf(option, context);
    return [keyProblem("keyDeprecated", "information", member, context, { release, instead })];
  }
  // Set to nothing, an option that dockerd no longer supports is as good as not set.
  const isOver = state === "refused" || state === "removed";
  return isOver && !isZero(member.value)
    ? [keyProblem("keyRemoved", "error", member, context, endOf(option, context))]
    : [];
}

/** The other name is only what was meant where the value fits as it stands. */
function ignoredProblem(member: JsonMember, context: KeyContext, severity: Severity): Problem {
  const { version, data } = context;
  const name = findKey(member.key, data)?.useInstead;
  const option = name === undefined ? undefined : optionOfKey(name, data);
  if (name === undefined || option === undefined) {
    return keyProblem("keyIgnored", severity, member, context);
  }
  const shape = shapeOf(option, version);
  const isFitting = shape && typeFaults(member.value, shape).length === 0;
  // Where dockerd refuses what is inside of it, nothing is accepted and ignored.
  const problem =
    severity === "error"
      ? keyProblem("misspelledKey", severity, member, context, { guess: name })
      : keyProblem("flagNameAsKey", severity, member, context, { name });
  return {
    ...problem,
    ...(isFitting === true && { replacement: JSON.stringify(name) }),
  };
}

function unknownProblem(member: JsonMember, context: KeyContext, severity: Severity): Problem {
  const { key } = member;
  const { version, data } = context;
  const name = sameKey(key, version, data);
  if (name !== undefined) {
    const found = keyProblem("keyCase", severity, member, context, { name });
    return { ...found, replacement: JSON.stringify(name) };
  }
  // The names of proxies go by many spellings, and all of them belong into one object.
  if (isProxyName(key)) {
    return keyProblem("misspelledKey", severity, member, context, { guess: proxiesKey });
  }
  const guess = nearest(key, effectiveKeys(version, data));
  if (guess === undefined) return keyProblem("unknownKey", severity, member, context);
  const found = keyProblem("misspelledKey", severity, member, context, { guess });
  return { ...found, replacement: JSON.stringify(guess) };
}

/** The key that differs in nothing but capital letters. */
function sameKey(key: string, version: EngineVersion, data: OptionData): string | undefined {
  const small = key.toLowerCase();
  return effectiveKeys(version, data).find((each) => each === small);
}

function firstRelease(key: string, data: OptionData): string {
  const known = key === proxiesKey ? "proxies.http-proxy" : key;
  const found = data.daemonKeys.find((each) => each.key === known);
  return found?.effective[0]?.first ?? found?.ignored[0]?.first ?? "";
}
