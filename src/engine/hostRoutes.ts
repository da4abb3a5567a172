// Where the machine that Portolan runs on sends packets, so that a new subnet need not hide a network
// of the user's. Says something about an engine's host only where the engine runs on this machine.
import { readFile } from "node:fs/promises";
import { networkInterfaces, type NetworkInterfaceInfo } from "node:os";
import { cidrOf, contains, formatCidr, parseCidr } from "../model/cidr.ts";
import type { Cidr, IpVersion } from "../model/cidr.ts";
import type { Network } from "../model/network.ts";
import type { HostRoute } from "../model/networkSpecProblems.ts";
import type { EngineAddress } from "./address.ts";

/** What the reader reads; a parameter, so that tests need no machine of their own. */
export interface RouteSources {
  /** Undefined where there is no such file. */
  readText(file: string): Promise<string | undefined>;
  interfaces(): Readonly<Record<string, readonly InterfaceAddress[] | undefined>>;
}

export type InterfaceAddress = Pick<NetworkInterfaceInfo, "cidr" | "internal">;

export const machineRoutes: RouteSources = {
  readText: async (file) => {
    try {
      return await readFile(file, "utf8");
    } catch {
      // No /proc, or none for us: the interfaces tell less, but on every system.
      return undefined;
    }
  },
  interfaces: networkInterfaces,
};

/** True where the engine's routes are this machine's. */
export function sharesRoutes(address: EngineAddress): boolean {
  return address.kind === "socket";
}

/**
 * The routes of this machine: from Linux's tables, elsewhere the ranges of its own addresses. Left out
 * are default routes, loopback, and what no network could overlap: link-local and multicast.
 */
export async function readHostRoutes(
  sources: RouteSources = machineRoutes,
): Promise<readonly HostRoute[]> {
  const ipv4 = await sources.readText("/proc/net/route");
  const ipv6 = await sources.readText("/proc/net/ipv6_route");
  if (ipv4 === undefined && ipv6 === undefined) return routesOfInterfaces(sources.interfaces());
  return [...parseIpv4Routes(ipv4 ?? ""), ...parseIpv6Routes(ipv6 ?? "")];
}

/**
 * The routes without those of the given networks' own bridges, which would be named twice: by the
 * bridge's name, or by its range where an engine (Podman) does not tell that name.
 */
export function withoutRoutesOf(
  networks: Iterable<Network>,
  routes: readonly HostRoute[],
): readonly HostRoute[] {
  const known = [...networks];
  const bridges = new Set(known.flatMap(bridgeNames));
  const ranges = new Set(
    known.flatMap(({ ipamPools }) =>
      ipamPools.flatMap(({ subnet }) => formatted(parseCidr(subnet))),
    ),
  );
  return routes.filter(
    ({ cidr, interfaceName }) =>
      !bridges.has(interfaceName) &&
      !(isEngineBridge(interfaceName) && ranges.has(formatCidr(cidr))),
  );
}

/** Flags of Linux's tables (rtnetlink): a route in use; one that only is an address of this machine. */
const flagUp = 0x1;
const flagsOfOwnAddress = 0x8000_0000 | 0x0010_0000;

/** `/proc/net/route`: a heading, then hexadecimal columns with the lowest byte of an address first. */
export function parseIpv4Routes(text: string): readonly HostRoute[] {
  return rows(text).flatMap((columns) => {
    const [interfaceName = "", destination = "", , flags = "", , , , mask = ""] = columns;
    if (!isHex(destination, 8) || !isHex(mask, 8)) return [];
    const bits = fromHex(reversedBytes(mask)).toString(2).replaceAll("0", "").length;
    const value = fromHex(reversedBytes(destination));
    return routeTo({ version: 4, value, bits, flags, interfaceName });
  });
}

/** `/proc/net/ipv6_route`: no heading, hexadecimal columns, the interface last. */
export function parseIpv6Routes(text: string): readonly HostRoute[] {
  return rows(text).flatMap((columns) => {
    const [destination = "", length = "", , , , , , , flags = "", interfaceName = ""] = columns;
    if (!isHex(destination, 32) || !isHex(length, 2)) return [];
    const bits = Number.parseInt(length, 16);
    return routeTo({ version: 6, value: fromHex(destination), bits, flags, interfaceName });
  });
}

/** The ranges of a machine's own addresses, as `os.networkInterfaces()` gives them. */
export function routesOfInterfaces(
  interfaces: Readonly<Record<string, readonly InterfaceAddress[] | undefined>>,
): readonly HostRoute[] {
  return Object.entries(interfaces).flatMap(([interfaceName, addresses = []]) =>
    addresses.flatMap(({ cidr, internal }) => {
      const range = parseCidr(cidr ?? "");
      if (internal || range === undefined || !isOfConcern(range)) return [];
      return [{ cidr: { ...range, address: range.base }, interfaceName }];
    }),
  );
}

interface TableRow {
  readonly version: IpVersion;
  readonly value: bigint;
  readonly bits: number;
  /** Hexadecimal. */
  readonly flags: string;
  readonly interfaceName: string;
}

function routeTo({ version, value, bits, flags, interfaceName }: TableRow): readonly HostRoute[] {
  const cidr = cidrOf({ version, value }, bits);
  const bitsSet = Number.parseInt(flags, 16);
  const isUsed = (bitsSet & flagUp) !== 0 && (bitsSet & flagsOfOwnAddress) === 0;
  if (cidr === undefined || !isUsed || interfaceName === "lo" || !isOfConcern(cidr)) return [];
  return [{ cidr, interfaceName }];
}

const neverAssigned = ["fe80::/10", "ff00::/8", "127.0.0.0/8"].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** A route to more than a /8 is a default route cut in pieces, as VPNs do it. */
function isOfConcern(cidr: Cidr): boolean {
  return cidr.prefixLength >= 8 && !neverAssigned.some((range) => contains(range, cidr));
}

/** moby names a bridge by the network's id unless an option names it. */
function bridgeNames({ id, options }: Network): readonly string[] {
  return [options["com.docker.network.bridge.name"] ?? `br-${id.slice(0, 12)}`];
}

function isEngineBridge(interfaceName: string): boolean {
  return /^(docker0|docker_gwbridge|br-[\da-f]{12}|(cni-)?podman\d*|veth.*)$/.test(interfaceName);
}

function formatted(cidr: Cidr | undefined): readonly string[] {
  return cidr === undefined ? [] : [formatCidr(cidr)];
}

function rows(text: string): readonly (readonly string[])[] {
  return text.split("\n").map((line) => line.trim().split(/\s+/));
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[\da-f]+$/i.test(text);
}

function fromHex(digits: string): bigint {
  return BigInt(`0x${digits}`);
}

function reversedBytes(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join("");
}
