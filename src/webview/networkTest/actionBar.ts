// The toolbar: what can be done with the test. One tab stop, arrows within.
import { button, element } from "../element.ts";
import type { RunState } from "../../shared/networkTest.ts";
import { confirmCopy } from "./confirmCopy.ts";
import type { Words } from "./words.ts";

export interface ActionBarEvents {
  onCancel(): void;
  onRunAgain(): void;
  onCopy(format: "markdown" | "csv"): void;
  onHide(): void;
}

export class ActionBar {
  readonly element: HTMLElement;
  private readonly cancel: HTMLButtonElement;
  private readonly runAgain: HTMLButtonElement;
  private readonly copyMarkdown: HTMLButtonElement;
  private readonly copyCsv: HTMLButtonElement;
  private readonly hide: HTMLButtonElement;

  constructor(words: Words, events: ActionBarEvents) {
    const copy = (format: "markdown" | "csv", made: HTMLButtonElement): void => {
      events.onCopy(format);
      confirmCopy(made, words);
    };
    this.cancel = button(words.say("cancel"), "primary", () => {
      events.onCancel();
    });
    this.runAgain = button(words.say("runAgain"), "primary", () => {
      events.onRunAgain();
    });
    this.copyMarkdown = button(words.say("copyMarkdown"), "secondary", () => {
      copy("markdown", this.copyMarkdown);
    });
    this.copyCsv = button(words.say("copyCsv"), "secondary", () => {
      copy("csv", this.copyCsv);
    });
    this.hide = button(words.say("hideWhatWorks"), "toggle", () => {
      events.onHide();
    });
    const attributes = { role: "toolbar", class: "actions", "aria-label": words.say("toolbar") };
    this.element = element("div", attributes, ...this.buttons());
    this.element.addEventListener("keydown", (event) => {
      this.press(event);
    });
    this.element.addEventListener("focusin", (event) => {
      this.giveTabStop(this.buttons().find((made) => made === event.target));
    });
  }

  /** Shows what applies. `undefined`: there is no run. */
  update(state: RunState | undefined, hidesWhatWorks: boolean): void {
    const hadFocus = this.element.contains(document.activeElement);
    const isRunning = state === "running";
    this.cancel.hidden = !isRunning;
    this.runAgain.hidden = isRunning || state === undefined;
    for (const made of [this.copyMarkdown, this.copyCsv, this.hide]) {
      made.hidden = state === undefined;
    }
    this.hide.setAttribute("aria-pressed", String(hidesWhatWorks));
    const shown = this.shownButtons();
    if (shown.every((made) => made.tabIndex !== 0)) this.giveTabStop(shown[0]);
    // Cancel and Run Again take turns: who pressed one is on the other then, and not nowhere.
    if (hadFocus && !this.element.contains(shownFocus())) shown[0]?.focus();
  }

  focus(): void {
    this.shownButtons()
      .find(({ tabIndex }) => tabIndex === 0)
      ?.focus();
  }

  private press(event: KeyboardEvent): void {
    const shown = this.shownButtons();
    const at = shown.findIndex((made) => made === document.activeElement);
    const next = {
      ArrowLeft: shown.at(at - 1),
      ArrowRight: shown.at((at + 1) % shown.length),
      Home: shown[0],
      End: shown.at(-1),
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  private giveTabStop(chosen: HTMLButtonElement | undefined): void {
    if (chosen === undefined) return;
    for (const made of this.buttons()) made.tabIndex = made === chosen ? 0 : -1;
  }

  private shownButtons(): readonly HTMLButtonElement[] {
    return this.buttons().filter((made) => !made.hidden);
  }

  private buttons(): readonly HTMLButtonElement[] {
    return [this.cancel, this.runAgain, this.hide, this.copyMarkdown, this.copyCsv];
  }
}

/** What has the focus, unless it was hidden a moment ago. */
function shownFocus(): Element | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.hidden ? null : focused;
}
