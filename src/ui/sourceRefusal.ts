// Why nothing can be asked from a container, in the user's words, with the button that wakes it.
import * as vscode from "vscode";
import type { FixStep } from "../connectivity/diagnosis/fixSteps.ts";
import { sourceObstacle } from "../connectivity/ping.ts";
import type { Container } from "../model/container.ts";
import type { CommandId } from "./contributions.ts";
import { UserError, type NextStep } from "./engineErrors.ts";
import { fixArguments } from "./fixes/fixArgument.ts";
import { stepsLabel } from "./fixes/stepTexts.ts";

/** Throws where a container cannot be the source of a probe right now. */
export function refuseObstacle(source: Container): void {
  const { name } = source;
  switch (sourceObstacle(source)) {
    case undefined:
      return;
    case "stopped":
      throw new UserError(
        vscode.l10n.t(
          "“{0}” is not running, so nothing can be sent from it. Start it first.",
          name,
        ),
        [fixStep({ kind: "start", container: source })],
      );
    case "paused":
      throw new UserError(
        vscode.l10n.t("“{0}” is paused, so nothing can run in it. Unpause it first.", name),
        [fixStep({ kind: "unpause", container: source })],
      );
    case "noNetwork":
      throw new UserError(
        vscode.l10n.t(
          "“{0}” runs in mode none: it has nothing but loopback and reaches nobody.",
          name,
        ),
        [
          {
            title: vscode.l10n.t("Explain"),
            run: () => runCommand("portolan.explainCause", "noneMode"),
          },
        ],
      );
  }
}

function fixStep(step: FixStep): NextStep {
  const run = (): unknown => runCommand("portolan.fix.apply", fixArguments([step]));
  return { title: stepsLabel([step]), run };
}

function runCommand(command: CommandId, argument: unknown): Thenable<unknown> {
  return vscode.commands.executeCommand(command, argument);
}
