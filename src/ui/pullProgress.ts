// Pulling an image under a progress notification that adds the layers up and can be cancelled.
import * as vscode from "vscode";
import type { EngineClient } from "../engine/engineClient.ts";
import type { NetworkStore } from "../engine/networkStore.ts";
import { pullImage, type PullProgress } from "../engine/operations.ts";
import { withCancellableProgress } from "./adapt.ts";

/** Pulls an image. Throws an abort where the user cancels; the engine drops what it had begun. */
export async function pullWithProgress(store: NetworkStore, image: string): Promise<void> {
  // A pull takes longer than a command keeps its connection for.
  const watching = store.watch();
  try {
    await withCancellableProgress(vscode.l10n.t("Pull {0}", image), async (progress, signal) => {
      const { client } = await store.connected(signal);
      await pull(client, image, progress, signal);
    });
  } finally {
    watching.dispose();
  }
}

async function pull(
  client: EngineClient,
  image: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  signal: AbortSignal,
): Promise<void> {
  const sum = new PullSum();
  let reported = 0;
  const show = (line: PullProgress): void => {
    const { fraction, message } = sum.add(line);
    // Layers become known one by one, so the fraction may shrink; the bar only grows.
    const percent = Math.max(reported, fraction * 100);
    progress.report({ message, increment: percent - reported });
    reported = percent;
  };
  await pullImage(client.connection, image, show, signal);
}

/** The layers of one pull, added up. */
class PullSum {
  /** Bytes by layer, as far as the engine has told. */
  readonly #layers = new Map<string, { readonly done: number; readonly total: number }>();

  add({ layer, status, currentBytes, totalBytes }: PullProgress): {
    /** 0 to 1. */
    readonly fraction: number;
    readonly message: string;
  } {
    if (layer === undefined) return { fraction: 0, message: status };
    const before = this.#layers.get(layer);
    // Unpacking counts the same bytes once more, from zero; what is loaded stays loaded.
    const total = Math.max(before?.total ?? 0, totalBytes);
    const done = Math.max(before?.done ?? 0, totalBytes === 0 ? 0 : currentBytes);
    this.#layers.set(layer, { done, total });
    const layers = [...this.#layers.values()];
    const doneBytes = layers.reduce((bytes, one) => bytes + one.done, 0);
    const allBytes = layers.reduce((bytes, one) => bytes + one.total, 0);
    const message =
      allBytes === 0
        ? status
        : vscode.l10n.t("{0} of {1} MB, {2}", megabytes(doneBytes), megabytes(allBytes), status);
    return { fraction: allBytes === 0 ? 0 : doneBytes / allBytes, message };
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
