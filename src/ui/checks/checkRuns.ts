// Runs that the Testing view asks for: of which checks, once or again whenever they are due.
import * as vscode from "vscode";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { toSignal } from "../adapt.ts";
import type { ProbeHelpers } from "../probeHelpers.ts";
import type { CheckItems } from "./checkItems.ts";
import { changesOf, DueWatch, type Changes } from "./dueWatch.ts";
import { runItems, type ShownRun } from "./runItems.ts";

/** What is used here of a test controller. */
export interface RunController {
  readonly items: vscode.TestItemCollection;
  createTestRun(
    request: vscode.TestRunRequest,
    name: string,
  ): ShownRun & Pick<vscode.TestRun, "token" | "end">;
}

export interface CheckRunsParts {
  readonly controller: RunController;
  readonly items: CheckItems;
  readonly store: () => Promise<NetworkStore>;
  readonly helpers: () => Promise<ProbeHelpers>;
  /** Files of checks as they are saved. */
  readonly saved: Changes;
}

/** Runs what a request means. A continuous one resolves when the signal ends it. */
export async function runRequest(
  request: vscode.TestRunRequest,
  parts: CheckRunsParts,
  signal: AbortSignal,
): Promise<void> {
  const store = await parts.store();
  if (request.continuous !== true) {
    await runOnce(request, parts, signal);
    return;
  }
  const watching = store.watch();
  const due = new DueWatch([changesOf(store), parts.saved]);
  try {
    do {
      // The first picture of an engine is no change of it. Where there is none, the run says so.
      await Promise.allSettled([store.connected(signal)]);
      due.forget();
      await runOnce(anotherOf(request), parts, signal);
    } while (await due.next(signal));
  } finally {
    due.dispose();
    watching.dispose();
  }
}

/** VS Code shows the first run of a request only, so that each repetition needs one of its own. */
function anotherOf(request: vscode.TestRunRequest): vscode.TestRunRequest {
  const { include, exclude, profile, preserveFocus } = request;
  return new vscode.TestRunRequest(include, exclude, profile, true, preserveFocus);
}

async function runOnce(
  request: vscode.TestRunRequest,
  { controller, items, store, helpers }: CheckRunsParts,
  signal: AbortSignal,
): Promise<void> {
  const run = controller.createTestRun(request, vscode.l10n.t("Network Checks"));
  const stopped = AbortSignal.any([signal, toSignal(run.token)]);
  try {
    const chosen = itemsOf(request, controller).filter((item) => items.checkOf(item) !== undefined);
    const parts = { items, store: await store(), helpers: await helpers() };
    await runItems({ run, chosen, ...parts }, stopped);
  } finally {
    run.end();
  }
}

/** The items that a request means, in the order of their files, with all that is in them. */
function itemsOf(
  { include, exclude }: vscode.TestRunRequest,
  { items }: RunController,
): readonly vscode.TestItem[] {
  const excluded = new Set(exclude);
  const chosen = new Set<vscode.TestItem>();
  const take = (item: vscode.TestItem): void => {
    if (excluded.has(item)) return;
    chosen.add(item);
    item.children.forEach(take);
  };
  if (include === undefined) items.forEach(take);
  else include.forEach(take);
  return [...chosen];
}
