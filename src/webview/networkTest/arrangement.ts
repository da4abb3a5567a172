// Which sources and targets are shown, and in which order. Knows nothing of how.
import type { ShownEnd } from "../../shared/networkTest.ts";
import type { Place } from "./place.ts";
import type { RunModel } from "./runModel.ts";

export const sortKeys = ["given", "name", "failures", "roundTrip"] as const;

export type SortKey = (typeof sortKeys)[number];

/** What the reader has chosen to see. */
export interface Choices {
  readonly sort: SortKey;
  /** A part of the names of those that ask, and of those that are asked. */
  readonly sources: string;
  readonly targets: string;
  readonly hidesWhatWorks: boolean;
}

/** Indexes in the run, in the order on screen. */
export interface Arrangement {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** How many are hidden because all of theirs works. */
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
}

export interface ArrangementNeeds {
  /** In the reader's language. */
  compareNames(one: string, other: string): number;
  /** True for what is shown even where it works. */
  isKept(place: Place): boolean;
}

/** Filters, hides, then sorts. */
export function arrange(model: RunModel, choices: Choices, needs: ArrangementNeeds): Arrangement {
  const rows = matching(model.rows, model.layout === "matrix" ? choices.sources : "");
  const columns = matching(model.columns, choices.targets);
  const isShown = (places: readonly Place[]): boolean =>
    !choices.hidesWhatWorks || places.some((place) => !works(model, place) || needs.isKept(place));
  const shownRows = rows.filter((row) => isShown(columns.map((column) => ({ row, column }))));
  const shownColumns = columns.filter((column) => isShown(rows.map((row) => ({ row, column }))));
  const placesOfRow = (row: number): readonly Place[] =>
    shownColumns.map((column) => ({ row, column }));
  const placesOfColumn = (column: number): readonly Place[] =>
    shownRows.map((row) => ({ row, column }));
  const sorter = { model, sort: choices.sort, needs };
  return {
    rows: sorted(shownRows, { ...sorter, ends: model.rows, placesOf: placesOfRow }),
    columns: sorted(shownColumns, { ...sorter, ends: model.columns, placesOf: placesOfColumn }),
    hiddenRows: rows.length - shownRows.length,
    hiddenColumns: columns.length - shownColumns.length,
  };
}

/** An answer that loses some packets is worth a look. */
function works(model: RunModel, place: Place): boolean {
  const state = model.stateAt(place);
  return state === "self" || (state === "reachable" && (model.cellAt(place)?.loss ?? 0) === 0);
}

function matching(ends: readonly ShownEnd[], filter: string): readonly number[] {
  const wanted = filter.trim().toLowerCase();
  return ends.flatMap(({ name, detail }, index) =>
    name.toLowerCase().includes(wanted) || detail.toLowerCase().includes(wanted) ? [index] : [],
  );
}

interface Sorter {
  readonly model: RunModel;
  readonly sort: SortKey;
  readonly needs: ArrangementNeeds;
  readonly ends: readonly ShownEnd[];
  readonly placesOf: (index: number) => readonly Place[];
}

/** Equal ones stay in the order of the run. */
function sorted(indexes: readonly number[], sorter: Sorter): readonly number[] {
  const { model, sort, needs, ends, placesOf } = sorter;
  switch (sort) {
    case "given":
      return indexes;
    case "name":
      return indexes.toSorted((one, other) =>
        needs.compareNames(ends[one]?.name ?? "", ends[other]?.name ?? ""),
      );
    case "failures":
      return highestFirst(indexes, (index) => badness(model, placesOf(index)));
    case "roundTrip":
      return highestFirst(indexes, (index) => slowest(model, placesOf(index)));
  }
}

function highestFirst(
  indexes: readonly number[],
  weigh: (index: number) => number,
): readonly number[] {
  const weights = new Map(indexes.map((index) => [index, weigh(index)]));
  const weightOf = (index: number): number => weights.get(index) ?? 0;
  return indexes.toSorted((one, other) => weightOf(other) - weightOf(one));
}

/** Any failure weighs more than all that is merely not known, and that more than all that is lost. */
function badness(model: RunModel, places: readonly Place[]): number {
  const more = places.length + 1;
  let weight = 0;
  for (const place of places) {
    const state = model.stateAt(place);
    if (state === "blocked" || state === "unresolved") weight += more * more;
    else if (state === "unknown") weight += more;
    else if (state === "reachable") weight += model.cellAt(place)?.loss ?? 0;
  }
  return weight;
}

/** The longest round trip, in milliseconds; -1 where none is known. */
function slowest(model: RunModel, places: readonly Place[]): number {
  return Math.max(-1, ...places.map((place) => model.cellAt(place)?.roundTripMs ?? -1));
}
