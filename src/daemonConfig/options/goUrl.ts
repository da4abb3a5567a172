// URLs as Go's net/url reads them, which is not how browsers do: it decides which hosts dockerd takes.
import { parseAddress } from "../../model/cidr.ts";

export interface GoUrl {
  /** In lower case, empty where there is none. */
  readonly scheme: string;
  /** Undefined where there is no `@`. */
  readonly user: string | undefined;
  /** Host and port with brackets, unescaped. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/**
 * Parses a URL. Undefined where Go finds fault with it. Since Go 1.25, brackets hold an IPv6 address;
 * before, they could hold anything.
 */
export function parseGoUrl(text: string, brackets: "anything" | "addresses"): GoUrl | undefined {
  const hash = text.indexOf("#");
  const fragment = hash === -1 ? "" : text.slice(hash + 1);
  const beforeFragment = hash === -1 ? text : text.slice(0, hash);
  if (hasControlCharacter(beforeFragment) || !isEscaped(fragment)) return undefined;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(beforeFragment)?.[1] ?? "";
  if (scheme === "" && beforeFragment.startsWith(":")) return undefined;
  const afterScheme = scheme === "" ? beforeFragment : beforeFragment.slice(scheme.length + 1);
  const mark = afterScheme.indexOf("?");
  const query = mark === -1 ? "" : afterScheme.slice(mark + 1);
  const rest = mark === -1 ? afterScheme : afterScheme.slice(0, mark);
  const base = {
    scheme: scheme.toLowerCase(),
    user: undefined,
    host: "",
    path: "",
    query,
    fragment,
  };
  if (!rest.startsWith("/")) {
    if (scheme !== "") return base;
    const isAmbiguous = (rest.split("/")[0] ?? "").includes(":");
    return isAmbiguous || !isEscaped(rest) ? undefined : { ...base, path: rest };
  }
  const hasAuthority = rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"));
  if (!hasAuthority) return isEscaped(rest) ? { ...base, path: rest } : undefined;
  const slash = rest.indexOf("/", 2);
  const path = slash === -1 ? "" : rest.slice(slash);
  const authority = parseAuthority(rest.slice(2, slash === -1 ? undefined : slash), brackets);
  return authority === undefined || !isEscaped(path) ? undefined : { ...base, ...authority, path };
}

/** Host and port of a URL's `host`, without brackets. The port is empty where there is none. */
export function splitHostPort(host: string): { readonly host: string; readonly port: string } {
  const match = /^(.*):(\d*)$/s.exec(host);
  const name = match === null ? host : (match[1] ?? "");
  const isBracketed = name.startsWith("[") && name.endsWith("]");
  return { host: isBracketed ? name.slice(1, -1) : name, port: match?.[2] ?? "" };
}

function parseAuthority(
  text: string,
  brackets: "anything" | "addresses",
): Pick<GoUrl, "user" | "host"> | undefined {
  const at = text.lastIndexOf("@");
  const host = parseHost(text.slice(at + 1), brackets);
  if (host === undefined) return undefined;
  if (at === -1) return { user: undefined, host };
  const user = text.slice(0, at);
  return /^[\w.:~!$&'()*+,;=%@-]*$/.test(user) && isEscaped(user) ? { user, host } : undefined;
}

function parseHost(text: string, brackets: "anything" | "addresses"): string | undefined {
  if (text.startsWith("[")) return parseBracketed(text, brackets);
  const colon = text.lastIndexOf(":");
  const port = colon === -1 ? "" : text.slice(colon + 1);
  return /^\d*$/.test(port) ? unescapeHost(text) : undefined;
}

function parseBracketed(text: string, brackets: "anything" | "addresses"): string | undefined {
  const end = text.lastIndexOf("]");
  if (end === -1 || !/^(:\d*)?$/.test(text.slice(end + 1))) return undefined;
  const inner = text.slice(1, end);
  const zone = inner.indexOf("%25");
  const address = zone === -1 ? inner : inner.slice(0, zone);
  if (brackets === "addresses" && parseAddress(address)?.version !== 6) return undefined;
  const whole = unescapeHost(address);
  const zoneText = zone === -1 ? "" : unescapeText(inner.slice(zone));
  if (whole === undefined || zoneText === undefined) return undefined;
  return `[${whole}${zoneText}]${text.slice(end + 1)}`;
}

/** Only bytes beyond ASCII, and the per cent sign itself, may be escaped in a host. */
function unescapeHost(text: string): string | undefined {
  if (/%(?!25|[89a-f][\da-f])/i.test(text)) return undefined;
  const isPlain = /^[\w.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}-]*$/u.test(text);
  return isPlain ? unescapeText(text) : undefined;
}

function unescapeText(text: string): string | undefined {
  if (!isEscaped(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // Escaped bytes that are no UTF-8 are as good as any to Go; nothing here looks at them.
    return text;
  }
}

function isEscaped(text: string): boolean {
  return !/%(?![\da-f]{2})/i.test(text);
}

function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(text);
}
