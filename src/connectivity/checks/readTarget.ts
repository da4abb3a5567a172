// The texts that name containers, targets and times in a check.
import { isIP } from "node:net";
import type { CheckTarget, Selector } from "./networkCheck.ts";
import type { CheckProblemCode } from "./checkTexts.ts";
import { httpPort, readUrl } from "./readUrl.ts";

/** What a text stands for, or why it stands for nothing. */
export type Read<T> =
  | { readonly value: T }
  | { readonly code: CheckProblemCode; readonly args: Readonly<Record<string, string>> };

/** A container's name (moby's daemon/names), or `project/service`. */
export function readSelector(text: string): Read<Selector> {
  const service = /^([^/]+)\/([^/]+)$/.exec(text);
  const project = service?.[1] ?? "";
  const name = service?.[2] ?? "";
  if (containerName.test(project) && containerName.test(name)) {
    return { value: { kind: "service", project, service: name } };
  }
  if (containerName.test(text)) return { value: { kind: "container", name: text } };
  return { code: "notASelector", args: { text } };
}

/** `name` or `name=value`. */
export function readLabel(text: string): Read<Selector> {
  const equals = text.indexOf("=");
  const label = (equals === -1 ? text : text.slice(0, equals)).trim();
  if (label === "" || /\s/.test(label)) return { code: "notALabel", args: { text } };
  const value = equals === -1 ? undefined : text.slice(equals + 1).trim();
  return { value: { kind: "label", label, value } };
}

/**
 * `internet`, or a container, service, host name or address, with or without `:port`; all but a service also
 * as `http://…`.
 */
export function readTarget(text: string): Read<CheckTarget> {
  if (text === "internet") return { value: { kind: "internet" } };
  const url = readUrl(text);
  if (url !== undefined) {
    if ("code" in url) return url;
    const { host, path } = url.value;
    const target = readHost(host);
    if ("code" in target || target.value.kind === "internet") return target;
    return { value: { ...target.value, port: target.value.port ?? httpPort, path } };
  }
  return readHost(text);
}

/** A target without a path. */
function readHost(text: string): Read<CheckTarget> {
  const path = undefined;
  if (isIP(text) !== 0) return { value: { kind: "address", address: text, port: undefined, path } };
  const parts =
    /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>[^:[\]]+))(?::(?<port>[^:/]*(?:\/(?:tcp|udp))?))?$/.exec(
      text,
    );
  if (parts?.groups === undefined) return { code: "notATarget", args: { text } };
  const { bracketed, plain = "", port: portText } = parts.groups;
  const port = portText === undefined ? { value: undefined } : readPort(portText);
  if ("code" in port) return port;
  const host = bracketed ?? plain;
  if (isIP(host) !== 0)
    return { value: { kind: "address", address: host, port: port.value, path } };
  if (bracketed !== undefined) return { code: "notATarget", args: { text } };
  if (host.includes("/")) {
    const selector = readSelector(host);
    return "value" in selector
      ? { value: { kind: "containers", selector: selector.value, port: port.value, path } }
      : { code: "notATarget", args: { text } };
  }
  if (!hostName.test(host) && !containerName.test(host))
    return { code: "notATarget", args: { text } };
  return { value: { kind: "name", name: host, port: port.value, path } };
}

/** A TCP port. */
export function readPort(text: string): Read<number> {
  if (/^\d+\/udp$/i.test(text)) return { code: "onlyTcp", args: {} };
  const port = /^\d{1,5}(?=(\/tcp)?$)/i.exec(text)?.[0];
  const number = Number(port);
  return port !== undefined && number >= 1 && number <= 65_535
    ? { value: number }
    : { code: "notAPort", args: { text } };
}

/** `50ms`, `2s`, `1.5s`, in milliseconds. */
export function readTime(text: string): Read<number> {
  const match = /^(\d{1,6}(?:\.\d{1,6})?) ?(ms|s)$/.exec(text);
  const ms = Number(match?.[1]) * (match?.[2] === "s" ? 1000 : 1);
  return match !== null && ms > 0 ? { value: ms } : { code: "notATime", args: { text } };
}

const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** Names with an underscore are none to the DNS, but containers and services have them. */
const hostName = /^[a-zA-Z0-9_]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?\.?$/;
