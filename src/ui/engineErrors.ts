// Failures in the user's words: what failed, why, and what to do next.
import * as vscode from "vscode";
import { EngineError } from "../engine/errors.ts";
import type { CommandId } from "./contributions.ts";

/** A next step as a button. */
export interface NextStep {
  readonly title: string;
  run(): unknown;
}

/** A failure whose message is a whole sentence for the user, with the steps that help. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly nextSteps: readonly NextStep[];

  constructor(message: string, nextSteps: readonly NextStep[] = [], options?: ErrorOptions) {
    super(message, options);
    this.nextSteps = nextSteps;
  }
}

/** A button that runs one of our commands without arguments. */
export function commandStep(title: string, command: CommandId): NextStep {
  return { title, run: () => vscode.commands.executeCommand(command) };
}

/** What a failure means and which steps help, for the kinds that any command can meet. */
export function explain(error: unknown): {
  readonly why: string;
  readonly steps: readonly NextStep[];
} {
  if (error instanceof UserError) return { why: error.message, steps: error.nextSteps };
  const words = error instanceof Error ? error.message : String(error);
  if (!(error instanceof EngineError)) return { why: words, steps: [] };
  switch (error.kind) {
    case "unreachable":
      return {
        why: vscode.l10n.t("The engine does not answer: {0}", words),
        steps: [
          commandStep(vscode.l10n.t("Retry"), "portolan.engine.retry"),
          commandStep(vscode.l10n.t("Select Engine…"), "portolan.engine.select"),
        ],
      };
    case "denied":
      return {
        why: vscode.l10n.t(
          "You may not use the engine's socket ({0}). Add your user to the group “docker” and log in again.",
          words,
        ),
        steps: [
          {
            title: vscode.l10n.t("Copy Command"),
            run: () => vscode.env.clipboard.writeText("sudo usermod -aG docker $USER"),
          },
        ],
      };
    case "notFound":
      return {
        why: vscode.l10n.t("It does not exist any more: {0}", words),
        steps: [commandStep(vscode.l10n.t("Refresh"), "portolan.network.refresh")],
      };
    case "unsupported":
    case "conflict":
    case "failed":
      return { why: vscode.l10n.t("The engine refused: {0}", words), steps: [] };
    default:
      error.kind satisfies never;
      return { why: words, steps: [] };
  }
}
