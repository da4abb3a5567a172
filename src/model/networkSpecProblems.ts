// What is wrong with a network that somebody is about to create, while they type. Facts, no sentences:
// the words for them are made where they are shown.
import {
  addressBits,
  contains,
  formatCidr,
  isNetworkAddress,
  lastAddress,
  overlaps,
  parseAddress,
  parseCidr,
  type Cidr,
  type IpVersion,
} from "./cidr.ts";
import { spansHosts, type Network } from "./network.ts";

/** A range that the host already sends somewhere. */
export interface HostRoute {
  readonly cidr: Cidr;
  readonly interfaceName: string;
}

/** `error`: the engine would refuse it, or it could not work. `warning`: it is allowed, and likely not meant. */
export type Severity = "error" | "warning";

export type NetworkSpecProblem = { readonly severity: Severity } & (
  | { readonly kind: "nameEmpty" }
  /** `isFirst` where the character would be fine further on. */
  | { readonly kind: "nameCharacter"; readonly character: string; readonly isFirst: boolean }
  | { readonly kind: "namePredefined"; readonly name: string }
  | { readonly kind: "nameTaken"; readonly name: string }
  /** `example` is how the typed text could go on, where it is an address without a length. */
  | { readonly kind: "cidrSyntax"; readonly example: string | undefined }
  /** Host bits are set; `network` is the same range by its network address. */
  | { readonly kind: "cidrHostBits"; readonly network: string }
  | { readonly kind: "subnetTooSmall"; readonly longestPrefix: number }
  | { readonly kind: "subnetOverlapsNetwork"; readonly network: string; readonly subnet: string }
  | { readonly kind: "subnetOverlapsRoute"; readonly interfaceName: string; readonly route: string }
  | { readonly kind: "addressSyntax" }
  /** An IPv4 address for an IPv6 subnet, or the other way round. */
  | { readonly kind: "versionDiffers"; readonly expected: IpVersion }
  | { readonly kind: "outsideSubnet"; readonly subnet: string }
  | { readonly kind: "gatewayIsNetworkAddress"; readonly address: string }
  | { readonly kind: "gatewayIsBroadcastAddress"; readonly address: string }
  | { readonly kind: "mtuNotANumber" }
  | { readonly kind: "mtuOutOfRange"; readonly lowest: number; readonly highest: number }
  | { readonly kind: "mtuTooSmallForIpv6"; readonly lowest: number }
  | { readonly kind: "labelWithoutValue" }
  | { readonly kind: "labelWithoutKey" }
);

/** moby's `IsPreDefinedNetwork`: `default` names no network, and nobody may name one so. */
const reservedNames: ReadonlySet<string> = new Set(["bridge", "host", "none", "default"]);

/** What is wrong with a name, by Docker's rule for names: `[a-zA-Z0-9][a-zA-Z0-9_.-]*`. */
export function networkNameProblem(
  name: string,
  takenNames: Iterable<string>,
): NetworkSpecProblem | undefined {
  const severity = "error";
  if (name === "") return { severity, kind: "nameEmpty" };
  const wrong = /^[^a-zA-Z0-9]|[^a-zA-Z0-9_.-]/u.exec(name);
  if (wrong !== null) {
    const [character] = wrong;
    return { severity, kind: "nameCharacter", character, isFirst: /[_.-]/.test(character) };
  }
  if (reservedNames.has(name)) return { severity, kind: "namePredefined", name };
  return new Set(takenNames).has(name) ? { severity, kind: "nameTaken", name } : undefined;
}

export interface SubnetSurroundings {
  /** The driver of the new network. */
  readonly driver: string;
  /** The engine's present networks. */
  readonly networks: Iterable<Network>;
  /** What the engine's host routes elsewhere; empty where that is not known. */
  readonly hostRoutes: readonly HostRoute[];
}

/** What is wrong with a subnet: its text first, then its size, then what it overlaps. */
export function subnetProblem(
  text: string,
  surroundings: SubnetSurroundings,
): NetworkSpecProblem | undefined {
  const subnet = parseCidr(text);
  const problem = cidrProblem(text, subnet);
  if (problem !== undefined || subnet === undefined) return problem;
  // Network address, broadcast address, gateway, and at least one container.
  const longestPrefix = addressBits(subnet.version) - 2;
  if (subnet.prefixLength > longestPrefix) {
    return { severity: "error", kind: "subnetTooSmall", longestPrefix };
  }
  return networkOverlap(subnet, surroundings) ?? routeOverlap(subnet, surroundings);
}

