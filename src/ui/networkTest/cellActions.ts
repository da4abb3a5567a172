// What can be done about a cell: the buttons of its detail.
import * as vscode from "vscode";
import type { Cause } from "../../connectivity/diagnosis/cause.ts";
import type { TestQuestion } from "../../connectivity/networkTest/testPlan.ts";
import { sourceObstacle } from "../../connectivity/ping.ts";
import type { ShownAction } from "../../shared/networkTest.ts";
import type { CommandId } from "../contributions.ts";

/** The buttons that make sense for a question and the cause of its answer. */
export function actionsFor(
  question: TestQuestion,
  cause: Cause | undefined,
): readonly ShownAction[] {
  const explain = { id: "explain", label: vscode.l10n.t("Explain") };
  const ping = { id: "ping", label: vscode.l10n.t("Ping…") };
  return [
    ...(cause === undefined ? [] : [explain]),
    ...(sourceObstacle(question.source) === undefined ? [ping] : []),
  ];
}

/** Does what a button says. */
export async function actOn(
  actionId: string,
  { source, name, probes }: TestQuestion,
  cause: Cause | undefined,
): Promise<void> {
  if (actionId === "explain" && cause !== undefined) {
    await run("portolan.explainCause", cause.code);
  } else if (actionId === "ping") {
    const [probe] = probes;
    await run("portolan.ping", { from: source.id, to: probe?.address ?? probe?.target ?? name });
  }
}

async function run(command: CommandId, argument: unknown): Promise<void> {
  await vscode.commands.executeCommand(command, argument);
}
