// A question that is answered by typing, with a remark on the text while it is typed.
import * as vscode from "vscode";
import type { InputQuestion, OpenQuestion, Outcome, Remark } from "./quickQuestion.ts";

/** An input box for a question. It answers once a text without an error is accepted. */
export function quickInput(question: InputQuestion, outcome: Outcome<string>): OpenQuestion {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.value = question.value;
  let newest = 0;
  /** The remark on the text of this moment, shown; undefined where a newer text overtook it. */
  const look = async (): Promise<{ readonly remark: Remark | undefined } | undefined> => {
    newest += 1;
    const turn = newest;
    const remark = await question.remarkOn(input.value);
    if (turn !== newest) return undefined;
    input.validationMessage = remark === undefined ? undefined : shown(remark);
    return { remark };
  };
  input.onDidChangeValue((typed) => {
    question.keep?.(typed);
    look().catch(outcome.fail);
  });
  input.onDidAccept(() => {
    const typed = input.value;
    look().then((looked) => {
      if (looked !== undefined && looked.remark?.severity !== "error") outcome.answer(typed);
    }, outcome.fail);
  });
  // An empty box needs no complaint before anything is typed.
  if (question.value !== "") look().catch(outcome.fail);
  return {
    input,
    dispose: () => {
      input.dispose();
    },
  };
}

const severities = {
  error: vscode.InputBoxValidationSeverity.Error,
  warning: vscode.InputBoxValidationSeverity.Warning,
  info: vscode.InputBoxValidationSeverity.Info,
} as const;

function shown({ severity, message }: Remark): vscode.InputBoxValidationMessage {
  return { severity: severities[severity], message };
}