/** What is wrong with a gateway. `subnetText` is the subnet it belongs to, already found in order. */
export function gatewayProblem(text: string, subnetText: string): NetworkSpecProblem | undefined {
  const severity = "error";
  const address = parseAddress(text);
  if (address === undefined) return { severity, kind: "addressSyntax" };
  const subnet = parseCidr(subnetText);
  if (subnet === undefined) return undefined;
  if (address.version !== subnet.version) {
    return { severity, kind: "versionDiffers", expected: subnet.version };
  }
  if (!contains(subnet, address)) {
    return { severity, kind: "outsideSubnet", subnet: formatCidr(subnet) };
  }
  if (address.value === subnet.base) {
    return { severity, kind: "gatewayIsNetworkAddress", address: text };
  }
  // IPv6 has no broadcast.
  const isBroadcast = subnet.version === 4 && address.value === lastAddress(subnet).value;
  return isBroadcast ? { severity, kind: "gatewayIsBroadcastAddress", address: text } : undefined;
}

/** What is wrong with an IP range. `subnetText` is the subnet it belongs to, already found in order. */
export function ipRangeProblem(text: string, subnetText: string): NetworkSpecProblem | undefined {
  const severity = "error";
  const range = parseCidr(text);
  const problem = cidrProblem(text, range);
  const subnet = parseCidr(subnetText);
  if (problem !== undefined || range === undefined || subnet === undefined) return problem;
  if (range.version !== subnet.version) {
    return { severity, kind: "versionDiffers", expected: subnet.version };
  }
  return contains(subnet, range)
    ? undefined
    : { severity, kind: "outsideSubnet", subnet: formatCidr(subnet) };
}

/** The least and the most that Linux takes as an MTU, and the least that IPv6 works with (RFC 8200). */
const mtuLimits = { lowest: 68, highest: 65535, lowestForIpv6: 1280 } as const;

/** What is wrong with an MTU in bytes. */
export function mtuProblem(
  text: string,
  { ipv6 }: { readonly ipv6: boolean },
): NetworkSpecProblem | undefined {
  const severity = "error";
  if (!/^\d+$/.test(text)) return { severity, kind: "mtuNotANumber" };
  const mtu = Number(text);
  const { lowest, highest, lowestForIpv6 } = mtuLimits;
  if (mtu < lowest || mtu > highest) return { severity, kind: "mtuOutOfRange", lowest, highest };
  return ipv6 && mtu < lowestForIpv6
    ? { severity, kind: "mtuTooSmallForIpv6", lowest: lowestForIpv6 }
    : undefined;
}

/** What is wrong with a label, `key=value`. The value may be empty, and may hold any character. */
export function labelProblem(text: string): NetworkSpecProblem | undefined {
  const severity = "error";
  const [key = "", ...value] = text.split("=");
  if (key.trim() === "") return { severity, kind: "labelWithoutKey" };
  return value.length === 0 ? { severity, kind: "labelWithoutValue" } : undefined;
}

function cidrProblem(text: string, cidr: Cidr | undefined): NetworkSpecProblem | undefined {
  if (cidr === undefined) {
    const address = parseAddress(text);
    const length = address?.version === 6 ? "64" : "24";
    const whole = address === undefined ? undefined : parseCidr(`${text}/${length}`);
    const example = whole === undefined ? undefined : formatCidr(whole);
    return { severity: "error", kind: "cidrSyntax", example };
  }
  return isNetworkAddress(cidr)
    ? undefined
    : { severity: "error", kind: "cidrHostBits", network: formatCidr(cidr) };
}

function networkOverlap(
  subnet: Cidr,
  { driver, networks }: SubnetSurroundings,
): NetworkSpecProblem | undefined {
  const willSpanHosts = driver === "overlay";
  const found = [...networks].flatMap((network) =>
    network.ipamPools.flatMap((pool): NetworkSpecProblem[] => {
      const other = parseCidr(pool.subnet);
      if (other === undefined || !overlaps(subnet, other)) return [];
      // Engines keep what spans hosts and what does not in two address spaces (moby libnetwork/ipam):
      // between them nothing is refused, but a container on both would have two ways to one address.
      const severity = spansHosts(network) === willSpanHosts ? "error" : "warning";
      return [
        { severity, kind: "subnetOverlapsNetwork", network: network.name, subnet: pool.subnet },
      ];
    }),
  );
  return found.find(({ severity }) => severity === "error") ?? found[0];
}

function routeOverlap(
  subnet: Cidr,
  { driver, hostRoutes }: SubnetSurroundings,
): NetworkSpecProblem | undefined {
  // These are given the very range of the network that the host is on.
  if (driver === "macvlan" || driver === "ipvlan") return undefined;
  const route = hostRoutes.find(({ cidr }) => overlaps(subnet, cidr));
  if (route === undefined) return undefined;
  const { interfaceName, cidr } = route;
  // Docker does not look at routes where the user chose the subnet, Podman does.
  return {
    severity: "warning",
    kind: "subnetOverlapsRoute",
    interfaceName,
    route: formatCidr(cidr),
  };
}
