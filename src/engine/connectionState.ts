// How it stands between a store and its engine, and waiting for that to become a connection.
import type { Disposable, Event } from "../base/event.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import type { EngineClient } from "./engineClient.ts";
import { EngineError, isAbort } from "./errors.ts";
import { unlessAborted } from "./unlessAborted.ts";

export interface Connected {
  readonly kind: "connected";
  readonly client: EngineClient;
  /** All that the engine says about itself. Rejects where the connection breaks first. */
  readonly facts: Promise<EngineInfo>;
}

export type ConnectionState =
  /** Nobody watches; the last picture may be old. */
  | { readonly kind: "idle" }
  | { readonly kind: "connecting" }
  | Connected
  /** The picture, where there is one, is the last that was seen. */
  | { readonly kind: "offline"; readonly error: Error };

/** The connection of now, or the next one. Throws the error of a failed try, or the signal's abort. */
export async function nextConnection(
  now: ConnectionState,
  states: Event<ConnectionState>,
  signal: AbortSignal,
): Promise<Connected> {
  signal.throwIfAborted();
  if (now.kind === "connected") return now;
  let listening: Disposable | undefined;
  const next = new Promise<Connected>((resolve, reject) => {
    listening = states((state) => {
      if (state.kind === "connected") resolve(state);
      else if (state.kind === "offline") reject(state.error);
      else if (state.kind === "idle") {
        reject(new EngineError("unreachable", "Nobody watches the engine any more"));
      }
    });
  });
  try {
    return await unlessAborted(next, signal);
  } finally {
    listening?.dispose();
  }
}

/**
 * Waits for all facts about the engine. Throws an EngineError where the connection breaks first, or the
 * signal's abort.
 */
export async function factsOf({ facts }: Connected, signal: AbortSignal): Promise<EngineInfo> {
  try {
    return await unlessAborted(facts, signal);
  } catch (error) {
    // The end of the connection, and not of whoever waits.
    if (isAbort(error) && !signal.aborted) {
      throw new EngineError("unreachable", "The engine went away", { cause: error });
    }
    throw error;
  }
}
