// Draws a run of one source as a list: a line for each target.
import { element, isolated } from "../element.ts";
import { cellSentence, isLossy, lossWords, stateWords } from "./cellWords.ts";
import type { Drawing, Subject } from "./drawing.ts";
import type { Place } from "./place.ts";

/** Draws all of it. */
export function drawList(subject: Subject): Drawing {
  const { model, arrangement, words } = subject;
  const items = new Map<number, HTMLElement>();
  const placeByItem = new WeakMap<Element, Place>();
  const row = arrangement.rows[0] ?? 0;
  const places = arrangement.columns.map((column) => ({ row, column }));
  const list = element("div", {
    role: "listbox",
    class: "list",
    "aria-label": words.say("list", model.title),
  });
  for (const place of places) {
    const item = element("div", { role: "option", class: "item" });
    items.set(model.indexOf(place), item);
    placeByItem.set(item, place);
    paintItem(item, place, subject);
    list.append(item);
  }
  return {
    element: list,
    places: places.map((place) => [place]),
    itemAt: (place) => items.get(model.indexOf(place)),
    placeOf: (item) => placeByItem.get(item),
    paint: (place) => {
      const item = items.get(model.indexOf(place));
      if (item !== undefined) paintItem(item, place, subject);
    },
    headsOf: () => [],
  };
}

function paintItem(item: HTMLElement, place: Place, subject: Subject): void {
  const { model, words, changeAt } = subject;
  const cell = model.cellAt(place);
  const target = model.columns[place.column];
  const was = changeAt(place);
  item.dataset["state"] = model.stateAt(place);
  item.toggleAttribute("data-lossy", isLossy(cell));
  item.toggleAttribute("data-changed", was !== undefined);
  item.setAttribute("aria-label", cellSentence(model, place, { words, was }));
  const says = [cell?.says ?? "", lossWords(cell, words), was ?? ""].filter((text) => text !== "");
  item.replaceChildren(
    element("span", { class: "symbol" }),
    isolated(target?.name ?? "", "name"),
    isolated(target?.detail ?? "", "detail"),
    element("span", { class: "state" }, stateWords(model, place, words)),
    element("span", { class: "says" }, says.join(", ")),
  );
}
