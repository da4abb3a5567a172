// Causes why a name does not resolve: whose it is, where it counts, and which name server was asked.
import { isUp, type Container } from "../../model/container.ts";
import { commonNetworks } from "../pingTarget.ts";
import { isMute, isUnresolved } from "./answers.ts";
import { bringTogether, unambiguous } from "./bringTogether.ts";
import type { Cause, CauseRule, Evidence, Facts } from "./cause.ts";
import { evidenceOf } from "./filterRules.ts";
import { fixBySteps } from "./fixSteps.ts";
import { bearersOf, isEnginesOwn, isNamedOn, namingNetworks } from "./nameBearers.ts";
import { areApart, networksOf } from "./networkChoice.ts";
import { stateOf, wake } from "./stateRules.ts";

export const nameRules: readonly CauseRule[] = [
  bearerStopped,
  nameElsewhere,
  defaultBridgeNames,
  resolverReplaced,
  nameOfSharer,
  aliasLost,
  gatewayMoved,
  engineResolverSilent,
  ownDnsSilent,
];

/** An alias or a Compose service whose containers do not run is a name of nobody. */
function bearerStopped(facts: Facts): Cause | undefined {
  const { picture, source } = facts;
  const bearers = bearersOf(facts);
  // Of another project's service of that name nobody here would hear if it ran.
  const bearer = bearers.find((one) => commonNetworks(picture, source, one).length > 0);
  if (facts.target !== undefined || bearer === undefined || !isUnresolved(facts.answers)) {
    return undefined;
  }
  if (bearers.some(isUp)) return undefined;
  return {
    code: "targetStopped",
    args: { target: bearer.name },
    sure: "certain",
    evidence: [stateOf(bearer)],
    fix: wake(bearer),
  };
}

/** A Compose service or an alias is a name on its own networks only. */
function nameElsewhere(facts: Facts): Cause | undefined {
  const { picture, source, name, target, answers } = facts;
  if (target !== undefined || !isUnresolved(answers)) return undefined;
  const all = bearersOf(facts);
  const bearers = all.some(isUp) ? all.filter(isUp) : all;
  const [bearer] = bearers;
  if (bearer === undefined || !bearers.every((one) => areApart(picture, source, one))) {
    return undefined;
  }
  const isDenied = answers.every(({ reason }) => reason === "noSuchName");
  return {
    code: "nameElsewhere",
    args: { name, source: source.name, target: bearer.name },
    // A name server that says nothing may have its own fault.
    sure: isDenied && isUp(bearer) ? "certain" : "likely",
    evidence: [networksOf(picture, source), networksOf(picture, bearer)],
    fix: bringTogether(picture, { source, target: bearer, alias: name }),
  };
}

/** One that runs on a network with the source, where it should be asked for by name. */
function neighborOf(facts: Facts): Container | undefined {
  const { picture, source, answers } = facts;
  if (!isUnresolved(answers)) return undefined;
  return bearersOf(facts).find(
    (one) => isUp(one) && commonNetworks(picture, source, one).length > 0,
  );
}

function defaultBridgeNames(facts: Facts): Cause | undefined {
  const { picture, source } = facts;
  const target = neighborOf(facts);
  if (target === undefined || namingNetworks(picture, source, target).length > 0) return undefined;
  const [network] = commonNetworks(picture, source, target);
  return {
    code: "defaultBridgeNames",
    args: { source: source.name, target: target.name, network: network?.name ?? "" },
    sure: "certain",
    evidence: [networksOf(picture, source), networksOf(picture, target)],
    fix: bringTogether(picture, { source, target }),
  };
}

/** Programs in a container, and `--dns` with Podman, can put another name server into its resolv.conf. */
function resolverReplaced(facts: Facts): Cause | undefined {
  const { picture, source, answers, inspected } = facts;
  const target = neighborOf(facts);
  const resolver = answers.find((answer) => answer.resolver !== undefined)?.resolver;
  if (target === undefined || resolver === undefined || resolver === "hosts") return undefined;
  if (isEnginesOwn(picture, source, resolver)) return undefined;
  if (namingNetworks(picture, source, target).length === 0) return undefined;
  const container = (picture.ownerOf(source) ?? source).name;
  const isCreatedSo = inspected.get(source.id)?.dns.includes(resolver) === true;
  return {
    code: "resolverReplaced",
    args: { source: source.name, resolver },
    sure: "certain",
    evidence: [{ of: source.name, fact: `name server ${resolver}` }, networksOf(picture, source)],
    fix: isCreatedSo
      ? { code: "recreateDns", args: { container }, commands: [] }
      : fixBySteps("restart", { container: source.name }, [{ kind: "restart", container: source }]),
  };
}

/** Whoever shares a network namespace has the owner's names only. */
function nameOfSharer(facts: Facts): Cause | undefined {
  const { picture, name, source } = facts;
  const target = neighborOf(facts);
  const owner = target && picture.ownerOf(target);
  if (target === undefined || owner === undefined) return undefined;
  if (isNamedOn(facts, target, namingNetworks(picture, source, target)) !== false) return undefined;
  return {
    code: "nameOfSharer",
    args: { target: target.name, owner: owner.name, name },
    sure: "certain",
    evidence: [{ of: target.name, fact: `mode container:${owner.name}` }],
    fix: { code: "useName", args: { name: owner.name }, commands: [] },
  };
}

