// Carrying out a fix for the user: what it touches is said first, progress is shown, and then it can be
// seen whether it has helped.
import * as vscode from "vscode";
import { applyFix, NotUndoneError } from "../../connectivity/diagnosis/applyFix.ts";
import { stepCommands, type FixStep, type Named } from "../../connectivity/diagnosis/fixSteps.ts";
import { commandLine } from "../../engine/commandLine.ts";
import { EngineError } from "../../engine/errors.ts";
import { networkNameProblem } from "../../model/networkSpecProblems.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { withCancellableProgress } from "../adapt.ts";
import { logChange } from "../changingAction.ts";
import { Cancelled, engineFor, requireContainer, requireNetwork } from "../choose.ts";
import { explain, UserError } from "../engineErrors.ts";
import { notificationText } from "../notificationText.ts";
import { problemText } from "../problemText.ts";
import type { ChangeContext } from "../removeNetwork.ts";
import { showFailure } from "../showFailure.ts";
import { stepsLabel, stepTouches } from "./stepTexts.ts";

/** What the user is asked before anything is changed. */
export interface FixQuestion {
  readonly title: string;
  readonly detail: string;
  readonly verb: string;
}

export interface FixOptions {
  /** Asks the question that the fix has been about, offered once it is carried out. */
  readonly testAgain?: () => unknown;
  /** Resolves to true where the user agrees. A dialog, unless a test answers. */
  readonly ask?: (question: FixQuestion) => Promise<boolean>;
}

/** Asks, then changes the engine. Throws where the user does not agree, and where the engine refuses. */
export async function carryOut(
  context: ChangeContext,
  wished: readonly FixStep[],
  { ask = askInDialog, testAgain }: FixOptions,
): Promise<void> {
  const { client, picture } = await engineFor(context.store, { steps: wished });
  const steps = wished.map((step) => withNames(step, picture));
  const label = stepsLabel(steps);
  const isAgreed = await ask({
    title: vscode.l10n.t("{0}?", label),
    detail: steps.map((step) => stepTouches(step, picture)).join("\n"),
    verb: label,
  });
  if (!isAgreed) throw new Cancelled();
  const { engine } = picture;
  await withCancellableProgress(label, async (progress, signal) => {
    const onStep = (step: FixStep): void => {
      progress.report({ message: stepsLabel([step]) });
    };
    await applyFix({ client, engine, steps, onStep }, signal);
  }).catch((error: unknown) => {
    throw withUndoTold(error, steps);
  });
  const commands = steps.flatMap(stepCommands);
  for (const argv of commands) logChange(context.log, argv);
  await context.store.refreshAfterOwnChange();
  tellDone({ label, commands, testAgain }).catch((error: unknown) => {
    showFailure(error, context.log);
  });
}

async function askInDialog({ title, detail, verb }: FixQuestion): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(title, options, verb)) === verb;
}

/** With what its objects are called on the engine, so that nobody agrees to what a link calls them. */
function withNames(step: FixStep, picture: ReadonlyPicture): FixStep {
  const container = ({ id }: Named): Named => requireContainer(picture, id);
  switch (step.kind) {
    case "start":
    case "unpause":
    case "restart":
      return { kind: step.kind, container: container(step.container) };
    case "connect":
    case "disconnect":
      return {
        ...step,
        container: container(step.container),
        network: requireNetwork(picture, step.network.id),
      };
    case "createNetwork": {
      const taken = [...picture.networks.values()].map(({ name }) => name);
      const problem = networkNameProblem(step.name, taken);
      if (problem !== undefined) throw new UserError(problemText(problem));
      return { ...step, containers: step.containers.map(container) };
    }
    default:
      return step satisfies never;
  }
}

function withUndoTold(error: unknown, steps: readonly FixStep[]): unknown {
  if (error instanceof NotUndoneError) return withRestTold(error, steps);
  const isUndone = steps.length > 1 || steps[0]?.kind === "createNetwork";
  if (!(error instanceof EngineError) || !isUndone) return error;
  const { why, steps: next } = explain(error);
  const message = vscode.l10n.t("{0} Networks are as they were before.", why);
  return new UserError(message, next, { cause: error });
}

function withRestTold(error: NotUndoneError, steps: readonly FixStep[]): UserError {
  const { why, steps: next } = explain(error.cause);
  const named = steps.flatMap((step) =>
    step.kind === "createNetwork" ? step.containers : [step.container],
  );
  const names = [...new Set(named.map(({ name }) => name))].join(", ");
  const message = vscode.l10n.t(
    "{0} What was done before that could not be undone: look at the networks of {1}.",
    why,
    names,
  );
  return new UserError(message, next, { cause: error });
}

interface DoneFix {
  readonly label: string;
  readonly commands: readonly (readonly string[])[];
  readonly testAgain: FixOptions["testAgain"] | undefined;
}

async function tellDone({ label, commands, testAgain }: DoneFix): Promise<void> {
  const again = vscode.l10n.t("Test Again");
  const copy = vscode.l10n.t("Copy Docker Command");
  const buttons = testAgain === undefined ? [copy] : [again, copy];
  const done = vscode.l10n.t("Done: {0}.", label);
  const chosen = await vscode.window.showInformationMessage(notificationText(done), ...buttons);
  if (chosen === again) await testAgain?.();
  if (chosen === copy) await vscode.env.clipboard.writeText(commands.map(commandLine).join("\n"));
}
