// Failures of an engine as one type. The only place that reads errno and HTTP status.
import { asRecord, asText } from "../model/json.ts";

/**
 * - `unreachable`: nothing answers at the address
 * - `denied`: it is there, but not for this user
 * - `notFound`: the object does not exist (any more)
 * - `conflict`: the engine's rules refuse it: name taken, in use, addresses overlap (HTTP 409 and 403)
 * - `unsupported`: this engine cannot do that
 * - `failed`: anything else
 */
export type EngineErrorKind =
  "unreachable" | "denied" | "notFound" | "conflict" | "unsupported" | "failed";

/** A failure of an engine; `message` holds the engine's own words. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly kind: EngineErrorKind;

  constructor(kind: EngineErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Any thrown thing as an EngineError. An abort stays what it is: it is no failure. */
export function toEngineError(error: unknown): Error {
  if (error instanceof EngineError) return error;
  if (isAbort(error)) return error;
  const fields = asRecord(error);
  const status = fields["statusCode"];
  const message = messageOf(error);
  if (typeof status === "number") {
    const kind = podmanKinds.get(asText(asRecord(fields["json"])["cause"]));
    return new EngineError(kind ?? kindOfStatus(status), message, { cause: error });
  }
  return new EngineError(kindOfErrno(asText(fields["code"])), message, { cause: error });
}

/** True for what an aborted AbortSignal throws. */
export function isAbort(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (error.name === "AbortError" || asText(asRecord(error)["code"]) === "ABORT_ERR")
  );
}

/** The engine's own sentence where there is one: the `message` of its JSON answer. OpenSSL's is its `reason`. */
function messageOf(error: unknown): string {
  const fields = asRecord(error);
  const answer = asText(asRecord(fields["json"])["message"]);
  if (answer !== "") return answer;
  const reason = asText(fields["reason"]);
  if (reason !== "" && asText(fields["code"]).startsWith("ERR_SSL_")) return reason;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Podman answers 500 to nearly everything and tells the kind in a field of its own, `cause`
 * (libpod/define/errors.go). Even an inspect does, where the object goes while it looks.
 */
const podmanKinds: ReadonlyMap<string, EngineErrorKind> = new Map([
  ["no such container", "notFound"],
  ["network not found", "notFound"],
  ["network already exists", "conflict"],
  ["network is already connected", "conflict"],
  ["network is being used", "conflict"],
  ["that name is already in use", "conflict"],
  ["container already exists", "conflict"],
]);

function kindOfStatus(status: number): EngineErrorKind {
  switch (status) {
    case 401:
      return "denied";
    case 404:
      return "notFound";
    // moby answers 403 for "has active endpoints", "pool overlaps" and what touches a predefined network.
    case 403:
    case 409:
      return "conflict";
    case 405:
    case 501:
      return "unsupported";
    default:
      return "failed";
  }
}

const unreachableCodes: ReadonlySet<string> = new Set([
  "ENOENT",
  "ENOTSOCK",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);

function kindOfErrno(code: string): EngineErrorKind {
  if (code === "EACCES" || code === "EPERM") return "denied";
  return unreachableCodes.has(code) ? "unreachable" : "failed";
}
