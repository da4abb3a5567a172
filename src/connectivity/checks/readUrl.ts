// `http://host:port/path` in a check.
import type { Read } from "./readTarget.ts";

/** Where HTTP is asked for without a port. */
export const httpPort = 80;

/** The host, with its port where one is written, and the path of a URL; undefined for what is none. */
export function readUrl(
  text: string,
): Read<{ readonly host: string; readonly path: string }> | undefined {
  const url = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(text);
  if (url === null) return undefined;
  const [, scheme = "", host = "", rest = ""] = url;
  if (scheme.toLowerCase() === "https") return { code: "onlyHttp", args: { text } };
  if (host === "") return { code: "notATarget", args: { text } };
  const path = readPath(rest.startsWith("/") ? rest : `/${rest}`);
  return "code" in path ? path : { value: { host, path: path.value } };
}

/** What an HTTP request asks for: it starts with a slash and has no blanks (RFC 9112, 3.2). */
export function readPath(text: string): Read<string> {
  return /^\/[\x21-\x22\x24-\x7e]*$/.test(text)
    ? { value: text }
    : { code: "notAPath", args: { text } };
}

/** An HTTP status. */
export function readStatus(text: string): Read<number> {
  return /^[1-5]\d\d$/.test(text)
    ? { value: Number(text) }
    : { code: "notAStatus", args: { text } };
}
