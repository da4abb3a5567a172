// The parts of the page and how they stand beside each other.
import { element } from "../element.ts";
import type { ShownDetail } from "../../shared/networkTest.ts";
import { ActionBar, type ActionBarEvents } from "./actionBar.ts";
import type { Arrangement } from "./arrangement.ts";
import { ChoiceBar, type ChoiceBarEvents } from "./choiceBar.ts";
import { cellWidth, compactCellPx } from "./density.ts";
import { DetailPane } from "./detail.ts";
import { Nothing } from "./nothing.ts";
import { isSamePlace, type Place } from "./place.ts";
import { Results, type ResultsEvents } from "./results.ts";
import type { RunModel } from "./runModel.ts";
import { Standing } from "./standing.ts";
import type { Words } from "./words.ts";

export interface PageEvents
  extends ActionBarEvents, ChoiceBarEvents, Omit<ResultsEvents, "onEscape"> {
  onShowAll(): void;
  onScroll(top: number, left: number): void;
  onClose(): void;
  onRerun(place: Place): void;
  onCopyText(text: string): void;
  onAct(place: Place, actionId: string): void;
}

export interface Shown {
  readonly arrangement: Arrangement | undefined;
  readonly changeAt: (place: Place) => string | undefined;
  /** What changed in all, where the run is compared with another. */
  readonly compared: string | undefined;
}

export class PageParts {
  readonly element: HTMLElement;
  readonly standing: Standing;
  readonly actions: ActionBar;
  readonly choices: ChoiceBar;
  readonly results: Results;
  readonly detail: DetailPane;
  private readonly nothing: Nothing;
  private readonly compared = element("p", { class: "compared" });
  private readonly hidden = element("div", { class: "hiddenCounts" });
  private readonly main: HTMLElement;
  private readonly words: Words;
  private columns = 0;
  private nameCharacters = 0;

  constructor(words: Words, events: PageEvents) {
    this.words = words;
    this.standing = new Standing(words);
    this.actions = new ActionBar(words, events);
    this.choices = new ChoiceBar(words, events);
    this.nothing = new Nothing(words, () => {
      events.onShowAll();
    });
    const close = (): void => {
      events.onClose();
    };
    this.results = new Results({
      onOpen: (place, by) => {
        events.onOpen(place, by);
      },
      onMove: () => {
        events.onMove();
      },
      onEscape: close,
    });
    this.detail = new DetailPane(words, {
      onClose: close,
      onRerun: (place) => {
        events.onRerun(place);
      },
      onCopy: (text) => {
        events.onCopyText(text);
      },
      onAct: (place, actionId) => {
        events.onAct(place, actionId);
      },
    });
    const scroller = this.results.element;
    scroller.addEventListener("scroll", () => {
      events.onScroll(scroller.scrollTop, scroller.scrollLeft);
    });
    const footer = element("footer", {}, this.results.pointed, this.hidden);
    const shown = element("div", { class: "shown" }, this.nothing.element, scroller, footer);
    this.main = element("div", { class: "main" }, shown, this.detail.element);
    this.element = element(
      "main",
      {},
      ...[this.standing.element, this.actions.element, this.choices.element, this.compared],
      ...[this.main, this.standing.announcer],
    );
    new ResizeObserver(() => {
      this.fit();
    }).observe(this.main);
  }

  /** Shows all of a run, or that there is none. */
  show(model: RunModel | undefined, { arrangement, changeAt, compared }: Shown): void {
    const { words } = this;
    const hasResults = this.nothing.update(model, arrangement);
    this.results.element.hidden = !hasResults;
    if (hasResults && model !== undefined && arrangement !== undefined) {
      this.columns = arrangement.columns.length;
      const lengths = arrangement.rows.map((row) => model.rows[row]?.name.length ?? 0);
      this.nameCharacters = Math.max(0, ...lengths);
      this.fit();
      this.results.show({ model, arrangement, words, changeAt });
    } else {
      this.results.clear();
    }
    this.compared.textContent = compared ?? "";
    this.compared.hidden = compared === undefined;
    this.hidden.textContent = this.hiddenCounts(model, arrangement);
  }

  /** Shows how the run stands, but for its answers. */
  showState(model: RunModel | undefined, hidesWhatWorks: boolean): void {
    this.standing.update(model);
    this.actions.update(model?.state, hidesWhatWorks);
    this.results.element.classList.toggle("filling", model?.state === "running");
  }

  /** Shows what the host knows of a place, if it is still the one that the reader looks at. */
  takeDetail(shown: ShownDetail): void {
    if (!isSamePlace(shown, this.detail.place)) return;
    this.detail.show(shown);
    if (!shown.isAsking && shown.cause !== undefined) {
      this.standing.announce(`${shown.heading}: ${shown.cause}`);
    }
  }

  /** Whoever was in the detail is on its cell again. */
  closeDetail(): void {
    const { place } = this.detail;
    if (place === undefined) return;
    const hadFocus = this.main.contains(document.activeElement);
    this.detail.close();
    this.results.mark(undefined);
    if (!hadFocus) return;
    this.results.moveTo(place);
    this.results.focus();
  }

  private fit(): void {
    const { columns, nameCharacters } = this;
    const width = cellWidth(this.main.clientWidth, { columns, nameCharacters });
    this.results.element.classList.toggle("roomy", width !== undefined);
    this.results.element.style.setProperty("--cell-width", `${width ?? compactCellPx}px`);
  }

  private hiddenCounts(model: RunModel | undefined, arrangement: Arrangement | undefined): string {
    const { hiddenRows = 0, hiddenColumns = 0 } = arrangement ?? {};
    return [
      hiddenRows > 0 && model?.layout === "matrix"
        ? this.words.say("sourcesHidden", hiddenRows)
        : "",
      hiddenColumns > 0 ? this.words.say("targetsHidden", hiddenColumns) : "",
    ]
      .filter((text) => text !== "")
      .join(" · ");
  }
}
