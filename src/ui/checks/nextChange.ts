// When checks that run continuously are due again: a moment after something changed on the engine.
import type { NetworkStore } from "../../engine/networkStore.ts";

/** What is started together arrives as many changes. */
const calmMs = 1_000;

/**
 * Resolves to true once something has changed and then nothing for a moment, to false when the signal
 * aborts.
 */
export function nextChange(store: NetworkStore, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (isChanged: boolean): void => {
      clearTimeout(timer);
      listening.dispose();
      signal.removeEventListener("abort", stop);
      resolve(isChanged);
    };
    const stop = (): void => {
      end(false);
    };
    const listening = store.onDidChange(() => {
      clearTimeout(timer);
      timer = setTimeout(end, calmMs, true);
    });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
}
