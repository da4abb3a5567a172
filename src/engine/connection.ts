// Requests to one engine over a transport: JSON answers, streams, and connections that both sides
// write to. Every failure leaves as an EngineError, every abort as itself.
import type { IncomingMessage } from "node:http";
import { addAbortSignal, type Duplex, type Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type Docker from "dockerode";
import type { Disposable } from "../base/event.ts";
import type { EngineTarget } from "./address.ts";
import { EngineError, toEngineError } from "./errors.ts";
import { openTransport, type Transport } from "./transport.ts";

/** How long one request may take before the engine counts as unreachable. Streams have no such limit. */
const requestTimeoutMs = 20_000;

export interface EngineRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Objects are sent as JSON, as the Engine API wants its filters. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export class EngineConnection implements Disposable {
  readonly target: EngineTarget;
  /** Who answered last, as it calls itself in every answer: `Docker/28.5.2 (linux)`. */
  server = "";
  readonly #transport: Transport;

  private constructor(target: EngineTarget, transport: Transport) {
    this.target = target;
    this.#transport = transport;
  }

  /** Prepares a connection; the first request connects. */
  static async open(target: EngineTarget): Promise<EngineConnection> {
    return new EngineConnection(target, await openTransport(target.address));
  }

  /** Asks and resolves to the parsed answer; undefined where the engine sends no body. */
  async json(request: EngineRequest, signal: AbortSignal): Promise<unknown> {
    const timeout = AbortSignal.timeout(requestTimeoutMs);
    try {
      const answer = await this.stream(request, AbortSignal.any([signal, timeout]));
      const body = await text(answer);
      // What a question is answered with must be readable; after an order, Podman says a plain "OK".
      return request.method === "GET" || body.trim() !== "OK" ? parsed(body) : undefined;
    } catch (error) {
      if (timeout.aborted && !signal.aborted) {
        const seconds = String(requestTimeoutMs / 1000);
        throw new EngineError("unreachable", `No answer within ${seconds} s`, { cause: error });
      }
      throw toEngineError(error);
    }
  }

  /** Asks and resolves with the answer's bytes as they come, once the engine has accepted. */
  async stream(request: EngineRequest, signal: AbortSignal): Promise<Readable> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      // Always as a stream: dockerode never calls back where the body of an answer breaks off.
      const options = { ...dialOptions(request, signal), isStream: true } as const;
      this.#modem.dial({ ...options, statusCodes: anyStatus }, (error, stream) => {
        if (isFailure(error)) reject(toEngineError(error));
        else resolve(stream);
      });
    });
    // An abort from here on ends the stream as an abort, not as a broken connection.
    addAbortSignal(signal, answer);
    const { statusCode = 0, headers } = answer;
    const server = headers["server"];
    this.server = typeof server === "string" ? server : "";
    if (statusCode in accepted) return answer;
    throw refusal(statusCode, await text(answer));
  }

  /**
   * Turns the request's connection into one that both sides write to (attach, exec). The signal ends
   * the asking; the open connection is the caller's to end.
   */
  async hijack(request: EngineRequest, signal: AbortSignal): Promise<Duplex> {
    const asking = new AbortController();
    const stopAsking = (): void => {
      asking.abort();
    };
    signal.addEventListener("abort", stopAsking);
    try {
      signal.throwIfAborted();
      return await new Promise<Duplex>((resolve, reject) => {
        const options = {
          ...dialOptions(request, asking.signal),
          isStream: true,
          hijack: true,
        } as const;
        this.#modem.dial(options, (error, stream) => {
          if (isFailure(error)) reject(toEngineError(error));
          else resolve(stream);
        });
      });
    } finally {
      signal.removeEventListener("abort", stopAsking);
    }
  }

  dispose(): void {
    this.#transport.dispose();
  }

  get #modem(): Docker["modem"] {
    return this.#transport.docker.modem;
  }
}

/** dockerode calls back with null or undefined where nothing failed. */
function isFailure(error: unknown): boolean {
  return error !== null && error !== undefined;
}

const accepted = { 101: true, 200: true, 201: true, 202: true, 204: true, 304: true } as const;

/** For requests whose status we judge ourselves. */
const anyStatus: Readonly<Record<number, true>> = Object.fromEntries(
  Array.from({ length: 500 }, (_, index) => [100 + index, true as const]),
);

/** What an engine answers that does not do as it is told. */
function refusal(statusCode: number, body: string): Error {
  let json: unknown;
  try {
    json = parsed(body);
  } catch {
    // A proxy in between, or a path that the engine does not know: plain text, which is the message.
  }
  const message = body.trim() === "" ? `HTTP status ${statusCode}` : body.trim();
  return toEngineError(Object.assign(new Error(message), { statusCode, json }));
}

/** An unreadable answer must not pass for an empty one. */
function parsed(body: string): unknown {
  if (body.trim() === "") return undefined;
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new EngineError("failed", "The engine's answer is not JSON", { cause: error });
  }
}

function dialOptions(
  { method, path, query = {}, body }: EngineRequest,
  abortSignal: AbortSignal,
): {
  readonly path: string;
  readonly method: EngineRequest["method"];
  readonly options: Readonly<Record<string, unknown>>;
  readonly abortSignal: AbortSignal;
  readonly statusCodes: Readonly<Record<number, true>>;
} {
  return {
    path: `${path}?`,
    method,
    options: method === "POST" ? { _query: query, _body: body ?? {} } : query,
    abortSignal,
    statusCodes: accepted,
  };
}
