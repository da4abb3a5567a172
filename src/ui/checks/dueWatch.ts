// When checks that run continuously are due again: a moment after something changed, also while they ran.
import type { Disposable } from "../../base/event.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";

/** What is started together arrives as many changes. */
const calmMs = 1_000;

/** Where changes never end, checks are still due now and then. */
const patienceMs = 10_000;

/** Tells somebody of each change until the result is disposed of. */
export type Changes = (tell: () => void) => Disposable;

export class DueWatch implements Disposable {
  readonly #listening: readonly Disposable[];
  #firstChange: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #wake: (() => void) | undefined;

  constructor(sources: readonly Changes[]) {
    const note = (): void => {
      this.#note();
    };
    this.#listening = sources.map((source) => source(note));
  }

  /** Forgets what has changed so far: who looks now sees it. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#firstChange = undefined;
    this.#isDue = false;
  }

  /**
   * Resolves to true once something has changed since it was last forgotten and then nothing for a moment,
   * to false when the signal aborts.
   */
  async next(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#isDue) return true;
    let wake = (): void => undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      this.#wake = wake;
      signal.addEventListener("abort", wake);
    });
    // The signal is that of many waits.
    signal.removeEventListener("abort", wake);
    return !signal.aborted;
  }

  dispose(): void {
    this.forget();
    for (const one of this.#listening) one.dispose();
  }

  #note(): void {
    const now = performance.now();
    this.#firstChange ??= now;
    clearTimeout(this.#timer);
    const left = this.#firstChange + patienceMs - now;
    this.#timer = setTimeout(
      () => {
        this.#isDue = true;
        this.#wake?.();
      },
      Math.max(0, Math.min(calmMs, left)),
    );
  }
}

/** The changes of an engine's networks and containers, and its coming back. */
export function changesOf(store: NetworkStore): Changes {
  return (tell) => {
    let isAway = false;
    const changes = store.onDidChange(tell);
    const states = store.onDidChangeState(({ kind }) => {
      if (kind === "connected" && isAway) tell();
      isAway = kind === "offline" || (isAway && kind !== "connected");
    });
    return {
      dispose: () => {
        changes.dispose();
        states.dispose();
      },
    };
  };
}
