// A question that is answered by picking a row. The rows may depend on what is typed.
import * as vscode from "vscode";
import type {
  Choice,
  Choices,
  OpenQuestion,
  Outcome,
  PickQuestion,
  Separator,
} from "./quickQuestion.ts";

interface Row<T> extends vscode.QuickPickItem {
  readonly choice: Choice<T> | undefined;
}

/** A quick pick for a question. It answers once a row with a value is accepted. */
export function quickPick<T>(question: PickQuestion<T>, outcome: Outcome<T>): OpenQuestion {
  const pick = vscode.window.createQuickPick<Row<T>>();
  pick.placeholder = question.placeholder;
  pick.value = question.value ?? "";
  pick.matchOnDescription = true;
  const show = latestRows(question, pick);
  pick.onDidChangeValue((typed) => {
    question.keep?.(typed);
    if (typeof question.choices === "function") show().catch(outcome.fail);
  });
  pick.onDidAccept(() => {
    const selected = pick.selectedItems[0]?.label;
    show().then((rows) => {
      if (rows === undefined) return;
      // Who types and presses Enter at once may have selected a row of the text before.
      const row =
        rows.find(({ label, choice }) => label === selected && choice !== undefined) ??
        rows.find(({ alwaysShow }) => alwaysShow === true);
      if (row?.choice?.value !== undefined) outcome.answer(row.choice.value);
    }, outcome.fail);
  });
  show().then((rows) => {
    const active = rows?.filter((row) => isActive(question, row)) ?? [];
    if (active.length > 0) pick.activeItems = active;
  }, outcome.fail);
  return {
    input: pick,
    dispose: () => {
      pick.dispose();
    },
  };
}

/** Puts the rows for the typed text into the list. Undefined where a newer text overtook it. */
function latestRows<T>(
  { choices }: PickQuestion<T>,
  pick: vscode.QuickPick<Row<T>>,
): () => Promise<readonly Row<T>[] | undefined> {
  let newest = 0;
  return async () => {
    newest += 1;
    const turn = newest;
    pick.busy = true;
    const current: Choices<T> = typeof choices === "function" ? await choices(pick.value) : choices;
    if (turn !== newest) return undefined;
    pick.busy = false;
    const rows = current.map(rowOf);
    // New rows make the first one active again, so rows that look the same stay.
    if (looks(rows) !== looks(pick.items)) pick.items = rows;
    return rows;
  };
}

function rowOf<T>(choice: Choice<T> | Separator): Row<T> {
  if (choice.kind === "separator") {
    return { label: choice.label, kind: vscode.QuickPickItemKind.Separator, choice: undefined };
  }
  const { label, description, detail } = choice;
  return {
    label,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    alwaysShow: choice.isAboutTyped === true,
    choice,
  };
}

function isActive<T>({ isActive: holds }: PickQuestion<T>, { choice }: Row<T>): boolean {
  return choice?.value !== undefined && holds?.(choice.value) === true;
}

function looks(rows: readonly vscode.QuickPickItem[]): string {
  return JSON.stringify(
    rows.map(({ label, description, detail, kind }) => [label, description, detail, kind]),
  );
}
