// What dockerd says of its options after parsing them: values that parse, and with which it does not start.
import { isNetworkAddress, lastAddress, parseAddress, parseCidr } from "../../model/cidr.ts";
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import { parseCsvRecord, parseGoDecimal, parseGoInteger } from "./goValues.ts";
import { lateHostFault, listenFault } from "./hostValue.ts";
import type { DaemonOption } from "./optionRecords.ts";

/**
 * When dockerd finds a fault: while it parses its flags, when it checks its configuration (which
 * `dockerd --validate` does as well, from 23.0 on), or only when it starts for real.
 */
export type FaultStage = "parse" | "validate" | "start";

export interface StartFault {
  readonly stage: "validate" | "start";
  readonly reason: string;
}

/**
 * Why dockerd of a version does not start with an option's value, or undefined. The value must have
 * passed the parser. What depends on the machine (files, users, the kernel) is not looked at.
 */
export function startFault(
  option: DaemonOption,
  value: string,
  version: EngineVersion,
): StartFault | undefined {
  const reason = checks.get(option.name)?.(value, version);
  if (reason === undefined) {
    const late = option.name === "host" ? listenFault(value, version) : undefined;
    return late === undefined ? undefined : { stage: "start", reason: late };
  }
  const isEarly = isAtLeast(version, "23.0") && !onlyAtStart.has(option.name);
  return { stage: isEarly ? "validate" : "start", reason };
}

type Check = (value: string, version: EngineVersion) => string | undefined;

const onlyAtStart = new Set(
  ["bip", "bip6", "fixed-cidr", "metrics-addr", "cluster-store", "cluster-advertise"].concat(
    ["default-address-pool", "storage-driver", "log-driver", "default-stop-timeout"],
    ["oom-score-adjust", "insecure-registry"],
  ),
);

const checks = new Map<string, Check>([
  ["host", lateHostFault],
  ["mtu", (value, version) => (isAtLeast(version, "23.0") ? atLeastZero(value) : undefined)],
  ["max-concurrent-downloads", atLeastZero],
  ["max-concurrent-uploads", atLeastZero],
  ["max-download-attempts", attemptsFault],
  ["default-stop-timeout", atLeastZero],
  ["network-diagnostic-port", (value) => between(value, 0n, 65535n)],
  ["oom-score-adjust", (value) => between(value, -1000n, 1000n)],
  ["log-level", logLevelFault],
  ["log-format", (value) => oneOf(value, ["text", "json"])],
  ["default-ipc-mode", (value) => oneOf(value, ["private", "shareable"])],
  ["default-cgroupns-mode", (value) => oneOf(value, ["host", "private"])],
  ["firewall-backend", (value) => oneOf(value, ["iptables", "nftables"])],
  ["bridge-accept-fwmark", markFault],
  ["fixed-cidr", rangeFault],
  ["fixed-cidr-v6", rangeV6Fault],
  ["bip", bridgeAddressFault],
  ["bip6", rangeFault],
  ["exec-opt", execFault],
  ["node-generic-resource", resourceFault],
  ["userns-remap", (value) => (/:.*:/s.test(value) ? "not user:group" : undefined)],
  ["default-address-pool", poolSizeFault],
  ["metrics-addr", (value) => (value === "" || /:\w*$/.test(value) ? undefined : "not host:port")],
  ["cluster-store", storeFault],
  [
    "cluster-advertise",
    (value) => (/:\d+$/.test(value) ? undefined : "not interface:port or IP:port"),
  ],
  ["storage-driver", driverFault],
  ["log-driver", logDriverFault],
  ["insecure-registry", registryHostFault],
]);

function atLeastZero(value: string): string | undefined {
  return (parseGoInteger(value) ?? 0n) < 0n ? "below zero" : undefined;
}

/** Before 23.0, trying not even once was no choice either. */
function attemptsFault(value: string, version: EngineVersion): string | undefined {
  const isNone = parseGoInteger(value) === 0n && !isAtLeast(version, "23.0");
  return isNone ? "below one" : atLeastZero(value);
}

function between(value: string, low: bigint, high: bigint): string | undefined {
  const number = parseGoInteger(value) ?? low;
  return number < low || number > high
    ? `not between ${String(low)} and ${String(high)}`
    : undefined;
}

/** An empty value stands for the default. */
function oneOf(value: string, allowed: readonly string[]): string | undefined {
  return value === "" || allowed.includes(value) ? undefined : `none of ${allowed.join(", ")}`;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "panic"];

function logLevelFault(value: string, version: EngineVersion): string | undefined {
  const hasLongName = !isAtLeast(version, "25.0");
  return oneOf(value.toLowerCase(), hasLongName ? [...logLevels, "warning"] : logLevels);
}

