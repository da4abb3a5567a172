// The addresses that dockerd listens on, as `-H` takes them.
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import { parseGoDecimal } from "./goValues.ts";
import { parseGoUrl, splitHostPort } from "./goUrl.ts";

/** Why dockerd of a version refuses a host while it parses its flags, or undefined. */
export function hostFault(value: string, version: EngineVersion): string | undefined {
  const address = value.trim();
  if (address === "") return undefined;
  const [scheme, rest] = schemeAndRest(address);
  switch (scheme) {
    case "fd":
      return undefined;
    case "unix":
    case "npipe":
      return rest.replace(`${scheme}://`, "").includes("://")
        ? "two schemes in one address"
        : undefined;
    case "tcp":
      return isAtLeast(version, "23.0") ? tcpFault(rest) : oldTcpFault(rest);
    default:
      return "unsupported scheme (use unix, tcp or fd)";
  }
}

/** Why dockerd cannot listen on a host although its flag parses, or undefined. From 23.0 on. */
export function lateHostFault(value: string, version: EngineVersion): string | undefined {
  const address = value.trim();
  const [scheme, rest] = schemeAndRest(address);
  if (address === "" || scheme !== "tcp" || !isAtLeast(version, "23.0")) return undefined;
  const url = parseGoUrl(`tcp://${rest}`, "addresses");
  if (url === undefined) return undefined;
  // dockerd puts the parts together again, in brackets where there is a colon, and parses that.
  const { host } = splitHostPort(url.host);
  const isSound = !host.includes(":") || parseGoUrl(`tcp://[${host}]:1`, "addresses") !== undefined;
  return isSound ? undefined : "not an address with a port (write an IPv6 address in brackets)";
}

/** Why dockerd cannot listen on a host, which it finds only when it does, or undefined. */
export function listenFault(value: string, version: EngineVersion): string | undefined {
  const [scheme, rest] = schemeAndRest(value.trim());
  if (scheme === "fd") {
    const isNumber = /^[+]?\d+$/.test(rest) && Number(rest) >= 3;
    return rest === "" || rest === "*" || isNumber
      ? undefined
      : "fd:// takes nothing but a number from 3 on";
  }
  if (scheme !== "tcp") return undefined;
  // Older daemons take a path, and then look for a port of that name.
  if (!isAtLeast(version, "23.0") && rest.includes("/")) return pathFault(rest);
  const port = /:(\d+)$/.exec(rest)?.[1] ?? "";
  return Number(port) > 65535 ? "a port is at most 65535" : undefined;
}

/** `unix:///run/docker.sock` for a socket whose scheme is missing or cut short; undefined for anything else. */
export function socketHost(value: string): string | undefined {
  const path = /^(?:unix:)?(\/[^/].*)$/.exec(value.trim())?.[1];
  return path === undefined ? undefined : `unix://${path}`;
}

function pathFault(address: string): string {
  return socketHost(address) === undefined
    ? "a TCP address has no path"
    : "a path stands behind unix://";
}

/** A host without a scheme is a TCP address. */
function schemeAndRest(address: string): readonly [string, string] {
  const end = address.indexOf("://");
  return end === -1 ? ["tcp", address] : [address.slice(0, end), address.slice(end + 3)];
}

function tcpFault(rest: string): string | undefined {
  if (rest === "") return undefined;
  const url = parseGoUrl(`tcp://${rest}`, "addresses");
  if (url === undefined) return "not an address with a port";
  if (url.path !== "") return pathFault(rest);
  const { port } = splitHostPort(url.host);
  const number = port === "" ? 2375n : parseGoDecimal(port);
  return number === undefined || number === 0n ? "not a port" : undefined;
}

/** Up to 20.10: paths are cut off, ports are not looked at, and an address in brackets needs its port. */
function oldTcpFault(rest: string): string | undefined {
  const address = rest.replace(/^tcp:\/\//, "");
  if (rest === "" || rest === "tcp://") return undefined;
  if (address.includes("://")) return "not a TCP address";
  const url = parseGoUrl(`tcp://${address}${address.endsWith("]:") ? "2375" : ""}`, "anything");
  if (url === undefined) return "not an address with a port";
  const { host } = url;
  // A host with a stray bracket or without a port is tried once more with a port put behind it.
  const isWhole =
    isHostPort(host) || isHostPort(host.includes(":") ? `[${host}]:2375` : `${host}:2375`);
  return isWhole ? undefined : "not an address with a port (an IPv6 address in brackets needs one)";
}

/** What Go's net.SplitHostPort takes: one colon before the port, brackets only around the whole host. */
function isHostPort(text: string): boolean {
  return /^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(text);
}
