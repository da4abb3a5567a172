// What the page remembers over being hidden, which destroys it: what the reader chose, and where they were.
import type { ShownEnd } from "../../shared/networkTest.ts";
import { type Choices, sortKeys } from "./arrangement.ts";

export interface ViewState {
  readonly runId: number | undefined;
  readonly choices: Choices;
  /** The two ends of the selected cell, which another run may have at another place. */
  readonly selected: { readonly from: ShownEnd; readonly to: ShownEnd } | undefined;
  readonly isDetailOpen: boolean;
  readonly comparedWith: number | undefined;
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

export const firstViewState: ViewState = {
  runId: undefined,
  choices: { sort: "given", sources: "", targets: "", hidesWhatWorks: false },
  selected: undefined,
  isDetailOpen: false,
  comparedWith: undefined,
  scrollTop: 0,
  scrollLeft: 0,
};

/** Reads what was kept, perhaps by an older version of the page: what it doesn't understand, it forgets. */
export function readViewState(kept: unknown): ViewState {
  const state = fieldsOf(kept);
  const choices = fieldsOf(state["choices"]);
  const selected = fieldsOf(state["selected"]);
  const from = readEnd(selected["from"]);
  const to = readEnd(selected["to"]);
  return {
    runId: numberIn(state["runId"]),
    choices: {
      sort: sortKeys.find((key) => key === choices["sort"]) ?? "given",
      sources: textIn(choices["sources"]) ?? "",
      targets: textIn(choices["targets"]) ?? "",
      hidesWhatWorks: choices["hidesWhatWorks"] === true,
    },
    selected: from === undefined || to === undefined ? undefined : { from, to },
    isDetailOpen: state["isDetailOpen"] === true,
    comparedWith: numberIn(state["comparedWith"]),
    scrollTop: numberIn(state["scrollTop"]) ?? 0,
    scrollLeft: numberIn(state["scrollLeft"]) ?? 0,
  };
}

function readEnd(kept: unknown): ShownEnd | undefined {
  const { name, detail } = fieldsOf(kept);
  return typeof name === "string" && typeof detail === "string" ? { name, detail } : undefined;
}

function fieldsOf(kept: unknown): Readonly<Record<string, unknown>> {
  return typeof kept === "object" && kept !== null ? Object.fromEntries(Object.entries(kept)) : {};
}

function numberIn(kept: unknown): number | undefined {
  return typeof kept === "number" && Number.isFinite(kept) ? kept : undefined;
}

function textIn(kept: unknown): string | undefined {
  return typeof kept === "string" ? kept : undefined;
}
