// What stands where there are no results to show: why, and the way back where there is one.
import { button, element } from "../element.ts";
import type { Arrangement } from "./arrangement.ts";
import type { RunModel } from "./runModel.ts";
import type { Words } from "./words.ts";

export class Nothing {
  readonly element = element("div", { class: "nothing" });
  private readonly text = element("p");
  private readonly showAll: HTMLButtonElement;
  private readonly words: Words;

  constructor(words: Words, onShowAll: () => void) {
    this.words = words;
    this.showAll = button(words.say("showAll"), "secondary", onShowAll);
    this.element.append(this.text, this.showAll);
  }

  /** Says why there is nothing; true where there is something. */
  update(model: RunModel | undefined, arrangement: Arrangement | undefined): boolean {
    const reason = this.reasonFor(model, arrangement);
    this.element.hidden = reason === undefined;
    this.text.textContent = reason ?? "";
    this.showAll.hidden = model === undefined || model.counts().total === 0;
    return reason === undefined;
  }

  private reasonFor(
    model: RunModel | undefined,
    arrangement: Arrangement | undefined,
  ): string | undefined {
    const { words } = this;
    if (model === undefined || arrangement === undefined) return words.say("ready");
    if (model.counts().total === 0) {
      // The note says better what is missing.
      return model.state === "running" || model.note !== "" ? "" : words.say("empty", model.title);
    }
    if (arrangement.rows.length > 0 && arrangement.columns.length > 0) return undefined;
    const isHidden = arrangement.hiddenRows + arrangement.hiddenColumns > 0;
    return words.say(isHidden ? "allHidden" : "nothingMatches");
  }
}
