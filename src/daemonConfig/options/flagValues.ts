// What dockerd says of a flag's value while it parses its command line: a fault here stops it at once.
import { parseAddress, parseCidr } from "../../model/cidr.ts";
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import {
  isOldSize,
  isSize,
  parseCsvRecord,
  parseGoBool,
  parseGoDecimal,
  parseGoInteger,
} from "./goValues.ts";
import { parseGoUrl } from "./goUrl.ts";
import { hostFault } from "./hostValue.ts";
import type { DaemonOption } from "./optionRecords.ts";

type Check = (value: string, version: EngineVersion) => string | undefined;

/** Why dockerd of a version refuses a flag's value while parsing, in a few words, or undefined. */
export function flagValueFault(
  option: DaemonOption,
  value: string,
  version: EngineVersion,
): string | undefined {
  const check = checksByName.get(option.name) ?? checksByType.get(option.type ?? "");
  return check?.(value, version);
}

const checksByName = new Map<string, Check>([
  ["host", hostFault],
  ["dns", dnsFault],
  ["dns-search", dnsSearchFault],
  ["host-gateway-ip", hostGatewayFault],
  ["label", labelFault],
  ["registry-mirror", mirrorFault],
  ["insecure-registry", registryFault],
  ["allow-nondistributable-artifacts", registryFault],
  ["node-generic-resource", (value) => (value.includes("=") ? undefined : "not name=value")],
  ["feature", featureFault],
  ["tlscacert", quotedPathFault],
  ["tlscert", quotedPathFault],
  ["tlskey", quotedPathFault],
]);

const checksByType = new Map<string, Check>([
  ["bool", (value) => (parseGoBool(value) === undefined ? "neither true nor false" : undefined)],
  ["int", integerFault],
  ["int64", integerFault],
  ["ip", ipFault],
  ["bytes", bytesFault],
  ["ulimit", ulimitFault],
  ["runtime", runtimeFault],
  ["pool-options", poolFault],
  ["mapmap", (value) => (/=.*=/s.test(value) ? undefined : "not driver=option=value")],
  ["nri-opts", nriFault],
]);

const noAddress = "not an IP address";

function integerFault(value: string): string | undefined {
  return parseGoInteger(value) === undefined ? "not a whole number" : undefined;
}

function ipFault(value: string, version: EngineVersion): string | undefined {
  if (!isAtLeast(version, "24.0")) return addressFault(value);
  if (value === "" && isAtLeast(version, "28.0")) return undefined;
  return addressFault(value.trim());
}

function addressFault(value: string): string | undefined {
  return parseAddress(value) === undefined ? noAddress : undefined;
}

function hostGatewayFault(value: string, version: EngineVersion): string | undefined {
  return isAtLeast(version, "28.0") ? zonedAddressFault(value) : ipFault(value, version);
}

/** An IPv6 address may name its interface: `fe80::1%eth0`. */
function zonedAddressFault(value: string): string | undefined {
  const address = parseAddress(value.replace(/%.+$/s, ""));
  const isSound = address !== undefined && (address.version === 6 || !value.includes("%"));
  return isSound ? undefined : noAddress;
}

