// Causes at the engine's host: whether it passes packets on, has a way out itself, and knows names.
import { contains, formatCidr, parseAddress, parseCidr, type Cidr } from "../../model/cidr.ts";
import { nextFreeSubnet } from "../../model/freeSubnet.ts";
import { isPredefined, spansHosts, type Network } from "../../model/network.ts";
import type { HostRoute } from "../../model/networkSpecProblems.ts";
import { withoutRoutesOf } from "../../engine/hostRoutes.ts";
import { networksReachedBy } from "../pingTarget.ts";
import { isMute, isSilent } from "./answers.ts";
import type { Cause, CauseRule, Facts, Fix } from "./cause.ts";
import { hostSeenFrom } from "./hostRules.ts";
import { addressesOf, elsewhere, networkAround, type HostView } from "./surroundings.ts";

export const outsideRules: readonly CauseRule[] = [
  subnetShadowed,
  forwardingDisabled,
  hostCutOff,
  forwardingFiltered,
  resolverSilent,
];

/** An engine's own network is nearer than any route, so what lies behind the route is never asked. */
function subnetShadowed(facts: Facts): Cause | undefined {
  const { picture, answers, around, target } = facts;
  if (target !== undefined || !isSilent(answers) || elsewhere(facts) !== undefined)
    return undefined;
  const [address] = addressesOf(facts).filter((one) => {
    return networkAround(picture, one) !== undefined && hostSeenFrom(facts, one) === undefined;
  });
  const network = address === undefined ? undefined : networkAround(picture, address);
  const subnet = network?.ipamPools.find(({ subnet }) => isIn(subnet, address ?? ""))?.subnet;
  if (address === undefined || network === undefined || subnet === undefined) return undefined;
  const routes = withoutRoutesOf(picture.networks.values(), around?.host?.routes ?? []);
  const hidden = routes.find(({ cidr }) => isIn(formatCidr(cidr), address));
  return {
    code: "subnetShadowed",
    args: { address, network: network.name, subnet },
    sure: hidden === undefined ? "likely" : "certain",
    evidence: [
      { of: network.name, fact: `subnet ${subnet}` },
      ...(hidden === undefined ? [] : [routeFact(hidden)]),
    ],
    fix: elsewhereInSpace(facts, network, routes),
  };
}

function forwardingDisabled(facts: Facts): Cause | undefined {
  const host = hostOnTheWay(facts);
  // What was read is about IPv4.
  const isIpv4 = addressesOf(facts).every((one) => parseAddress(one)?.version === 4);
  if (host?.forwards !== false || !isIpv4) return undefined;
  return {
    code: "forwardingDisabled",
    args: { source: facts.source.name, target: facts.name },
    sure: "certain",
    evidence: [{ of: "host", fact: "net.ipv4.ip_forward = 0" }],
    fix: { code: "enableForwarding", args: {}, commands: [] },
  };
}

/** Where the host itself gets no answer, no container's network is to blame. */
function hostCutOff(facts: Facts): Cause | undefined {
  const host = hostOnTheWay(facts);
  if (host?.forwards === false || host === undefined || !isSilent(host.answers)) return undefined;
  return {
    code: "hostCutOff",
    args: { source: facts.source.name, target: facts.name },
    sure: "certain",
    evidence: host.answers.map((answer) => ({
      of: "host",
      fact: `${answer.probe.target} ${factOf(answer).fact}`,
    })),
    fix: { code: "checkHost", args: {}, commands: [] },
  };
}

function forwardingFiltered(facts: Facts): Cause | undefined {
  const host = hostOnTheWay(facts);
  const reached = host?.answers.filter(({ verdict }) => verdict === "reachable") ?? [];
  if (host?.forwards === false || reached.length === 0) return undefined;
  const gateway = facts.further.find(({ probe, verdict }) => {
    return probe.kind === "ping" && verdict === "reachable";
  });
  return {
    code: "forwardingFiltered",
    args: { source: facts.source.name, target: facts.name },
    sure: gateway === undefined ? "likely" : "certain",
    evidence: [
      ...reached.map((answer) => ({ of: "host", fact: `reaches ${answer.probe.target}` })),
      ...(gateway === undefined ? [] : [{ of: gateway.probe.target, fact: "the gateway answers" }]),
      ...facts.answers.map(factOf),
    ],
    fix: { code: "checkRules", args: {}, commands: [] },
  };
}