/** What was connected by hand has none of the names that Compose, or `--network-alias`, gave it elsewhere. */
function aliasLost(facts: Facts): Cause | undefined {
  const { picture, source, name, answers } = facts;
  const target = neighborOf(facts);
  if (target === undefined || picture.ownerOf(target) !== undefined) return undefined;
  const networks = namingNetworks(picture, source, target);
  const [network] = networks;
  if (network === undefined || isNamedOn(facts, target, networks) !== false) return undefined;
  const reference = unambiguous(picture, network);
  const [container, aliases] = [target, [name]];
  return {
    code: "aliasLost",
    args: { target: target.name, network: network.name, name },
    sure: answers.every(({ reason }) => reason === "noSuchName") ? "certain" : "likely",
    evidence: networks.map((one) => ({ of: one.name, fact: `${target.name} is not ${name}` })),
    fix: fixBySteps("reconnect", { container: target.name, network: network.name, name }, [
      { kind: "disconnect", container, network: reference },
      { kind: "connect", container, network: reference, aliases },
    ]),
  };
}

/**
 * Podman's name server is at the gateway. Its bridge has the lowest hardware address of its ports (the kernel's
 * `br_stp_recalculate_bridge_id`), thus another when that port's container goes; whoever knew the one before
 * sends to it until the kernel doubts it.
 */
function gatewayMoved(facts: Facts): Cause | undefined {
  const { source, answers } = facts;
  const gateway = silentGateway(facts);
  if (neighborOf(facts) === undefined || !isMute(answers) || gateway === undefined)
    return undefined;
  return {
    code: "gatewayMoved",
    args: { source: source.name, gateway: gateway.probe.target },
    // A host that lets nothing in looks the same.
    sure: "likely",
    evidence: [
      ...answers.map(({ probe }) => silenceAt(gateway.probe.target, probe.target)),
      evidenceOf(gateway),
    ],
    fix: { code: "learnAnew", args: { container: source.name }, commands: [] },
  };
}

/** What a name server at the gateway said as a host, where that is nothing although its address is known. */
function silentGateway({ answers, further }: Facts): Facts["further"][number] | undefined {
  return further.find(({ probe, verdict, neighbor }) => {
    if (probe.kind !== "ping" || verdict !== "blocked" || neighbor !== "known") return false;
    return answers.some(({ resolver }) => resolver === probe.target);
  });
}

/** The engine knows the name; the name server that has to tell it keeps silent. */
function engineResolverSilent(facts: Facts): Cause | undefined {
  const { picture, source, answers, further } = facts;
  const target = neighborOf(facts);
  const resolver = answers.find((answer) => answer.resolver !== undefined)?.resolver;
  if (target === undefined || resolver === undefined) return undefined;
  if (!isEnginesOwn(picture, source, resolver)) return undefined;
  const isNamed = isNamedOn(facts, target, namingNetworks(picture, source, target));
  if (isNamed !== true || !isMute(answers) || silentGateway(facts) !== undefined) return undefined;
  const again = further.filter(({ probe }) => probe.kind === "resolve");
  if (again.some(({ reason }) => reason !== "resolverSilent")) return undefined;
  return {
    code: "engineResolverSilent",
    args: { source: source.name, resolver },
    // A host that is very busy answers late once, and hardly twice.
    sure: again.length > 0 ? "certain" : "likely",
    evidence: [...answers, ...again].map(({ probe }) => silenceAt(resolver, probe.target)),
    fix: fixBySteps("restart", { container: source.name }, [
      { kind: "restart", container: source },
    ]),
  };
}

function silenceAt(resolver: string, name: string): Evidence {
  return { of: resolver, fact: `no answer for ${name}` };
}

/** The name servers that a container was given answer for outside names, and these keep silent. */
function ownDnsSilent(facts: Facts): Cause | undefined {
  const { source, further, inspected } = facts;
  const servers = inspected.get(source.id)?.dns ?? [];
  if (servers.length === 0 || !isResolverSilent(facts)) return undefined;
  const others = further.filter(({ probe }) => probe.kind !== "resolve");
  return {
    code: "ownDnsSilent",
    args: { source: source.name, servers: servers.join(", ") },
    // Where nothing outside is reached, the way there may be to blame.
    sure: others.some(({ verdict }) => verdict === "reachable") ? "certain" : "likely",
    evidence: [{ of: source.name, fact: `--dns ${servers.join(", ")}` }, ...others.map(evidenceOf)],
    fix: { code: "recreateDns", args: { container: source.name }, commands: [] },
  };
}

/** True where no name server says anything of a name that no container has. */
export function isResolverSilent(facts: Facts): boolean {
  const { answers } = facts;
  return isMute(answers) && bearersOf(facts).length === 0;
}