function dnsFault(value: string, version: EngineVersion): string | undefined {
  if (isAtLeast(version, "29.0")) return zonedAddressFault(value.trim());
  if (!isAtLeast(version, "26.0")) return addressFault(value.trim());
  // These releases take lists with commas, and quotes anywhere.
  const plain = value.replaceAll(/["'`]/g, "");
  const addresses = plain === "" ? [] : parseCsvRecord(plain);
  const isSound =
    addresses?.every((address) => parseAddress(address.trim()) !== undefined) ?? false;
  return isSound ? undefined : noAddress;
}

/** The pattern is dockerd's own, with the colons that it lets through. */
const domain =
  /^(:?(?::?[a-z\d]|:?[a-z\d][a-z\d-]*[a-z\d])(?::?\.(?::?[a-z\d]|:?[a-z\d][a-z\d-]*[a-z\d]))*)\.?[\t\n\f\r ]*$/i;

function dnsSearchFault(value: string): string | undefined {
  const name = value.replaceAll(/^ +| +$/g, "");
  if (name === ".") return undefined;
  const match = /[a-z]/i.test(name) ? domain.exec(name) : null;
  return match !== null && (match[1] ?? "").length < 255 ? undefined : "not a domain name";
}

function labelFault(value: string, version: EngineVersion): string | undefined {
  if (!value.includes("=")) return "not key=value";
  const isReserved = /^(com\.docker|io\.docker|org\.dockerproject)\./i.test(value);
  return isReserved && isAtLeast(version, "20.10")
    ? "names that begin with com.docker, io.docker or org.dockerproject are reserved"
    : undefined;
}

function mirrorFault(value: string, version: EngineVersion): string | undefined {
  const isRecent = isAtLeast(version, "28.0");
  const url = parseGoUrl(value, isRecent ? "addresses" : "anything");
  if (url === undefined || (isRecent && !value.includes("://"))) return "not a URL";
  if (url.scheme !== "http" && url.scheme !== "https") return "not an http or https URL";
  if (url.user !== undefined) return "a mirror's URL has no user";
  // Seen with 28.5: a slash is added before it looks, so that even an empty query is one.
  const isMarked = isRecent && /[?#]$/.test(value);
  if (isMarked || url.query !== "" || url.fragment !== "") {
    return "a mirror's URL has no query and no fragment";
  }
  const hasPath = url.path !== "" && url.path !== "/";
  return hasPath && !isAtLeast(version, "25.0") ? "a mirror's URL has no path" : undefined;
}

function registryFault(value: string): string | undefined {
  return /^-|-$/.test(value)
    ? "a registry's name neither begins nor ends with a hyphen"
    : undefined;
}

function featureFault(value: string): string | undefined {
  const [name = "", ...rest] = value.split("=");
  if (name === "") return "a feature needs a name";
  const isSound = rest.length === 0 || parseGoBool(rest.join("=")) !== undefined;
  return isSound ? undefined : "not name=true or name=false";
}

/** These releases take quotes off, and break down where there is nothing to take them off. */
function quotedPathFault(value: string, version: EngineVersion): string | undefined {
  const isEmpty = /^["']?$/.test(value);
  const breaks = isEmpty && isAtLeast(version, "1.13") && !isAtLeast(version, "23.0");
  return breaks ? "empty" : undefined;
}

/** Why a text is no size to dockerd of a version, or undefined. */
export function bytesFault(value: string, version: EngineVersion): string | undefined {
  const isSound = isAtLeast(version, "23.0") ? isSize(value) : isOldSize(value);
  return isSound ? undefined : "not a size such as 64M";
}

/** The limits that Linux has. */
export const limitNames =
  /^(as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$/;

function ulimitFault(value: string): string | undefined {
  const [name = "", ...rest] = value.split("=");
  if (rest.length === 0) return "not name=soft:hard";
  if (!limitNames.test(name)) return "there is no limit of this name";
  const numbers = rest.join("=").split(":").map(parseGoDecimal);
  const [soft, hard = soft] = numbers;
  if (numbers.length > 2 || numbers.includes(undefined)) return "not one or two numbers";
  if (soft === undefined || hard === undefined || hard === -1n) return undefined;
  return soft > hard || soft === -1n ? "the soft limit is above the hard one" : undefined;
}

function runtimeFault(value: string): string | undefined {
  const at = value.indexOf("=");
  const name = value.slice(0, Math.max(at, 0)).trim().toLowerCase();
  if (name === "" || value.slice(at + 1).trim() === "") return "not name=path";
  return name === "runc" ? "the name runc is reserved" : undefined;
}

function poolFault(value: string, version: EngineVersion): string | undefined {
  const fields = parseCsvRecord(value);
  if (fields === undefined) return "not base=RANGE,size=LENGTH";
  return fields.map((text) => poolFieldFault(text, version)).find((fault) => fault !== undefined);
}

function poolFieldFault(text: string, version: EngineVersion): string | undefined {
  const at = text.indexOf("=");
  const value = text.slice(at + 1);
  switch (text.slice(0, Math.max(at, 0)).toLowerCase()) {
    case "base":
      return isAtLeast(version, "27.0.1") && parseCidr(value) === undefined
        ? "base is not a range such as 10.0.0.0/8"
        : undefined;
    case "size":
      return parseGoDecimal(value) === undefined ? "size is not a whole number" : undefined;
    default:
      return "not base=RANGE,size=LENGTH";
  }
}

const nriPaths = ["plugin-path", "plugin-config-path", "socket-path"];

function nriFault(value: string): string | undefined {
  const isSound = (text: string): boolean => {
    const [name = "", ...rest] = text.split("=");
    if (name === "enable") return rest.length === 0 || parseGoBool(rest.join("=")) !== undefined;
    return nriPaths.includes(name) && rest.length > 0;
  };
  const fields = value === "" ? [] : parseCsvRecord(value);
  return fields?.every(isSound) ? undefined : "not enable=true,plugin-path=PATH and the like";
}
