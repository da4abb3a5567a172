// The wait before an engine is tried again, which somebody may cut short.
import type { Clock } from "./changeQueue.ts";

export class RetryTimer {
  readonly #clock: Clock;
  #over: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends the wait of this moment, where there is one. */
  hurry(): void {
    this.#over?.();
  }

  /** Waits for the delay or for `hurry`, which is `over`, or for the signal, which is `ended`. */
  async wait(delayMs: number, signal: AbortSignal): Promise<"over" | "ended"> {
    return new Promise((resolve) => {
      const finish = (how: "over" | "ended"): void => {
        timer.dispose();
        signal.removeEventListener("abort", end);
        this.#over = undefined;
        resolve(how);
      };
      const end = (): void => {
        finish("ended");
      };
      const over = (): void => {
        finish("over");
      };
      const timer = this.#clock.after(delayMs, over);
      this.#over = over;
      signal.addEventListener("abort", end);
    });
  }
}
