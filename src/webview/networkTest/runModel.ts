// One run as far as the page knows it: its ends, and the answers at their places.
import type {
  CellState,
  RunState,
  ShownCell,
  ShownEnd,
  ShownRun,
} from "../../shared/networkTest.ts";
import type { Place } from "./place.ts";

/** `self`: who asks would ask itself, and doesn't. */
export type PlaceState = CellState | "self";

export type Counts = Readonly<Record<CellState, number>> & {
  /** All places where there is something to ask. */
  readonly total: number;
};

export class RunModel {
  readonly id: number;
  readonly layout: ShownRun["layout"];
  readonly title: string;
  readonly startedAt: number;
  readonly rows: readonly ShownEnd[];
  readonly columns: readonly ShownEnd[];
  state: RunState;
  note: string;
  private readonly cells: (ShownCell | undefined)[];

  constructor(run: ShownRun) {
    this.id = run.id;
    this.layout = run.layout;
    this.title = run.title;
    this.startedAt = run.startedAt;
    this.rows = run.rows;
    this.columns = run.columns;
    this.state = run.state;
    this.note = run.note;
    this.cells = new Array<ShownCell | undefined>(run.rows.length * run.columns.length).fill(
      undefined,
    );
    for (const cell of run.cells) this.put(cell);
  }

  /** Keeps an answer. False where the run has no such place. */
  put(cell: ShownCell): boolean {
    const isInside = this.rows[cell.row] !== undefined && this.columns[cell.column] !== undefined;
    if (isInside) this.cells[this.indexOf(cell)] = cell;
    return isInside;
  }

  /** A number of its own for each place. */
  indexOf(place: Place): number {
    return place.row * this.columns.length + place.column;
  }

  cellAt(place: Place): ShownCell | undefined {
    return this.cells[this.indexOf(place)];
  }

  stateAt(place: Place): PlaceState {
    const cell = this.cellAt(place);
    if (cell !== undefined) return cell.state;
    return this.isSelf(place) ? "self" : "waiting";
  }

  counts(): Counts {
    const counts = { total: 0, waiting: 0, reachable: 0, blocked: 0, unresolved: 0, unknown: 0 };
    for (let row = 0; row < this.rows.length; row++) {
      for (let column = 0; column < this.columns.length; column++) {
        const state = this.stateAt({ row, column });
        if (state === "self") continue;
        counts.total += 1;
        counts[state] += 1;
      }
    }
    return counts;
  }

  /** The place of the same two ends as in another run. */
  placeOf(from: ShownEnd, to: ShownEnd): Place | undefined {
    const row = this.rows.findIndex((end) => isSameEnd(end, from));
    const column = this.columns.findIndex((end) => isSameEnd(end, to));
    return row === -1 || column === -1 ? undefined : { row, column };
  }

  private isSelf({ row, column }: Place): boolean {
    const from = this.rows[row];
    const to = this.columns[column];
    return (
      this.layout === "matrix" && from !== undefined && to !== undefined && isSameEnd(from, to)
    );
  }
}

function isSameEnd(one: ShownEnd, other: ShownEnd): boolean {
  return one.name === other.name && one.detail === other.detail;
}
