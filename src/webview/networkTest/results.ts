// The results on screen: one tab stop, arrows within, what is selected and what is pointed at. Knows no
// matrix and no list.
import { element } from "../element.ts";
import { cellSentence } from "./cellWords.ts";
import type { Drawing, Subject } from "./drawing.ts";
import { type GridPosition, positionAfter } from "./gridKeys.ts";
import { drawList } from "./list.ts";
import { drawMatrix } from "./matrix.ts";
import { isSamePlace, type Place } from "./place.ts";

export interface ResultsEvents {
  /** By Enter, Space or a click; a key also wants to be where the detail is. */
  onOpen(place: Place, by: "key" | "pointer"): void;
  onEscape(): void;
  onMove(): void;
}

export class Results {
  /** What scrolls. */
  readonly element = element("div", { class: "results" });
  /** Says what is pointed at, or else selected: headings are cut, and cells small. */
  readonly pointed = element("div", { class: "pointed", "aria-hidden": "true" });
  /** The place that has the tab stop. */
  current: Place | undefined;
  /** The place that the detail is about. */
  private selected: Place | undefined;
  private drawing: Drawing | undefined;
  private subject: Subject | undefined;
  private highlighted: readonly HTMLElement[] = [];
  private pointedAt: Place | undefined;
  private readonly events: ResultsEvents;

  constructor(events: ResultsEvents) {
    this.events = events;
    const { element: scroller } = this;
    scroller.addEventListener("click", (event) => {
      const place = this.placeUnder(event);
      if (place === undefined) return;
      this.moveTo(place);
      this.focus();
      this.events.onOpen(place, "pointer");
    });
    scroller.addEventListener("keydown", (event) => {
      this.press(event);
    });
    scroller.addEventListener("pointerover", (event) => {
      this.point(this.placeUnder(event) ?? this.lookedAt());
    });
    for (const event of ["pointerleave", "focusin", "focusout"]) {
      scroller.addEventListener(event, () => {
        this.point(this.lookedAt());
      });
    }
  }

  /** Replaces what is shown. Whoever had the focus within keeps it. */
  show(subject: Subject): void {
    const hadFocus = this.element.contains(document.activeElement);
    const { current, selected } = this;
    this.subject = subject;
    this.drawing = subject.model.layout === "matrix" ? drawMatrix(subject) : drawList(subject);
    this.element.replaceChildren(this.drawing.element);
    this.highlighted = [];
    this.current = undefined;
    this.mark(selected);
    const place = this.itemAt(current) === undefined ? this.drawing.places[0]?.[0] : current;
    if (place !== undefined) this.moveTo(place);
    if (hadFocus) this.focus();
    this.point(this.lookedAt());
  }

  /** Takes everything off the screen. */
  clear(): void {
    this.drawing = undefined;
    this.subject = undefined;
    this.highlighted = [];
    this.element.replaceChildren();
    this.point(undefined);
  }

  /** Shows what is known of these places now. */
  paint(places: Iterable<Place>): void {
    for (const place of places) {
      this.drawing?.paint(place);
      if (isSamePlace(place, this.pointedAt)) this.point(place);
    }
  }

  /** Gives a place the tab stop. */
  moveTo(place: Place): void {
    this.itemAt(this.current)?.removeAttribute("tabindex");
    this.current = place;
    this.itemAt(place)?.setAttribute("tabindex", "0");
  }

  /** Shows which place the detail is about. */
  mark(place: Place | undefined): void {
    this.itemAt(this.selected)?.removeAttribute("aria-selected");
    this.selected = place;
    this.itemAt(place)?.setAttribute("aria-selected", "true");
  }

  /** Puts the focus on the place with the tab stop, and that into sight. */
  focus(): void {
    const item = this.itemAt(this.current);
    // What lies below the names, which stay where they are, is not in sight.
    const corner = this.element.querySelector<HTMLElement>(".corner");
    const { offsetHeight = 0, offsetWidth = 0 } = corner ?? {};
    this.element.style.scrollPadding = `${offsetHeight}px 0 0 ${offsetWidth}px`;
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Where the reader is, unless the pointer says otherwise. */
  private lookedAt(): Place | undefined {
    return this.element.contains(document.activeElement) ? this.current : this.selected;
  }

  private itemAt(place: Place | undefined): HTMLElement | undefined {
    return place === undefined ? undefined : this.drawing?.itemAt(place);
  }

  private press(event: KeyboardEvent): void {
    const { drawing, current } = this;
    if (drawing === undefined || current === undefined || event.altKey || event.shiftKey) return;
    if (event.key === "Escape") {
      this.events.onEscape();
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.events.onOpen(current, "key");
      return;
    }
    const { places } = drawing;
    const size = { height: places.length, width: places[0]?.length ?? 0, page: this.pageRows() };
    const key = { key: event.key, isFar: event.ctrlKey || event.metaKey };
    const next = positionAfter(key, positionOf(places, current), size);
    const place = next === undefined ? undefined : places[next.y]?.[next.x];
    if (place === undefined) return;
    event.preventDefault();
    this.moveTo(place);
    this.focus();
    this.events.onMove();
  }

  /** How many rows a page key goes, one of them staying in sight. */
  private pageRows(): number {
    const corner = this.element.querySelector<HTMLElement>(".corner");
    const height = this.element.clientHeight - (corner?.offsetHeight ?? 0);
    return Math.max(1, Math.floor(height / (this.itemAt(this.current)?.offsetHeight ?? 26)) - 1);
  }

  private placeUnder(event: Event): Place | undefined {
    const target = event.target instanceof Element ? event.target : null;
    const item = target?.closest(".cell, .item");
    return item === null || item === undefined ? undefined : this.drawing?.placeOf(item);
  }

  private point(place: Place | undefined): void {
    this.pointedAt = place;
    for (const head of this.highlighted) head.classList.remove("pointed-at");
    this.highlighted = place === undefined ? [] : (this.drawing?.headsOf(place) ?? []);
    for (const head of this.highlighted) head.classList.add("pointed-at");
    const { subject } = this;
    this.pointed.textContent =
      place === undefined || subject === undefined
        ? ""
        : cellSentence(subject.model, place, {
            words: subject.words,
            was: subject.changeAt(place),
          });
  }
}

function positionOf(places: readonly (readonly Place[])[], place: Place): GridPosition {
  const y = places.findIndex((row) => row.some((one) => isSamePlace(one, place)));
  const x = places[y]?.findIndex((one) => isSamePlace(one, place)) ?? 0;
  return { y: Math.max(0, y), x: Math.max(0, x) };
}
