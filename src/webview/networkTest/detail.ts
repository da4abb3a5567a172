// The pane with all that is known of one cell: what was seen, why, how it is mended, and what to do.
import { button, element, isolated } from "../element.ts";
import type { ShownDetail } from "../../shared/networkTest.ts";
import { confirmCopy } from "./confirmCopy.ts";
import type { Place } from "./place.ts";
import type { WordKey, Words } from "./words.ts";

export interface DetailEvents {
  onClose(): void;
  onRerun(place: Place): void;
  onCopy(text: string): void;
  onAct(place: Place, actionId: string): void;
}

export class DetailPane {
  readonly element: HTMLElement;
  private readonly heading = element("h2", { id: "detailHeading", tabindex: "-1" });
  private readonly body = element("div", { class: "detailBody" });
  private readonly words: Words;
  private readonly events: DetailEvents;
  private shownPlace: Place | undefined;
  private isOutputOpen = false;

  constructor(words: Words, events: DetailEvents) {
    this.words = words;
    this.events = events;
    const close = button("", "close", () => {
      events.onClose();
    });
    close.setAttribute("aria-label", words.say("close"));
    close.title = words.say("close");
    this.element = element(
      "section",
      { class: "detail", "aria-labelledby": this.heading.id },
      element("div", { class: "detailHead" }, this.heading, close),
      this.body,
    );
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") events.onClose();
    });
  }

  /** The place that it is about; undefined while it is closed. */
  get place(): Place | undefined {
    return this.shownPlace;
  }

  /** Opens for a place of which the host is asked; `sentence` is what is known already. */
  open(place: Place, heading: string, sentence: string): void {
    this.shownPlace = place;
    this.isOutputOpen = false;
    this.element.hidden = false;
    this.heading.replaceChildren(isolated(heading));
    this.body.replaceChildren(
      element("p", {}, isolated(sentence)),
      element("p", { class: "asking" }, this.words.say("looking")),
    );
    this.body.scrollTop = 0;
  }

  close(): void {
    this.shownPlace = undefined;
    this.element.hidden = true;
  }

  focus(): void {
    this.heading.focus();
  }

  /** Shows what the host says; the focus stays on what it is on, if that is still there. */
  show(detail: ShownDetail): void {
    const focused = focusKeyWithin(this.body);
    const place = { row: detail.row, column: detail.column };
    this.heading.replaceChildren(isolated(detail.heading));
    this.body.replaceChildren(
      ...lines(detail.facts),
      ...this.causeOf(detail),
      ...this.section("fix", detail.fix === "" ? [] : [paragraph(detail.fix)]),
      this.actionsOf(detail, place),
      ...this.section("evidence", lines(detail.evidence)),
      ...this.section("commands", this.commandsOf(detail)),
      ...this.outputOf(detail),
    );
    if (focused === undefined) return;
    const again = [...this.body.querySelectorAll<HTMLElement>("[data-key]")];
    (again.find((one) => one.dataset["key"] === focused) ?? this.heading).focus();
  }

  private causeOf({ cause, sure, isAsking }: ShownDetail): readonly HTMLElement[] {
    const asking = element("p", { class: "asking" }, this.words.say("asking"));
    const known = [
      ...(cause === undefined ? [] : [element("p", { class: "cause" }, isolated(cause))]),
      ...(sure === "" ? [] : [element("p", { class: "sure" }, isolated(sure))]),
    ];
    return this.section("cause", isAsking ? [...known, asking] : known);
  }

  private actionsOf({ actions }: ShownDetail, place: Place): HTMLElement {
    const bar = element("div", { class: "detailActions" });
    for (const [index, { id, label }] of actions.entries()) {
      const made = button(label, index === 0 ? "primary" : "secondary", () => {
        this.events.onAct(place, id);
      });
      made.dataset["key"] = `act ${id}`;
      bar.append(made);
    }
    const rerun = button(this.words.say("rerun"), "secondary", () => {
      this.events.onRerun(place);
    });
    rerun.dataset["key"] = "rerun";
    bar.append(rerun);
    return bar;
  }

  private commandsOf({ commands }: ShownDetail): readonly HTMLElement[] {
    return commands.map((command) => {
      const copy = button(this.words.say("copy"), "secondary", () => {
        this.events.onCopy(command);
        confirmCopy(copy, this.words);
      });
      copy.setAttribute("aria-label", this.words.say("copyCommand", command));
      copy.dataset["key"] = `copy ${command}`;
      return element("div", { class: "command" }, element("code", { dir: "ltr" }, command), copy);
    });
  }

  private outputOf({ output }: ShownDetail): readonly HTMLElement[] {
    if (output === "") return [];
    const summary = element("summary", { "data-key": "output" }, this.words.say("output"));
    const made = element("details", {}, summary, element("pre", { dir: "ltr" }, output));
    made.open = this.isOutputOpen;
    made.addEventListener("toggle", () => {
      this.isOutputOpen = made.open;
    });
    return [made];
  }

  private section(key: WordKey, children: readonly HTMLElement[]): readonly HTMLElement[] {
    if (children.length === 0) return [];
    return [element("h3", {}, this.words.say(key)), ...children];
  }
}

function lines(texts: readonly string[]): readonly HTMLElement[] {
  if (texts.length === 0) return [];
  return [element("ul", {}, ...texts.map((text) => element("li", {}, isolated(text))))];
}

function paragraph(text: string): HTMLElement {
  return element("p", {}, isolated(text));
}

/** What the focused element is called over being made anew. */
function focusKeyWithin(parent: HTMLElement): string | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !parent.contains(focused)) return undefined;
  return focused.dataset["key"];
}
