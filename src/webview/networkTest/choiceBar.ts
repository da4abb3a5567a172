// What is shown of a test and in which order, which run it is, and which one it is compared with.
import { element } from "../element.ts";
import type { ShownSummary } from "../../shared/networkTest.ts";
import { type Choices, type SortKey, sortKeys } from "./arrangement.ts";
import type { RunModel } from "./runModel.ts";
import type { WordKey, Words } from "./words.ts";

export interface ChoiceBarEvents {
  onChoose(choices: Partial<Choices>): void;
  onShowRun(runId: number): void;
  /** Undefined compares no more. */
  onCompare(withId: number | undefined): void;
}

const sortWords: Readonly<Record<SortKey, WordKey>> = {
  given: "sortGiven",
  name: "sortName",
  failures: "sortFailures",
  roundTrip: "sortRoundTrip",
};

export class ChoiceBar {
  readonly element: HTMLElement;
  private readonly sources: HTMLInputElement;
  private readonly targets: HTMLInputElement;
  private readonly sort: HTMLSelectElement;
  private readonly history: HTMLSelectElement;
  private readonly compare: HTMLSelectElement;
  private readonly words: Words;

  constructor(words: Words, events: ChoiceBarEvents) {
    this.words = words;
    this.sources = filterInput(words.say("filterSources"), (sources) => {
      events.onChoose({ sources });
    });
    this.targets = filterInput(words.say("filterTargets"), (targets) => {
      events.onChoose({ targets });
    });
    this.sort = select((value) => {
      events.onChoose({ sort: sortKeys.find((key) => key === value) ?? "given" });
    });
    for (const key of sortKeys) this.sort.append(option(key, words.say(sortWords[key])));
    this.history = select((value) => {
      events.onShowRun(Number(value));
    });
    this.compare = select((value) => {
      events.onCompare(value === "" ? undefined : Number(value));
    });
    this.element = element(
      "div",
      { role: "group", class: "choices", "aria-label": words.say("view") },
      ...[this.sources, this.targets],
      labelled(words.say("sort"), this.sort),
      labelled(words.say("history"), this.history),
      labelled(words.say("compare"), this.compare),
    );
  }

  /** Shows what was chosen before. */
  setChoices(choices: Choices): void {
    this.sources.value = choices.sources;
    this.targets.value = choices.targets;
    this.sort.value = choices.sort;
  }

  /** Offers the runs that there were; only those of the same title can be compared. */
  update(
    model: RunModel | undefined,
    runs: readonly ShownSummary[],
    comparedWith: number | undefined,
  ): void {
    this.element.hidden = model === undefined;
    if (model === undefined) return;
    this.sources.hidden = model.layout === "list";
    const isOfOne = runs.every(({ title }) => title === model.title);
    const textOf = (run: ShownSummary): string => {
      const values = [this.words.time(run.startedAt), run.reachable, run.answered] as const;
      return isOfOne
        ? this.words.say("historyRun", ...values)
        : this.words.say("historyRunOf", run.title, ...values);
    };
    const latestFirst = runs.toSorted((one, other) => other.id - one.id);
    fill(this.history, [...latestFirst.map((run) => option(String(run.id), textOf(run)))]);
    this.history.value = String(model.id);
    showLabel(this.history, runs.length > 1);
    const others = latestFirst.filter(({ id, title }) => id !== model.id && title === model.title);
    fill(this.compare, [
      option("", this.words.say("compareNone")),
      ...others.map((run) => option(String(run.id), textOf(run))),
    ]);
    this.compare.value = comparedWith === undefined ? "" : String(comparedWith);
    showLabel(this.compare, others.length > 0);
  }
}

function filterInput(label: string, choose: (text: string) => void): HTMLInputElement {
  const input = element("input", {
    ...{ type: "search", class: "filter", placeholder: label, "aria-label": label },
    spellcheck: "false",
  });
  input.addEventListener("input", () => {
    choose(input.value);
  });
  return input;
}

function select(choose: (value: string) => void): HTMLSelectElement {
  const made = element("select");
  made.addEventListener("change", () => {
    choose(made.value);
  });
  return made;
}

function option(value: string, text: string): HTMLOptionElement {
  return element("option", { value }, text);
}

/** Leaves an open list alone where nothing in it is new. */
function fill(list: HTMLSelectElement, options: readonly HTMLOptionElement[]): void {
  const isSame =
    list.options.length === options.length &&
    options.every((made, index) => {
      const old = list.options[index];
      return old?.value === made.value && old.text === made.text;
    });
  if (!isSame) list.replaceChildren(...options);
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return element("label", { class: "choice" }, element("span", {}, text), field);
}

function showLabel(field: HTMLElement, isShown: boolean): void {
  const label = field.closest("label");
  if (label !== null) label.hidden = !isShown;
}
