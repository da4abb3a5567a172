// Questions one after another in VS Code's quick input: with a title, step numbers and a way back.
// What is asked, and where the answers are kept, belongs to the steps.
import * as vscode from "vscode";
import { Cancelled } from "./choose.ts";
import { quickInput } from "./quickInput.ts";
import { quickPick } from "./quickPick.ts";
import type {
  InputQuestion,
  OpenQuestion,
  Outcome,
  PickQuestion,
  StepPlace,
} from "./quickQuestion.ts";

/** What a step asks with. Going back and Escape leave it by an exception that the flow understands. */
export interface Asker {
  /** Aborted when the user leaves the flow. */
  readonly signal: AbortSignal;
  input(question: InputQuestion): Promise<string>;
  pick<T>(question: PickQuestion<T>): Promise<T>;
}

/** A step says what comes next: another one, itself again, the one before, or nothing more. */
export type Next = Step | "again" | "back" | "done";
export type Step = (ask: Asker) => Promise<Next>;

/**
 * Runs steps until one is done. Begins with the last of the trail; the others are where Back leads to.
 * Throws a Cancelled when the user leaves by Escape.
 */
export async function runFlow(title: string, trail: readonly Step[]): Promise<void> {
  const steps = [...trail];
  const flow = new Flow(title);
  try {
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const next = await flow.take(step, steps.length > 1);
      if (next === "done") return;
      if (next === "back" && steps.length > 1) steps.pop();
      else if (typeof next === "function") steps.push(next);
    }
  } finally {
    flow.dispose();
  }
}

class WentBack extends Error {}

class Flow implements Asker {
  readonly #title: string;
  readonly #leaving = new AbortController();
  #canGoBack = false;
  /** Stays on the screen, out of order, until the next one replaces it: no flicker between steps. */
  #open: OpenQuestion | undefined;

  constructor(title: string) {
    this.#title = title;
  }

  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  async take(step: Step, canGoBack: boolean): Promise<Next> {
    this.#canGoBack = canGoBack;
    try {
      const next = await step(this);
      this.#leaving.signal.throwIfAborted();
      return next;
    } catch (error) {
      if (error instanceof WentBack) return "back";
      throw error;
    }
  }

  async input(question: InputQuestion): Promise<string> {
    return this.#ask(question, (outcome) => quickInput(question, outcome));
  }

  async pick<T>(question: PickQuestion<T>): Promise<T> {
    return this.#ask<T>(question, (outcome) => quickPick(question, outcome));
  }

  dispose(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.dispose();
  }

  async #ask<T>(place: StepPlace, open: (outcome: Outcome<T>) => OpenQuestion): Promise<T> {
    this.#leaving.signal.throwIfAborted();
    try {
      return await new Promise<T>((answer, fail) => {
        this.#show(open({ answer, fail }), place, fail);
      });
    } finally {
      this.#rest();
    }
  }

  #show(question: OpenQuestion, place: StepPlace, fail: (error: unknown) => void): void {
    const { input } = question;
    input.title = this.#title;
    input.step = place.step;
    input.totalSteps = place.totalSteps;
    // What was typed must not be lost by a look into the editor; Escape leaves.
    input.ignoreFocusOut = true;
    input.buttons = this.#canGoBack ? [vscode.QuickInputButtons.Back] : [];
    input.onDidTriggerButton(() => {
      fail(new WentBack());
    });
    input.onDidHide(() => {
      // The next question hides this one, too.
      if (this.#open !== question) return;
      const left = new Cancelled();
      this.#leaving.abort(left);
      fail(left);
    });
    const before = this.#open;
    this.#open = question;
    input.show();
    before?.dispose();
  }

  /** Shows that the answer is taken, until the next question replaces this one. */
  #rest(): void {
    if (this.#open === undefined) return;
    this.#open.input.enabled = false;
    this.#open.input.busy = true;
  }
}
