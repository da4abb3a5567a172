// How the test stands: its title, how much of it is answered and how, and why it waits or failed. Says
// aloud only what ends something.
import { element, isolated } from "../element.ts";
import type { CellState } from "../../shared/networkTest.ts";
import type { Counts, RunModel } from "./runModel.ts";
import type { WordKey, Words } from "./words.ts";

const sums: readonly (readonly [CellState, WordKey])[] = [
  ["blocked", "sumBlocked"],
  ["unresolved", "sumUnresolved"],
  ["unknown", "sumUnknown"],
];

export class Standing {
  readonly element: HTMLElement;
  /** Outside of the rest, as it is heard and not seen. */
  readonly announcer = element("div", { role: "status", class: "heard" });
  private readonly title = element("h1");
  private readonly started = element("span", { class: "started" });
  private readonly sums = element("p", { class: "sums" });
  private readonly note = element("p", { class: "note" });
  private readonly filled = element("div", { class: "filled" });
  private readonly progress = element("div", { role: "progressbar", class: "progress" });
  private readonly words: Words;

  constructor(words: Words) {
    this.words = words;
    this.progress.append(this.filled);
    this.element = element(
      "header",
      { class: "standing" },
      ...[this.progress, element("div", { class: "title" }, this.title, this.started)],
      ...[this.sums, this.note],
    );
  }

  /** Shows how it stands now. */
  update(model: RunModel | undefined): void {
    this.element.hidden = model === undefined;
    if (model === undefined) return;
    const { words } = this;
    this.title.replaceChildren(isolated(model.title));
    this.started.textContent = words.say("startedAt", words.time(model.startedAt));
    const counts = model.counts();
    this.sums.replaceChildren(...this.sumsOf(model, counts));
    this.sums.hidden = counts.total === 0;
    this.note.textContent = this.noteOf(model);
    this.note.hidden = this.note.textContent === "";
    this.note.dataset["state"] = model.state;
    this.updateProgress(model, counts);
  }

  /** Has a screen reader say it. */
  announce(text: string): void {
    this.announcer.textContent = text;
  }

  /** The whole of it, to be said aloud. */
  sentence(model: RunModel): string {
    const counts = model.counts();
    const texts = this.textsOf(model, counts).map(({ text }) => text);
    return [this.noteOf(model), texts.join(", ")].filter((text) => text !== "").join("\n");
  }

  private noteOf({ state, note }: RunModel): string {
    if (state === "cancelled" || state === "failed") {
      return note === "" ? this.words.say(state) : note;
    }
    return note;
  }

  private sumsOf(model: RunModel, counts: Counts): readonly HTMLElement[] {
    return this.textsOf(model, counts).map(({ state, text }) =>
      element("span", { class: "sum", "data-state": state }, text),
    );
  }

  private textsOf(
    { state }: RunModel,
    counts: Counts,
  ): readonly { readonly state: CellState; readonly text: string }[] {
    const { words } = this;
    const isRunning = state === "running";
    const answered = counts.total - counts.waiting;
    const unanswered = words.say("sumWaiting", counts.waiting);
    return [
      ...(isRunning
        ? [{ state: "waiting" as const, text: words.say("running", answered, counts.total) }]
        : []),
      {
        state: "reachable",
        text: words.say("sumReachable", counts.reachable, isRunning ? answered : counts.total),
      },
      ...sums
        .filter(([sum]) => counts[sum] > 0)
        .map(([sum, key]) => ({ state: sum, text: words.say(key, counts[sum]) })),
      ...(!isRunning && counts.waiting > 0
        ? [{ state: "waiting" as const, text: unanswered }]
        : []),
    ];
  }

  private updateProgress(model: RunModel, counts: Counts): void {
    const answered = counts.total - counts.waiting;
    const isRunning = model.state === "running";
    this.progress.classList.toggle("running", isRunning);
    // No progress is no progress bar for those who hear it either; its line stays, so that nothing moves.
    this.progress.setAttribute("aria-hidden", String(!isRunning));
    this.progress.setAttribute("aria-label", this.words.say("running", answered, counts.total));
    this.progress.setAttribute("aria-valuemax", String(counts.total));
    this.progress.setAttribute("aria-valuenow", String(answered));
    const share = counts.total === 0 ? 0 : answered / counts.total;
    this.filled.style.transform = `scaleX(${share})`;
  }
}
