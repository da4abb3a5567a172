// Events in, few refreshes out: the first event of a burst is handled at once, the rest are gathered
// and handled at most ten times a second. Never a trailing debounce, which a busy engine could
// postpone for ever.
import type { Disposable } from "../base/event.ts";
import type { Change } from "../model/changeFor.ts";

/** Time, as parameters of whoever needs it. */
export interface Clock {
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Calls back once after `delayMs`; disposing the result cancels that. */
  after(delayMs: number, callback: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};

const intervalMs = 100;

export class ChangeQueue implements Disposable {
  readonly #handle: (changes: readonly Change[]) => Promise<void>;
  readonly #clock: Clock;
  /** The newest change of each object: what an older one wanted to know, the newer one finds out. */
  readonly #waiting = new Map<string, Change>();
  #lastStart = Number.NEGATIVE_INFINITY;
  #isHandling = false;
  #timer: Disposable | undefined;
  #isDisposed = false;

  /** `handle` is never called while an earlier call is under way, and must not reject. */
  constructor(handle: (changes: readonly Change[]) => Promise<void>, clock: Clock) {
    this.#handle = handle;
    this.#clock = clock;
  }

  add(change: Change): void {
    this.#waiting.delete(change.id);
    this.#waiting.set(change.id, change);
    this.#schedule();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
    this.#waiting.clear();
  }

  #schedule(): void {
    if (this.#isDisposed || this.#isHandling || this.#timer !== undefined) return;
    if (this.#waiting.size === 0) return;
    const waitMs = this.#lastStart + intervalMs - this.#clock.now();
    if (waitMs <= 0) {
      void this.#flush();
      return;
    }
    this.#timer = this.#clock.after(waitMs, () => {
      this.#timer = undefined;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const changes = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#lastStart = this.#clock.now();
    this.#isHandling = true;
    try {
      await this.#handle(changes);
    } finally {
      this.#isHandling = false;
      this.#schedule();
    }
  }
}