/** Addresses are reached and names are not: the engine's resolver has nobody to ask. */
function resolverSilent(facts: Facts): Cause | undefined {
  const { answers, further, source, name, target } = facts;
  const [reached] = further.filter(({ probe, verdict }) => {
    return probe.kind !== "resolve" && verdict === "reachable";
  });
  if (target !== undefined || !isMute(answers) || reached === undefined) return undefined;
  const [resolver = "its name server"] = answers.flatMap((answer) => answer.resolver ?? []);
  return {
    code: "resolverSilent",
    args: { source: source.name, name, resolver },
    sure: "certain",
    evidence: [
      { of: resolver, fact: `no answer for ${name}` },
      { of: reached.probe.target, fact: "reachable" },
    ],
    fix: { code: "setDns", args: {}, commands: [] },
  };
}

/** The host that a question would have to pass, where it was looked at and nothing nearer explains it. */
function hostOnTheWay(facts: Facts): HostView | undefined {
  const { picture, source, target, answers, around } = facts;
  if (target !== undefined || !isSilent(answers) || elsewhere(facts) !== undefined)
    return undefined;
  const isNear = (one: string): boolean =>
    networkAround(picture, one) !== undefined || hostSeenFrom(facts, one) !== undefined;
  if (addressesOf(facts).some(isNear) || !hasFamily(facts)) return undefined;
  const passes = networksReachedBy(picture, source).some(({ driver, internal }) => {
    return !internal && (driver === "bridge" || driver === "overlay");
  });
  return passes ? around?.host : undefined;
}

/** Without an IPv6 address of its own nothing of a container gets as far as its host. */
function hasFamily(facts: Facts): boolean {
  const owner = facts.picture.ownerOf(facts.source) ?? facts.source;
  const hasIpv6 = owner.attachments.some(({ endpoint }) => (endpoint.ipv6Address ?? "") !== "");
  return hasIpv6 || addressesOf(facts).some((address) => !address.includes(":"));
}

function factOf({ probe, reason }: Facts["answers"][number]): { of: string; fact: string } {
  const port = "port" in probe ? ` port ${probe.port}` : "";
  return { of: probe.target, fact: `${probe.kind}${port} ${reason ?? "reachable"}` };
}

function routeFact({ cidr, interfaceName }: HostRoute): { of: string; fact: string } {
  return { of: formatCidr(cidr), fact: `route through ${interfaceName}` };
}

function isIn(subnet: string, text: string): boolean {
  const cidr = parseCidr(subnet);
  const address = parseAddress(text);
  return cidr !== undefined && address !== undefined && contains(cidr, address);
}

/** The same network with a subnet that nothing uses. */
function elsewhereInSpace(
  { picture }: Facts,
  network: Network,
  routes: readonly HostRoute[],
): Fix | undefined {
  const following = [...picture.networks.values()].flatMap(subnetsOf);
  const taken = routes.map(({ cidr }) => cidr);
  const free = nextFreeSubnet(taken, { version: 4, following });
  if (free === undefined || isPredefined(network) || spansHosts(network)) return undefined;
  const subnet = formatCidr(free);
  return {
    code: "otherSubnet",
    args: { network: network.name, subnet },
    commands: [
      ["docker", "network", "rm", network.name],
      ["docker", "network", "create", "--subnet", subnet, network.name],
    ],
  };
}

function subnetsOf({ ipamPools }: Network): readonly Cidr[] {
  return ipamPools.flatMap(({ subnet }) => parseCidr(subnet) ?? []);
}
