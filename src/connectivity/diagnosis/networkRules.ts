// Causes in which networks two containers are on, and what those are made for.
import { shortId } from "../../model/container.ts";
import { commonNetworks, networksReachedBy } from "../pingTarget.ts";
import { isUnresolved } from "./answers.ts";
import { bringTogether } from "./bringTogether.ts";
import type { Cause, Facts, CauseRule } from "./cause.ts";
import { fixBySteps } from "./fixSteps.ts";
import {
  areApart,
  interContainerOption,
  isApart,
  networksOf,
  outwardNetwork,
} from "./networkChoice.ts";
import { isLoopback } from "./portRules.ts";
import { addressesOf, networkAround } from "./surroundings.ts";

export const networkRules: readonly CauseRule[] = [
  sameNameNetworks,
  noCommonNetwork,
  interContainerDisabled,
  internalNetwork,
];

function noCommonNetwork(facts: Facts): Cause | undefined {
  const { picture, source, target } = facts;
  if (target === undefined || !isKeptApart(facts)) return undefined;
  return {
    code: "noCommonNetwork",
    args: { source: source.name, target: target.name },
    sure: surenessOfApart(facts),
    evidence: [networksOf(picture, source), networksOf(picture, target)],
    fix: bringTogether(picture, { source, target }),
  };
}

/** True where two have no network in common, and what was asked did not get there all the same. */
function isKeptApart({ picture, source, target, answers }: Facts): boolean {
  return target !== undefined && areApart(picture, source, target) && !hasRefused(answers);
}

/** Podman passes packets on between its networks, unless it is told otherwise. */
function surenessOfApart({ picture, answers }: Facts): Cause["sure"] {
  const isNamed = answers.length === 0 || isUnresolved(answers);
  return picture.engine.product === "podman" && !isNamed ? "likely" : "certain";
}

/** What refuses was reached, wherever it is. */
function hasRefused(answers: Facts["answers"]): boolean {
  return answers.some(({ reason }) => reason === "refused");
}

/** Names of networks need not be unique: engines before 25 make a second one of the same name. */
function sameNameNetworks(facts: Facts): Cause | undefined {
  const { picture, source, target } = facts;
  if (target === undefined || !isKeptApart(facts)) return undefined;
  const others = networksReachedBy(picture, target);
  const pairs = networksReachedBy(picture, source).flatMap((one) => {
    const namesake = others.find(({ name }) => name === one.name);
    return namesake === undefined ? [] : [[one, namesake] as const];
  });
  const [pair] = pairs;
  if (pair === undefined) return undefined;
  const [one, other] = pair;
  return {
    code: "sameNameNetworks",
    args: { source: source.name, target: target.name, network: one.name },
    sure: surenessOfApart(facts),
    evidence: [
      { of: source.name, fact: `network ${one.name}, ${shortId(one.id)}` },
      { of: target.name, fact: `network ${other.name}, ${shortId(other.id)}` },
    ],
    fix: bringTogether(picture, { source, target }),
  };
}

function interContainerDisabled({ picture, source, target, answers }: Facts): Cause | undefined {
  if (target === undefined || !answers.some(({ verdict }) => verdict === "blocked")) {
    return undefined;
  }
  const common = commonNetworks(picture, source, target);
  const [network] = common;
  // What refuses a connection was reached, and who forbids something says so: Docker only drops.
  const isSilent =
    answers.some(({ reason }) => reason === "noAnswer") &&
    !answers.some(({ reason }) => reason === "refused" || reason === "prohibited");
  if (network === undefined || !isSilent || !common.every(isApart)) return undefined;
  return {
    code: "interContainerDisabled",
    args: { network: network.name },
    sure: "certain",
    evidence: common.map(({ name }) => ({ of: name, fact: `${interContainerOption}=false` })),
    fix: { ...bringTogether(picture, { source, target }), code: "otherNetwork" },
  };
}

function internalNetwork({ picture, source, target, answers }: Facts): Cause | undefined {
  if (target !== undefined || answers.length === 0 || hasRefused(answers)) return undefined;
  const networks = networksReachedBy(picture, source);
  if (networks.length === 0 || !networks.every(({ internal }) => internal)) return undefined;
  const addresses = addressesOf({ answers });
  if (addresses.some((one) => isLoopback(one) || networkAround(picture, one) !== undefined))
    return undefined;
  const owner = picture.ownerOf(source) ?? source;
  const outward = outwardNetwork(picture);
  return {
    code: "internalNetwork",
    args: { source: source.name, networks: networks.map(({ name }) => name).join(", ") },
    // A name that nobody knows might be nobody's.
    sure: isUnresolved(answers) ? "likely" : "certain",
    evidence: networks.map(({ name }) => ({ of: name, fact: "internal" })),
    fix:
      outward &&
      fixBySteps("connectOutside", { container: owner.name, network: outward.name }, [
        { kind: "connect", container: owner, network: outward },
      ]),
  };
}
