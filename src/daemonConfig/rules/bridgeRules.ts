// The options of the default bridge, and of the addresses that networks get.
import {
  contains,
  formatCidr,
  overlaps,
  parseAddress,
  parseCidr,
  type Cidr,
} from "../../model/cidr.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { parseCsvRecord } from "../options/goValues.ts";
import { clash, fault, type NamedValue, type OptionLookup } from "../options/optionLookup.ts";
import type { Problem } from "./problem.ts";

/** What does not go together on the default bridge. */
export function bridgeProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  return [
    ...bridgeWithBip(options, version),
    ...iccProblems(options, version),
    ...masqueradeProblems(options),
    ...fixedCidrProblems(options),
    ...gatewayProblems(options, version),
    ...ipv6Problems(options, version),
    ...poolProblems(options),
  ];
}

function bridgeWithBip(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const bridge = options.last("bridge");
  if (bridge === undefined) return [];
  const names = isAtLeast(version, "28.0") ? ["bip", "bip6"] : ["bip"];
  return names.flatMap((name) => {
    const bip = options.last(name);
    if (bip === undefined) return [];
    const args = { bridge: bridge.spelling, bip: bip.spelling };
    return clash("bridgeWithBip", "error", [bridge, bip], args);
  });
}

function iccProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const icc = options.switched("icc", "off");
  if (icc === undefined) return [];
  const hasIpv6Rules = isAtLeast(version, "27.0.1") && options.switched("ipv6", "on") !== undefined;
  const iptables = options.switched("iptables", "off");
  const off = iptables ?? (hasIpv6Rules ? options.switched("ip6tables", "off") : undefined);
  if (off === undefined) return [];
  const args = { icc: icc.spelling, iptables: off.spelling };
  return clash("iccWithoutIptables", "error", [icc, off], args);
}

function masqueradeProblems(options: OptionLookup): readonly Problem[] {
  const masquerade = options.switched("ip-masq", "on");
  const iptables = options.switched("iptables", "off");
  if (masquerade === undefined || iptables === undefined) return [];
  const args = { masquerade: masquerade.spelling, iptables: iptables.spelling };
  return clash("masqueradeWithoutIptables", "warning", [masquerade, iptables], args);
}

function fixedCidrProblems(options: OptionLookup): readonly Problem[] {
  const pairs = [
    ["bip", "fixed-cidr"],
    ["bip6", "fixed-cidr-v6"],
  ] as const;
  return pairs.flatMap(([bipName, fixedName]) => {
    const [bip, fixed] = [options.last(bipName), options.last(fixedName)];
    const [subnet, range] = [cidrOf(bip), cidrOf(fixed)];
    const isFine = subnet === undefined || range === undefined || contains(subnet, range);
    if (isFine || bip === undefined || fixed === undefined) return [];
    const args = { fixedCidr: fixed.text, subnet: formatCidr(subnet), bip: bip.spelling };
    return clash("fixedCidrOutsideBip", "warning", [bip, fixed], args);
  });
}

/** The subnet is known where an option says it; else it may be that of a bridge that is there already. */
function gatewayProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const hasIpv6 = options.switched("ipv6", "on") !== undefined;
  const ipv6 = isAtLeast(version, "28.0")
    ? (options.last("bip6") ?? options.last("fixed-cidr-v6"))
    : options.last("fixed-cidr-v6");
  return [
    ...gatewayOutside(options.last("default-gateway"), options.last("bip")),
    ...(hasIpv6 ? gatewayOutside(options.last("default-gateway-v6"), ipv6) : []),
  ];
}

function gatewayOutside(
  gateway: NamedValue | undefined,
  range: NamedValue | undefined,
): readonly Problem[] {
  const [address, subnet] = [parseAddress(gateway?.text ?? ""), cidrOf(range)];
  if (gateway === undefined || range === undefined) return [];
  if (address === undefined || subnet === undefined || contains(subnet, address)) return [];
  const args = { gateway: gateway.text, subnet: formatCidr(subnet) };
  return clash("gatewayOutsideSubnet", "error", [range, gateway], args);
}

function ipv6Problems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const ipv6 = options.switched("ipv6", "on");
  const ip6tables = options.switched("ip6tables", "on");
  const wantsSubnet = isAtLeast(version, "20.10") && !isAtLeast(version, "28.0");
  const hasBridge = options.last("bridge")?.text !== "none";
  const lacksSubnet = wantsSubnet && hasBridge && options.last("fixed-cidr-v6") === undefined;
  const wantsExperimental = isAtLeast(version, "20.10") && !isAtLeast(version, "27.0.1");
  const lacksExperimental =
    wantsExperimental && options.switched("experimental", "on") === undefined;
  return [
    ...(ipv6 && lacksSubnet ? [fault("ipv6WithoutSubnet", "error", ipv6, {})] : []),
    ...(ip6tables && lacksExperimental
      ? [
          fault("ip6tablesWithoutExperimental", "error", ip6tables, {
            ip6tables: ip6tables.spelling,
          }),
        ]
      : []),
  ];
}

/** Ranges are apart or one within the other, so that in order each needs comparing with one only. */
function poolProblems(options: OptionLookup): readonly Problem[] {
  const pools = options.all("default-address-pool").flatMap((value) => {
    const base = baseOf(value.text);
    return base === undefined ? [] : [{ value, base }];
  });
  pools.sort((one, other) => compareRanges(one.base, other.base));
  let outer = pools[0];
  return pools.slice(1).flatMap((pool) => {
    if (outer === undefined || !overlaps(outer.base, pool.base)) {
      outer = pool;
      return [];
    }
    const args = { pool: formatCidr(pool.base), other: formatCidr(outer.base) };
    return clash("overlappingPools", "warning", [outer.value, pool.value], args);
  });
}

/** Larger ranges come before those within. */
function compareRanges(one: Cidr, other: Cidr): number {
  if (one.version !== other.version) return one.version - other.version;
  if (one.base !== other.base) return one.base < other.base ? -1 : 1;
  return one.prefixLength - other.prefixLength;
}

/** The range of a pool such as `base=10.0.0.0/8,size=24`. */
function baseOf(pool: string): Cidr | undefined {
  const base = parseCsvRecord(pool)?.findLast((field) => /^base=/i.test(field));
  return base === undefined ? undefined : parseCidr(base.slice(5));
}

function cidrOf(value: NamedValue | undefined): Cidr | undefined {
  return value && parseCidr(value.text);
}
