// What there is to say about a container's name, by Docker's rule: `[a-zA-Z0-9][a-zA-Z0-9_.-]+`.
import * as vscode from "vscode";
import { networkNameProblem } from "../model/networkSpecProblems.ts";
import { remarkOf } from "./problemText.ts";
import type { Remark } from "./quickQuestion.ts";

/** What is wrong with a name for a new container, or undefined. */
export function containerNameRemark(
  name: string,
  takenNames: readonly string[],
): Remark | undefined {
  // Containers and networks have the same rule for characters; only what is taken differs.
  const problem = networkNameProblem(name, []);
  if (problem !== undefined && problem.kind !== "namePredefined") return remarkOf(problem);
  if (name.length < 2) {
    return { severity: "error", message: vscode.l10n.t("A name has at least two characters.") };
  }
  return takenNames.includes(name)
    ? { severity: "error", message: vscode.l10n.t("There is a container “{0}” already.", name) }
    : undefined;
}
