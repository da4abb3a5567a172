// What the matrix and the list have in common: items at places, which can be painted anew one by one.
import type { Arrangement } from "./arrangement.ts";
import type { Place } from "./place.ts";
import type { RunModel } from "./runModel.ts";
import type { Words } from "./words.ts";

/** What is drawn, and how. */
export interface Subject {
  readonly model: RunModel;
  readonly arrangement: Arrangement;
  readonly words: Words;
  /** What changed since the run that this one is compared with, if it did at that place. */
  readonly changeAt: (place: Place) => string | undefined;
}

export interface Drawing {
  /** The grid or the list itself. */
  readonly element: HTMLElement;
  /** As they stand on screen, by row. */
  readonly places: readonly (readonly Place[])[];
  itemAt(place: Place): HTMLElement | undefined;
  placeOf(item: Element): Place | undefined;
  /** Shows what is known of that place now. */
  paint(place: Place): void;
  /** What is highlighted with a place: the heads of its row and column. */
  headsOf(place: Place): readonly HTMLElement[];
}
