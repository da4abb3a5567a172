// Pulling an image as a next step: asked for by the user, with progress, cancellable.
import * as vscode from "vscode";
import { logChange } from "./changingAction.ts";
import type { NextStep } from "./engineErrors.ts";
import { pullWithProgress } from "./pullProgress.ts";
import type { ChangeContext } from "./removeNetwork.ts";

/** A button that pulls an image and then goes on. */
export function pullStep(context: ChangeContext, image: string, then: () => unknown): NextStep {
  return {
    title: vscode.l10n.t("Pull {0}", image),
    run: async () => {
      await pullWithProgress(context.store, image);
      logChange(context.log, ["docker", "pull", image]);
      await then();
    },
  };
}
