// Causes in which networks two containers are on, and what those are made for.
import { isUp, type Container } from "../../model/container.ts";
import { contains, parseAddress, parseCidr } from "../../model/cidr.ts";
import { isPredefined } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { commonNetworks, isOnNoNetwork, networksReachedBy } from "../pingTarget.ts";
import type { Cause, Evidence, Facts, CauseRule, Fix } from "./cause.ts";
import { fixBySteps } from "./fixSteps.ts";
import { interContainerOption, isApart, outwardNetwork, usableNetworks } from "./networkChoice.ts";

export const networkRules: readonly CauseRule[] = [
  noCommonNetwork,
  nameElsewhere,
  defaultBridgeNames,
  interContainerDisabled,
  internalNetwork,
];

function noCommonNetwork({ picture, source, target }: Facts): Cause | undefined {
  if (target === undefined || !isApartFrom(picture, source, target)) return undefined;
  return {
    code: "noCommonNetwork",
    args: { source: source.name, target: target.name },
    sure: "certain",
    evidence: [networksOf(picture, source), networksOf(picture, target)],
    fix: bringTogether(picture, source, target),
  };
}

/** A Compose service or an alias is a name on its own networks only. */
function nameElsewhere(facts: Facts): Cause | undefined {
  const { picture, source, name, target, answers } = facts;
  if (target !== undefined || !isUnresolved(answers)) return undefined;
  const bearers = [...picture.containers.values()].filter(
    (one) => isUp(one) && bearsName(one, name),
  );
  const [bearer] = bearers;
  if (bearer === undefined || !bearers.every((one) => isApartFrom(picture, source, one))) {
    return undefined;
  }
  return {
    code: "nameElsewhere",
    args: { name, source: source.name, target: bearer.name },
    sure: "certain",
    evidence: [networksOf(picture, source), networksOf(picture, bearer)],
    fix: bringTogether(picture, source, bearer),
  };
}

function defaultBridgeNames({ picture, source, target, answers }: Facts): Cause | undefined {
  if (target === undefined || !isUnresolved(answers)) return undefined;
  const common = commonNetworks(picture, source, target);
  const [network] = common;
  if (network === undefined || !common.every(isPredefined)) return undefined;
  return {
    code: "defaultBridgeNames",
    args: { source: source.name, target: target.name, network: network.name },
    sure: "certain",
    evidence: [networksOf(picture, source), networksOf(picture, target)],
    fix: bringTogether(picture, source, target),
  };
}

function interContainerDisabled({ picture, source, target, answers }: Facts): Cause | undefined {
  if (target === undefined || !answers.some(({ verdict }) => verdict === "blocked")) {
    return undefined;
  }
  const common = commonNetworks(picture, source, target);
  const [network] = common;
  // What refuses a connection was reached.
  const isRefused = answers.some(({ reason }) => reason === "refused");
  if (network === undefined || isRefused || !common.every(isApart)) return undefined;
  return {
    code: "interContainerDisabled",
    args: { network: network.name },
    sure: "certain",
    evidence: common.map(({ name }) => ({ of: name, fact: `${interContainerOption}=false` })),
    fix: { ...bringTogether(picture, source, target), code: "otherNetwork" },
  };
}

function internalNetwork({ picture, source, target, answers }: Facts): Cause | undefined {
  if (target !== undefined || answers.length === 0) return undefined;
  const networks = networksReachedBy(picture, source);
  if (networks.length === 0 || !networks.every(({ internal }) => internal)) return undefined;
  const addresses = answers.flatMap(({ probe, addresses }) => probe.address ?? addresses);
  if (addresses.some((address) => isInside(picture, address))) return undefined;
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

function isUnresolved(answers: Facts["answers"]): boolean {
  return answers.length > 0 && answers.every(({ verdict }) => verdict === "unresolved");
}

/** True where both are on networks, and on none together. A host's namespace is on all of them, in a way. */
function isApartFrom(picture: ReadonlyPicture, source: Container, target: Container): boolean {
  const owners = [source, target].map((one) => picture.ownerOf(one) ?? one);
  if (owners[0]?.id === owners[1]?.id) return false;
  return (
    owners.every((owner) => {
      const isOnOne = networksReachedBy(picture, owner).length > 0;
      return owner.networkMode.kind !== "host" && (isOnOne || isOnNoNetwork(picture, owner));
    }) && commonNetworks(picture, source, target).length === 0
  );
}

function bearsName({ labels, attachments }: Container, name: string): boolean {
  return (
    labels["com.docker.compose.service"] === name ||
    attachments.some(({ endpoint }) => endpoint.aliases?.includes(name) === true)
  );
}

function isInside(picture: ReadonlyPicture, text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  return [...picture.networks.values()].some(({ ipamPools }) =>
    ipamPools.some(({ subnet }) => {
      const cidr = parseCidr(subnet);
      return cidr !== undefined && contains(cidr, address);
    }),
  );
}

function networksOf(picture: ReadonlyPicture, container: Container): Evidence {
  const names = networksReachedBy(picture, container).map(({ name }) => name);
  const fact = names.length === 0 ? "no network" : `networks ${names.join(", ")}`;
  return { of: container.name, fact };
}

/** On a network that one of them is on already, else on a new one. */
function bringTogether(picture: ReadonlyPicture, source: Container, target: Container): Fix {
  const from = picture.ownerOf(source) ?? source;
  const to = picture.ownerOf(target) ?? target;
  const common = new Set(commonNetworks(picture, from, to));
  const connect = (one: Container, other: Container): Fix | undefined => {
    const network = usableNetworks(picture, other).find((candidate) => !common.has(candidate));
    return (
      network &&
      fixBySteps("connect", { container: one.name, network: network.name }, [
        { kind: "connect", container: one, network },
      ])
    );
  };
  const name = freeName(picture, `${from.name}-${to.name}`);
  return (
    connect(from, to) ??
    connect(to, from) ??
    fixBySteps("connectNew", {}, [{ kind: "createNetwork", name, containers: [from, to] }])
  );
}

/** The name, with a number where it is taken. */
function freeName(picture: ReadonlyPicture, name: string): string {
  let free = name;
  for (let count = 2; picture.findNetwork(free) !== undefined; count += 1)
    free = `${name}-${count}`;
  return free;
}
