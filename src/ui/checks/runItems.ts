// One run of network checks from the Testing view: which items, against the engine of the moment, and what
// is shown of the results.
import * as vscode from "vscode";
import { askEngine } from "../../connectivity/askEngine.ts";
import type { CheckResult } from "../../connectivity/checks/judgeCheck.ts";
import type { NetworkCheck } from "../../connectivity/checks/networkCheck.ts";
import { resultMessages } from "../../connectivity/checks/resultSentences.ts";
import { runChecks } from "../../connectivity/checks/runChecks.ts";
import { lookAt } from "../../connectivity/diagnosis/look.ts";
import { isAbort } from "../../engine/errors.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { isUp } from "../../model/container.ts";
import { explain } from "../engineErrors.ts";
import { outsideSetting, sourcesAtOnceSetting } from "../askSettings.ts";
import type { ProbeHelpers } from "../probeHelpers.ts";
import type { CheckItems } from "./checkItems.ts";
import { testMessages } from "./testMessages.ts";
import { translate } from "../translate.ts";

/** Where results are shown. */
export type ShownRun = Pick<
  vscode.TestRun,
  "enqueued" | "started" | "passed" | "failed" | "errored" | "skipped" | "appendOutput"
>;

export interface ItemRun {
  readonly run: ShownRun;
  readonly chosen: readonly vscode.TestItem[];
  readonly items: CheckItems;
  readonly store: NetworkStore;
  readonly helpers: ProbeHelpers;
}

/** Runs the checks of the chosen items. Every failure is shown on them; nothing is thrown. */
export async function runItems(
  { run, chosen, items, store, helpers: ours }: ItemRun,
  signal: AbortSignal,
): Promise<void> {
  const itemOf = new Map<NetworkCheck, vscode.TestItem>();
  for (const item of chosen) {
    const check = items.checkOf(item);
    if (check !== undefined) itemOf.set(check, item);
  }
  for (const item of itemOf.values()) run.enqueued(item);
  const open = new Set(itemOf.values());
  const started = performance.now();
  try {
    const { client, picture } = await store.connected(signal);
    for (const item of open) run.started(item);
    const helpers = await ours.on(client.connection);
    const onResult = (result: CheckResult): void => {
      const item = itemOf.get(result.check);
      if (item === undefined) return;
      open.delete(item);
      showResult(run, item, result, performance.now() - started);
    };
    const ask = askEngine(client.connection, helpers, {
      sourcesAtOnce: sourcesAtOnceSetting(),
      everybody: [...picture.containers.values()].filter(isUp),
      roomHelper: (rounds) => ours.room.imageFor(rounds),
    });
    const checks = [...itemOf.keys()];
    const look = lookAt(client.connection, helpers);
    const outside = outsideSetting();
    await runChecks(checks, { picture, outside, ask, look, onResult }, signal);
  } catch (error) {
    if (isAbort(error) || signal.aborted) {
      for (const item of open) run.skipped(item);
      return;
    }
    const message = new vscode.TestMessage(explain(error).why);
    for (const item of open) run.errored(item, message);
  }
}

function showResult(
  run: ShownRun,
  item: vscode.TestItem,
  result: CheckResult,
  durationMs: number,
): void {
  const sentences = resultMessages(result, translate).map((lines) => lines.join("\n"));
  // A terminal wants both, and takes other control characters for orders.
  const text = `${sentences.join("\n")}\n`.replaceAll(/[^\P{Cc}\n]/gu, "");
  run.appendOutput(text.replaceAll("\n", "\r\n"), undefined, item);
  const { uri, range } = item;
  const isPlaced = uri !== undefined && range !== undefined;
  const place = isPlaced ? new vscode.Location(uri, range) : undefined;
  const messages = testMessages(result, place);
  switch (result.outcome) {
    case "passed":
      run.passed(item, durationMs);
      return;
    case "failed":
      run.failed(item, messages, durationMs);
      return;
    case "couldNotRun":
      run.errored(item, messages, durationMs);
      return;
    default:
      result.outcome satisfies never;
  }
}
