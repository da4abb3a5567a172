// What can be done about a cell: the buttons of its detail.
import * as vscode from "vscode";
import type { Cause } from "../../connectivity/diagnosis/cause.ts";
import type { TestQuestion } from "../../connectivity/networkTest/testPlan.ts";
import { sourceObstacle } from "../../connectivity/ping.ts";
import type { ShownAction } from "../../shared/networkTest.ts";
import type { CommandId } from "../contributions.ts";
import { fixActions, runFix } from "../fixes/fixActions.ts";
import type { ChangeContext } from "../removeNetwork.ts";

/** No button of a cause has this id. */
const pingId = "ping";

/** The buttons that make sense for a question and the cause of its answer. */
export function actionsFor(
  { source }: TestQuestion,
  cause: Cause | undefined,
): readonly ShownAction[] {
  const ping = { id: pingId, label: vscode.l10n.t("Ping…") };
  return [
    ...(cause === undefined ? [] : fixActions(cause)),
    ...(sourceObstacle(source) === undefined ? [ping] : []),
  ];
}

export interface Acting extends ChangeContext {
  readonly question: TestQuestion;
  readonly cause: Cause | undefined;
  /** Asks the question again, once something was changed. */
  readonly testAgain: () => unknown;
}

/** Does what a button says. */
export async function actOn(actionId: string, acting: Acting): Promise<void> {
  const { question, cause, testAgain } = acting;
  if (actionId === pingId) {
    const [probe] = question.probes;
    const to = probe?.address ?? probe?.target ?? question.name;
    const command: CommandId = "portolan.ping";
    await vscode.commands.executeCommand(command, { from: question.source.id, to });
  } else if (cause !== undefined) {
    await runFix(acting, cause, actionId, { testAgain });
  }
}
