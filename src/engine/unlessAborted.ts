// Waiting that a signal ends, for what goes on without whoever waits.
import { toEngineError } from "./errors.ts";

/** The promise's outcome, or at once the signal's abort. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(toEngineError(signal.reason));
    };
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", abort);
    });
  });
}
