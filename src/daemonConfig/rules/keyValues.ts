// What dockerd says of a single value in daemon.json. Much of it is what it says of a flag's value, not all.
import { parseAddress, parseCidr } from "../../model/cidr.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { startFault, type FaultStage } from "../options/flagStart.ts";
import { flagValueFault } from "../options/flagValues.ts";
import { parseCsvRecord } from "../options/goValues.ts";
import type { DaemonOption } from "../options/optionRecords.ts";

export interface KeyValueFault {
  readonly stage: FaultStage;
  readonly reason: string;
}

/**
 * Why dockerd of a version does not start with a value of a daemon.json, written as a flag would have it,
 * or undefined. The value must have the right type.
 */
export function keyValueFault(
  option: DaemonOption,
  value: string,
  version: EngineVersion,
): KeyValueFault | undefined {
  // An empty text is as good as none, except in lists.
  if (value === "" && option.type === "string") return undefined;
  const reason = parseFault(option, value, version);
  if (reason === undefined) return startFault(option, value, version);
  return { stage: checkedLate.has(option.name) ? "start" : "parse", reason };
}

/** What dockerd looks at in flags at once, and in daemon.json when it starts. */
const checkedLate = new Set(["insecure-registry", "allow-nondistributable-artifacts"]);

/** The flags whose checks the values of their keys go through as well. */
const checkedLikeFlags = new Set(
  ["host", "dns-search", "label", "registry-mirror", "insecure-registry"].concat([
    "allow-nondistributable-artifacts",
    "node-generic-resource",
    "default-shm-size",
  ]),
);

function parseFault(
  option: DaemonOption,
  value: string,
  version: EngineVersion,
): string | undefined {
  if (checkedLikeFlags.has(option.name)) return flagValueFault(option, value, version);
  switch (option.name) {
    case "dns":
      return dnsFault(value, version);
    case "host-gateway-ip":
      return option.kind === "flag" ? zonedFault(value) : addressFault(value);
    case "ip":
    case "default-gateway":
    case "default-gateway-v6":
      return addressFault(value);
    case "min-api-version":
      return /^\d+\.\d+$/.test(value) ? undefined : "not a version such as 1.44";
    case "default-address-pool":
      return isAtLeast(version, "27.0.1") ? poolBaseFault(value) : undefined;
    case "add-runtime":
      return value.startsWith("runc=") ? "the name runc is reserved" : undefined;
    default:
      return undefined;
  }
}

/** The decoder itself reads the range; the size is looked at when the daemon starts. */
function poolBaseFault(value: string): string | undefined {
  const field = parseCsvRecord(value)?.findLast((each) => /^base=/i.test(each)) ?? "base=";
  const base = field.slice("base=".length);
  return base === "" || parseCidr(base) !== undefined
    ? undefined
    : "base is not a range such as 10.0.0.0/8";
}

function dnsFault(value: string, version: EngineVersion): string | undefined {
  if (isAtLeast(version, "29.0")) return zonedFault(value);
  if (isAtLeast(version, "25.0")) return addressFault(value);
  return parseAddress(value.trim()) === undefined ? noAddress : undefined;
}

/** To Go's decoder, an empty text is an address that is not set. */
function addressFault(value: string): string | undefined {
  return value === "" || parseAddress(value) !== undefined ? undefined : noAddress;
}

/** An IPv6 address may name its interface: `fe80::1%eth0`. */
function zonedFault(value: string): string | undefined {
  const [, address = value] = /^(.*:[^%]*)%.+$/s.exec(value) ?? [];
  return addressFault(address);
}

const noAddress = "not an IP address";
