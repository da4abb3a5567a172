// Pulling an image as a next step: asked for by the user, with progress, cancellable.
import * as vscode from "vscode";
import { pullImage } from "../engine/operations.ts";
import { withCancellableProgress } from "./adapt.ts";
import { logChange } from "./changingAction.ts";
import type { NextStep } from "./engineErrors.ts";
import type { ChangeContext } from "./removeNetwork.ts";

/** A button that pulls an image and then goes on. */
export function pullStep(context: ChangeContext, image: string, then: () => unknown): NextStep {
  return {
    title: vscode.l10n.t("Pull {0}", image),
    run: async () => {
      const { client } = await context.store.connected(new AbortController().signal);
      await pullWithProgress(context, image, (onProgress, signal) =>
        pullImage(client.connection, image, onProgress, signal),
      );
      await then();
    },
  };
}

type Pull = (
  onProgress: (progress: { readonly status: string; readonly layer: string | undefined }) => void,
  signal: AbortSignal,
) => Promise<void>;

async function pullWithProgress(context: ChangeContext, image: string, pull: Pull): Promise<void> {
  await withCancellableProgress(vscode.l10n.t("Pull {0}", image), async (progress, signal) => {
    await pull(({ status, layer }) => {
      progress.report({ message: layer === undefined ? status : `${layer}: ${status}` });
    }, signal);
  });
  logChange(context.log, ["docker", "pull", image]);
}