function markFault(value: string): string | undefined {
  const isMark = (text: string): boolean => {
    const number = /^[+-]/.test(text) ? undefined : parseGoInteger(text);
    return number !== undefined && number < 2n ** 32n;
  };
  const isSound = value === "" || (value.split("/").length <= 2 && value.split("/").every(isMark));
  return isSound ? undefined : "not MARK or MARK/MASK";
}

function rangeFault(value: string): string | undefined {
  return value === "" || parseCidr(value) !== undefined
    ? undefined
    : "not an address with a prefix length";
}

/** The bridge gets the address itself, so it has to be one that a host can have. */
function bridgeAddressFault(value: string): string | undefined {
  const cidr = parseCidr(value);
  if (cidr?.version !== 4 || cidr.prefixLength > 30) return rangeFault(value);
  const isOuter = isNetworkAddress(cidr) || cidr.address === lastAddress(cidr).value;
  return isOuter ? "the bridge needs an address inside the range, such as its first" : undefined;
}

function rangeV6Fault(value: string, version: EngineVersion): string | undefined {
  const isIpv4 = parseCidr(value)?.version === 4 && isAtLeast(version, "25.0");
  return isIpv4 ? "not an IPv6 range" : rangeFault(value);
}

/** Older daemons take what they do not know, and do nothing with it. */
function execFault(value: string, version: EngineVersion): string | undefined {
  const at = value.indexOf("=");
  const name = value.slice(0, Math.max(at, 0)).trim().toLowerCase();
  const isChecked = isAtLeast(version, "28.5");
  if (name === "" || value.slice(at + 1).trim() === "")
    return isChecked ? "not name=value" : undefined;
  const isKnown = name === "native.cgroupdriver";
  return isKnown || !isChecked ? undefined : `there is no option "${name}" on Linux`;
}

function resourceFault(value: string): string | undefined {
  const [, amount = "", ...rest] = value.split("=");
  if (rest.length > 0) return "not name=value";
  return (parseGoDecimal(amount.trim()) ?? 0n) < 0n ? "below zero" : undefined;
}

function poolSizeFault(value: string): string | undefined {
  const fields = parseCsvRecord(value) ?? [];
  const last = (name: string): string | undefined =>
    fields.findLast((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const base = parseCidr(last("base") ?? "");
  const size = Number(last("size") ?? 0);
  if (base === undefined) return "base is not a range such as 10.0.0.0/8";
  return size < base.prefixLength || size <= 0
    ? "size is shorter than the prefix of base"
    : undefined;
}

function storeFault(value: string): string | undefined {
  const isSound = value === "" || /^(consul|etcd|zk):\/\/./.test(value);
  return isSound ? undefined : "not consul://, etcd:// or zk:// with an address";
}

/** A registry's host, with a port or without, or a range; a scheme of the web's is taken off. */
function registryHostFault(value: string): string | undefined {
  const registry = value.replace(/^https?:\/\//i, "");
  if (registry.includes("://")) return "not a registry's host and port";
  if (parseCidr(registry) !== undefined || parseAddress(registry) !== undefined) return undefined;
  const match = registryHost.exec(registry);
  const isSound = match !== null && Number(match[1] ?? 0) <= 65535;
  return isSound ? undefined : "not a registry's host and port, without a path";
}

const hostPart = String.raw`[a-z\d](?:[a-z\d-]*[a-z\d])?`;
const registryHost = new RegExp(
  String.raw`^(?:${hostPart}(?:\.${hostPart})*|\[[a-f\d:]+\])(?::(\d+))?$`,
  "i",
);

/** From 29.0 on, a driver that dockerd does not know is taken for one of containerd's. */
function driverFault(value: string, version: EngineVersion): string | undefined {
  if (value === "") return undefined;
  const removed = removedDrivers.find(([name]) => name === value);
  if (removed !== undefined && isAtLeast(version, removed[1])) return `removed in ${removed[1]}`;
  const isKnown = removed !== undefined || drivers.includes(value) || isAtLeast(version, "29.0");
  return isKnown ? undefined : "there is no such storage driver";
}

const drivers = ["overlay2", "fuse-overlayfs", "btrfs", "zfs", "vfs", "windowsfilter"];
const removedDrivers = [
  ["aufs", "24.0"],
  ["overlay", "24.0"],
  ["devicemapper", "25.0"],
] as const;

/** Any other name may be a plugin's. */
function logDriverFault(value: string, version: EngineVersion): string | undefined {
  return value === "logentries" && isAtLeast(version, "25.0") ? "removed in 25.0" : undefined;
}
