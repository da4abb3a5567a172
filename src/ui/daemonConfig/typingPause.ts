// Waits for a pause in typing. What is drawn of a whole configuration need not follow every key.
import type { Disposable } from "../../base/event.ts";
import type { Clock } from "../../engine/changeQueue.ts";

const pauseMs = 250;

export class TypingPause implements Disposable {
  readonly #whenPaused: () => void;
  readonly #clock: Clock;
  #timer: Disposable | undefined;

  constructor(whenPaused: () => void, clock: Clock) {
    this.#whenPaused = whenPaused;
    this.#clock = clock;
  }

  /** A key was pressed: the wait begins anew. */
  typed(): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.after(pauseMs, this.#whenPaused);
  }

  /** Nothing is waited for any longer. */
  dispose(): void {
    this.#timer?.dispose();
  }
}
