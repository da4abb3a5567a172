// The page as a whole: takes what the host says, shows it, and tells the host what the reader wants.
import type { HostMessage, ShownCell, ShownRun, ShownSummary } from "../../shared/networkTest.ts";
import { arrange, type Choices } from "./arrangement.ts";
import { cellSentence } from "./cellWords.ts";
import { Comparison } from "./comparison.ts";
import { Frames } from "./frames.ts";
import type { HostLink } from "./hostLink.ts";
import { PageParts } from "./pageParts.ts";
import { isSamePlace, type Place } from "./place.ts";
import { RunModel } from "./runModel.ts";
import { ViewKeeper } from "./viewKeeper.ts";
import { firstViewState } from "./viewState.ts";
import type { Words } from "./words.ts";

export class Page {
  readonly parts: PageParts;
  private readonly words: Words;
  private readonly host: HostLink;
  private readonly view: ViewKeeper;
  private model: RunModel | undefined;
  private runs: readonly ShownSummary[] = [];
  private comparison: Comparison | undefined;
  private readonly answered = new Map<number, Place>();
  private readonly frames = new Frames(() => {
    this.showAnswers();
  });
  private readonly redrawing = new Frames(() => {
    this.draw();
  });

  constructor(words: Words, host: HostLink) {
    this.words = words;
    this.host = host;
    this.view = new ViewKeeper(host);
    this.parts = new PageParts(words, this);
    this.parts.choices.setChoices(this.view.current.choices);
    this.draw();
  }

  take(message: HostMessage): void {
    switch (message.type) {
      case "history":
        this.runs = message.runs;
        this.showChoices();
        return;
      case "run":
        this.takeRun(message.run);
        return;
      case "cells":
        if (message.runId === this.model?.id) this.takeCells(message.cells);
        return;
      case "state":
        if (message.runId === this.model?.id) this.takeState(message.state, message.note);
        return;
      case "detail":
        if (message.runId === this.model?.id) this.parts.takeDetail(message.detail);
        return;
      case "comparison": {
        const { comparison } = message;
        const { model } = this;
        if (comparison.runId !== model?.id) return;
        if (comparison.withId !== this.view.current.comparedWith) return;
        this.comparison = new Comparison(model, comparison);
        this.parts.standing.announce(comparison.summary);
        this.draw();
      }
    }
  }

  // What the reader does.

  onCancel(): void {
    this.host.post({ type: "cancel" });
  }

  onRunAgain(): void {
    if (this.model !== undefined) this.host.post({ type: "runAgain", runId: this.model.id });
  }

  onCopy(format: "markdown" | "csv"): void {
    if (this.model !== undefined) this.host.post({ type: "copy", runId: this.model.id, format });
  }

  onCopyText(text: string): void {
    this.host.post({ type: "copyText", text });
  }

  onHide(): void {
    this.onChoose({ hidesWhatWorks: !this.view.current.choices.hidesWhatWorks });
  }

  onShowAll(): void {
    const { sort } = this.view.current.choices;
    this.onChoose({ ...firstViewState.choices, sort });
    this.parts.choices.setChoices(this.view.current.choices);
    this.parts.actions.focus();
  }

  onChoose(choices: Partial<Choices>): void {
    this.view.change({ choices: { ...this.view.current.choices, ...choices } });
    this.parts.actions.update(this.model?.state, this.view.current.choices.hidesWhatWorks);
    this.redrawing.ask();
  }

  onShowRun(runId: number): void {
    this.host.post({ type: "showRun", runId });
  }

  onCompare(withId: number | undefined): void {
    this.view.change({ comparedWith: withId });
    this.comparison = undefined;
    if (withId !== undefined && this.model !== undefined) {
      this.host.post({ type: "compare", runId: this.model.id, withId });
    }
    this.redrawing.ask();
  }

  onOpen(place: Place, by: "key" | "pointer"): void {
    const { model, words, parts } = this;
    if (model === undefined || model.stateAt(place) === "self") return;
    const heading = `${model.rows[place.row]?.name ?? ""} → ${model.columns[place.column]?.name ?? ""}`;
    parts.detail.open(place, heading, cellSentence(model, place, { words }));
    parts.results.mark(place);
    this.askDetail(place);
    if (by === "key") parts.detail.focus();
    this.keepSelection();
  }

