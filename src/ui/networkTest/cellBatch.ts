// Answers on their way to the page: the first at once, the others some at a time, since each message costs.
import type { Disposable } from "../../base/event.ts";
import type { ShownCell } from "../../shared/networkTest.ts";

const spacingMs = 50;

export class CellBatch implements Disposable {
  readonly #post: (runId: number, cells: readonly ShownCell[]) => void;
  #runId = 0;
  #cells: ShownCell[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(post: (runId: number, cells: readonly ShownCell[]) => void) {
    this.#post = post;
  }

  add(runId: number, cell: ShownCell): void {
    if (runId !== this.#runId) this.flush();
    this.#runId = runId;
    this.#cells.push(cell);
    if (this.#timer !== undefined) return;
    this.flush();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush();
    }, spacingMs);
  }

  /** Posts what waits: before anything that has to come after it. */
  flush(): void {
    if (this.#cells.length === 0) return;
    const cells = this.#cells;
    this.#cells = [];
    this.#post(this.#runId, cells);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cells = [];
  }
}
