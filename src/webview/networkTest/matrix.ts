// Draws a run as a matrix: who asks by row, who is asked by column.
//
// All cells are in the page, also at 100 × 100. Measured there: 0.4 s of one core's time to the first paint,
// 0.9 s for 9,900 answers that stream in, 2 ms for a frame of scrolling, 3 MB of heap. The style sheet leaves
// rows off the screen out (`content-visibility`) as long as answers come in (2.7 s otherwise) and not later
// (14 ms a frame). Elements made on demand would be fewer, and lost to screen readers. What a cell shows
// stands in attributes, which the style sheet draws: one element a cell.
import type { ShownEnd } from "../../shared/networkTest.ts";
import { element, isolated } from "../element.ts";
import { cellSentence, isLossy, shortWords } from "./cellWords.ts";
import type { Drawing, Subject } from "./drawing.ts";
import type { Place } from "./place.ts";
import { ambiguousNames, nameParts } from "./shownName.ts";

/** Draws all of it. */
export function drawMatrix(subject: Subject): Drawing {
  const { model, arrangement, words } = subject;
  const items = new Map<number, HTMLElement>();
  const placeByItem = new WeakMap<Element, Place>();
  const rowHeads = headsFor(model.rows, arrangement.rows, "rowheader");
  const columnHeads = headsFor(model.columns, arrangement.columns, "columnheader");
  const paint = (place: Place): void => {
    const item = items.get(model.indexOf(place));
    if (item !== undefined) paintCell(item, place, subject);
  };
  const places = arrangement.rows.map((row) =>
    arrangement.columns.map((column) => ({ row, column })),
  );
  const rows = places.map((placesOfRow, index) => {
    const row = element("div", { role: "row", class: "row" });
    const head = rowHeads.get(arrangement.rows[index] ?? -1);
    if (head !== undefined) row.append(head);
    for (const place of placesOfRow) {
      const item = element("div", { role: "gridcell", class: "cell" });
      items.set(model.indexOf(place), item);
      placeByItem.set(item, place);
      paintCell(item, place, subject);
      row.append(item);
    }
    return row;
  });
  const corner = element("div", { role: "columnheader", class: "corner" }, cornerText(subject));
  const headRow = element(
    "div",
    { role: "row", class: "row head" },
    corner,
    ...columnHeads.values(),
  );
  const grid = element("div", {
    role: "grid",
    class: "matrix",
    "aria-label": words.say("matrix", model.title),
    "aria-readonly": "true",
    "aria-rowcount": String(rows.length + 1),
    "aria-colcount": String(arrangement.columns.length + 1),
  });
  grid.append(headRow, ...rows);
  grid.style.setProperty("--row-name", String(longest(model.rows, arrangement.rows)));
  grid.style.setProperty("--column-name", String(longest(model.columns, arrangement.columns)));
  grid.style.setProperty("--columns", String(arrangement.columns.length));
  return {
    element: grid,
    places,
    itemAt: (place) => items.get(model.indexOf(place)),
    placeOf: (item) => placeByItem.get(item),
    paint,
    headsOf: ({ row, column }) =>
      [rowHeads.get(row), columnHeads.get(column)].filter((head) => head !== undefined),
  };
}

function paintCell(item: HTMLElement, place: Place, { model, words, changeAt }: Subject): void {
  const cell = model.cellAt(place);
  const was = changeAt(place);
  item.dataset["state"] = model.stateAt(place);
  item.dataset["says"] = was ?? shortWords(cell, words);
  item.toggleAttribute("data-lossy", isLossy(cell));
  item.toggleAttribute("data-changed", was !== undefined);
  item.setAttribute("aria-label", cellSentence(model, place, { words, was }));
}

function cornerText({ words }: Subject): string {
  return `${words.say("from")} ↓  ${words.say("to")} →`;
}

function headsFor(
  ends: readonly ShownEnd[],
  indexes: readonly number[],
  role: "rowheader" | "columnheader",
): ReadonlyMap<number, HTMLElement> {
  const ambiguous = ambiguousNames(ends.map(({ name }) => name));
  const heads = new Map<number, HTMLElement>();
  for (const index of indexes) {
    const end = ends[index];
    if (end !== undefined) heads.set(index, headOf(end, role, ambiguous.has(end.name)));
  }
  return heads;
}

function headOf(end: ShownEnd, role: string, isAmbiguous: boolean): HTMLElement {
  const { start, end: rest } = nameParts(end.name);
  const label = isAmbiguous ? `${end.name}, ${end.detail}` : end.name;
  const head = element("div", { role, class: role, "aria-label": label });
  head.append(isolated(start, "start"), element("span", { class: "end" }, rest));
  if (isAmbiguous) head.append(isolated(end.detail, "detail"));
  return head;
}

/** In characters. The style sheet bounds it. */
function longest(ends: readonly ShownEnd[], indexes: readonly number[]): number {
  const ambiguous = ambiguousNames(ends.map(({ name }) => name));
  const lengths = indexes.map((index) => {
    const { name = "", detail = "" } = ends[index] ?? {};
    return name.length + (ambiguous.has(name) ? detail.length + 1 : 0);
  });
  return Math.max(0, ...lengths);
}
