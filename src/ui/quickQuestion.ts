// The shape of a question for the quick input: what a flow asks, and what it shows while asking.
import type * as vscode from "vscode";

/** Where a question stands in its flow, both counted from 1. */
export interface StepPlace {
  readonly step: number;
  readonly totalSteps: number;
}

export interface Remark {
  readonly severity: "error" | "warning" | "info";
  /** A whole sentence. */
  readonly message: string;
}

export interface InputQuestion extends StepPlace {
  /** Stays below the box. */
  readonly prompt: string;
  readonly placeholder: string;
  /** What stands in the box at first. */
  readonly value: string;
  /** Sees every text that is typed, so that it is kept when the user goes back. */
  readonly keep?: (typed: string) => void;
  /** What there is to say about a text; an error keeps the user here. Only the newest text counts. */
  readonly remarkOn: (typed: string) => Remark | undefined | Promise<Remark | undefined>;
}

/** A row to pick. Without a value it only tells something: picking it changes nothing. */
export interface Choice<T> {
  readonly kind?: "choice";
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value?: T;
  /** Stays in the list whatever is typed; for rows about the typed text itself. */
  readonly isAboutTyped?: true;
}

export interface Separator {
  readonly kind: "separator";
  readonly label: string;
}

export type Choices<T> = readonly (Choice<T> | Separator)[];

export interface PickQuestion<T> extends StepPlace {
  readonly placeholder: string;
  /** The rows, or what makes them for the typed text. */
  readonly choices: Choices<T> | ((typed: string) => Choices<T> | Promise<Choices<T>>);
  /** Which row is active at first; by default the first one. */
  readonly isActive?: (value: T) => boolean;
  /** What stands in the box at first. */
  readonly value?: string;
  readonly keep?: (typed: string) => void;
}

/** What a quick input calls when the user is done with it. */
export interface Outcome<T> {
  readonly answer: (value: T) => void;
  readonly fail: (error: unknown) => void;
}

/** A quick input with its listeners, before it is shown. */
export interface OpenQuestion {
  readonly input: vscode.QuickInput & {
    buttons: readonly vscode.QuickInputButton[];
    readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  };
  dispose(): void;
}