  onClose(): void {
    this.parts.closeDetail();
    this.keepSelection();
  }

  onMove(): void {
    this.keepSelection();
  }

  onScroll(scrollTop: number, scrollLeft: number): void {
    this.view.change({ scrollTop, scrollLeft });
  }

  onRerun(place: Place): void {
    if (this.model !== undefined)
      this.host.post({ type: "runCell", runId: this.model.id, ...place });
  }

  onAct(place: Place, actionId: string): void {
    if (this.model === undefined) return;
    this.host.post({ type: "act", runId: this.model.id, ...place, actionId });
  }

  // What the host says.

  private takeRun(run: ShownRun): void {
    const model = new RunModel(run);
    const { parts, view } = this;
    const { runId, selected, isDetailOpen, comparedWith, scrollTop, scrollLeft } = view.current;
    const isSame = runId === run.id;
    this.model = model;
    this.answered.clear();
    this.comparison = undefined;
    if (!isSame) {
      parts.closeDetail();
      view.change({ runId: run.id, isDetailOpen: false, comparedWith: undefined });
    }
    const place = selected === undefined ? undefined : model.placeOf(selected.from, selected.to);
    parts.results.current = place;
    this.draw();
    if (!isSame) return;
    parts.results.element.scrollTo(scrollLeft, scrollTop);
    if (isDetailOpen && place !== undefined) this.onOpen(place, "pointer");
    if (comparedWith !== undefined) this.onCompare(comparedWith);
  }

  private takeCells(cells: readonly ShownCell[]): void {
    const { model } = this;
    if (model === undefined) return;
    for (const { row, column, ...rest } of cells) {
      const place = { row, column };
      if (model.put({ ...place, ...rest })) this.answered.set(model.indexOf(place), place);
    }
    this.frames.ask();
  }

  private takeState(state: RunModel["state"], note: string): void {
    const { model, parts } = this;
    if (model === undefined) return;
    const hasEnded = model.state === "running" && state !== "running";
    model.state = state;
    model.note = note;
    parts.showState(model, this.view.current.choices.hidesWhatWorks);
    if (!hasEnded) return;
    parts.standing.announce(parts.standing.sentence(model));
    // While it ran, rows stayed where they were; and what waited waits no more.
    this.redrawing.ask();
  }

  /** Shows what was answered since the last frame, each place once. */
  private showAnswers(): void {
    const { parts, answered, model } = this;
    if (model === undefined) return;
    parts.results.paint(answered.values());
    parts.standing.update(model);
    const { place } = parts.detail;
    const isAsked = place !== undefined && answered.has(model.indexOf(place));
    answered.clear();
    if (isAsked && model.stateAt(place) !== "waiting") this.askDetail(place);
  }

  /** Draws everything anew. */
  private draw(): void {
    const { model, parts, words, comparison } = this;
    const { choices } = this.view.current;
    const changeAt = (place: Place): string | undefined => comparison?.changeAt(place);
    const arrangement =
      model === undefined
        ? undefined
        : arrange(model, choices, {
            compareNames: (one, other) => words.compareNames(one, other),
            isKept: (place) => changeAt(place) !== undefined,
          });
    parts.showState(model, choices.hidesWhatWorks);
    parts.show(model, { arrangement, changeAt, compared: comparison?.summary });
    this.showChoices();
  }

  private showChoices(): void {
    this.parts.choices.update(this.model, this.runs, this.view.current.comparedWith);
  }

  private askDetail(place: Place): void {
    if (this.model === undefined) return;
    this.host.post({ type: "askDetail", runId: this.model.id, ...place });
  }

  private keepSelection(): void {
    const { detail, results } = this.parts;
    const place = detail.place ?? results.current;
    const from = this.model?.rows[place?.row ?? -1];
    const to = this.model?.columns[place?.column ?? -1];
    const selected = from === undefined || to === undefined ? undefined : { from, to };
    const isDetailOpen = isSamePlace(detail.place, place) && detail.place !== undefined;
    this.view.change({ selected, isDetailOpen });
  }
}
