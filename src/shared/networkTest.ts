// What the host tells the page of network tests, and what the page asks of the host. Imported by both;
// data only. The host holds the truth, the page draws it.

/** What is known of one question. `waiting`: not answered yet. */
export type CellState = "waiting" | "reachable" | "blocked" | "unresolved" | "unknown";

/** One that asks, or one that is asked: a container, a name, an address. Texts by others: show as text. */
export interface ShownEnd {
  readonly name: string;
  /** What tells it from others of its name: an address, a port, what kind of target it is. */
  readonly detail: string;
}

/** One answer, at its place. */
export interface ShownCell {
  readonly row: number;
  readonly column: number;
  readonly state: CellState;
  /** In milliseconds. */
  readonly roundTripMs: number | undefined;
  /** The share of packets that were lost, 0 to 1. */
  readonly loss: number | undefined;
  /** A few translated words: “0.21 ms”, “no answer”, “no such name”. */
  readonly says: string;
}

export type RunState = "running" | "done" | "cancelled" | "failed";

/** One test, as far as it is. */
export interface ShownRun {
  readonly id: number;
  /** `matrix`: everyone to everyone, rows are sources and columns targets. `list`: one row, shown as a list. */
  readonly layout: "matrix" | "list";
  /** The network's or the container's name. */
  readonly title: string;
  /** Since 1970, in milliseconds. */
  readonly startedAt: number;
  readonly rows: readonly ShownEnd[];
  readonly columns: readonly ShownEnd[];
  /**
   * Those that have an answer. A place without a cell waits, or, in a matrix where row and column are one
   * (of the same name and detail), has none.
   */
  readonly cells: readonly ShownCell[];
  readonly state: RunState;
  /** Translated: why it waits, why it failed, what is missing. Empty where there is nothing to say. */
  readonly note: string;
}

/** A run in the list of those that there were. */
export interface ShownSummary {
  readonly id: number;
  readonly title: string;
  readonly startedAt: number;
  readonly state: RunState;
  readonly reachable: number;
  /** All that have an answer. */
  readonly answered: number;
}

/** A button of the detail. */
export interface ShownAction {
  /** What the page sends back; means something to the host only. */
  readonly id: string;
  readonly label: string;
}

/** All that is known of one cell, in translated words. */
export interface ShownDetail {
  readonly row: number;
  readonly column: number;
  /** “web → db”. */
  readonly heading: string;
  /** One sentence each: what was asked and answered. */
  readonly facts: readonly string[];
  /** What is wrong; undefined where nothing is, or nobody knows. */
  readonly cause: string | undefined;
  /** “certain”, “likely”, or what would have to be known. */
  readonly sure: string;
  readonly evidence: readonly string[];
  /** What mends it; empty where nothing does. */
  readonly fix: string;
  /** `docker` command lines, to be read and copied: of the question, then of the fix. */
  readonly commands: readonly string[];
  /** What the tools said. */
  readonly output: string;
  readonly actions: readonly ShownAction[];
  /** True while the host still asks what would tell the cause. */
  readonly isAsking: boolean;
}

/** What another run said of the same places, matched by the ends' names. */
export interface ShownComparison {
  readonly runId: number;
  readonly withId: number;
  readonly changes: readonly {
    readonly row: number;
    readonly column: number;
    readonly was: CellState;
    /** Translated: “was blocked”. */
    readonly says: string;
  }[];
  /** Translated: “3 changed, 1 new container”. */
  readonly summary: string;
}

/** From the host to the page. */
export type HostMessage =
  /** Replaces what is shown. */
  | { readonly type: "run"; readonly run: ShownRun }
  /** Answers that came since, some at a time. */
  | { readonly type: "cells"; readonly runId: number; readonly cells: readonly ShownCell[] }
  | {
      readonly type: "state";
      readonly runId: number;
      readonly state: RunState;
      readonly note: string;
    }
  | { readonly type: "history"; readonly runs: readonly ShownSummary[] }
  | { readonly type: "detail"; readonly runId: number; readonly detail: ShownDetail }
  | { readonly type: "comparison"; readonly comparison: ShownComparison };

/** From the page to the host. Parsed by the host as anything at all. */
export type PageMessage =
  /** The page can draw: send the run and the history. */
  | { readonly type: "ready" }
  /** The first run is on the screen. */
  | { readonly type: "drawn" }
  | {
      readonly type: "askDetail";
      readonly runId: number;
      readonly row: number;
      readonly column: number;
    }
  /** Asks this one question again. */
  | {
      readonly type: "runCell";
      readonly runId: number;
      readonly row: number;
      readonly column: number;
    }
  /** The same test once more, as a new run. */
  | { readonly type: "runAgain"; readonly runId: number }
  | { readonly type: "cancel" }
  | { readonly type: "showRun"; readonly runId: number }
  | { readonly type: "compare"; readonly runId: number; readonly withId: number }
  | { readonly type: "copy"; readonly runId: number; readonly format: "markdown" | "csv" }
  | { readonly type: "copyText"; readonly text: string }
  | {
      readonly type: "act";
      readonly runId: number;
      readonly row: number;
      readonly column: number;
      readonly actionId: string;
    };
