// One request to an engine over its unix socket, as raw as it goes, for tests and fixtures.
import { request } from "node:http";
import { text } from "node:stream/consumers";

export interface EngineAnswer {
  readonly status: number;
  /** The parsed JSON, or the text where it is none. */
  readonly body: unknown;
}

/** Sends a request. `body` is sent as JSON, or as it is when it is a buffer. */
export async function engineRequest(
  address: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<EngineAnswer> {
  const payload = Buffer.isBuffer(body)
    ? body
    : Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? "application/x-tar" : "application/json";
  const { promise, resolve, reject } = Promise.withResolvers<EngineAnswer>();
  const headers = { "content-type": type, "content-length": payload.length };
  const sent = request(
    { socketPath: address.replace(/^unix:\/\//, ""), method, path, headers, agent: false },
    (response) => {
      text(response).then((answer) => {
        resolve({ status: response.statusCode ?? 0, body: parse(answer) });
      }, reject);
    },
  );
  sent.on("error", reject);
  sent.end(payload);
  return promise;
}

function parse(answer: string): unknown {
  try {
    const value: unknown = JSON.parse(answer);
    return value;
  } catch {
    return answer;
  }
}
