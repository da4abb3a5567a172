// When rows are redrawn. VS Code handles the first change of a tree at once and holds back all others
// until the tree has been silent for 200 ms (`ExtHostTreeView`, a leading and trailing debounce), so an
// engine with an event every 100 ms would never be seen to change. Changes that are further apart than
// that are each a first one.
import type { Disposable } from "../../base/event.ts";
import type { Clock } from "../../engine/changeQueue.ts";

/** A little more than VS Code's silence, by its own timer, which is set just before ours. */
export const spacingMs = 205;

export class RedrawSpacing<Row> implements Disposable {
  readonly #redraw: (rows: readonly Row[] | undefined) => void;
  readonly #clock: Clock;
  readonly #rows = new Set<Row>();
  #isAll = false;
  #last = Number.NEGATIVE_INFINITY;
  #timer: Disposable | undefined;

  /** `redraw` gets the rows to draw anew, or undefined for all. */
  constructor(redraw: (rows: readonly Row[] | undefined) => void, clock: Clock) {
    this.#redraw = redraw;
    this.#clock = clock;
  }

  /** Asks for some rows, or for all. At once where the last redraw is long enough ago. */
  ask(rows: readonly Row[] | undefined): void {
    if (rows === undefined) this.#isAll = true;
    else for (const row of rows) this.#rows.add(row);
    if (this.#timer !== undefined || (!this.#isAll && this.#rows.size === 0)) return;
    const waitMs = this.#last + spacingMs - this.#clock.now();
    if (waitMs <= 0) this.#draw();
    else {
      this.#timer = this.#clock.after(waitMs, () => {
        this.#timer = undefined;
        this.#draw();
      });
    }
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  #draw(): void {
    const rows = this.#isAll ? undefined : [...this.#rows];
    this.#rows.clear();
    this.#isAll = false;
    this.#last = this.#clock.now();
    this.#redraw(rows);
  }
}
