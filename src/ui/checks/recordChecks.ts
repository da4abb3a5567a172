// "Record Network Checks…": asks a whole network who reaches whom, and writes it down as checks.
import * as vscode from "vscode";
import { askEngine } from "../../connectivity/askEngine.ts";
import { recordedChecks } from "../../connectivity/checks/recordChecks.ts";
import { resultTexts } from "../../connectivity/checks/resultTexts.ts";
import { runChecks } from "../../connectivity/checks/runChecks.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { withCancellableProgress } from "../adapt.ts";
import { chooseNetwork, engineFor } from "../choose.ts";
import { UserError } from "../engineErrors.ts";
import { outsideSetting, sourcesAtOnceSetting } from "../askSettings.ts";
import type { ProbeHelpers } from "../probeHelpers.ts";
import { translate } from "../translate.ts";

export interface RecordParts {
  readonly store: () => Promise<NetworkStore>;
  readonly helpers: () => Promise<ProbeHelpers>;
}

/** Records the checks of a network, which is asked for where the argument names none, in a new document. */
export async function recordChecks(parts: RecordParts, argument: unknown): Promise<void> {
  const { client, picture } = await engineFor(await parts.store(), argument);
  const { name } = await chooseNetwork(picture, argument, {
    placeholder: vscode.l10n.t("Network whose checks to record"),
    filter: (network) => picture.memberCount(network) > 1,
  });
  const mesh = {
    ...({ kind: "mesh", name, network: name, expect: "reachable", withinMs: undefined } as const),
    range: { start: 0, end: 0 },
  };
  const ours = await parts.helpers();
  const helpers = await ours.on(client.connection);
  const title = vscode.l10n.t("Asking everyone on “{0}”", name);
  const [result] = await withCancellableProgress(title, (progress, signal) => {
    const ask = askEngine(client.connection, helpers, {
      sourcesAtOnce: sourcesAtOnceSetting(),
      roomHelper: (rounds) => ours.room.imageFor(rounds),
      onPause: (left) => {
        progress.report({ message: vscode.l10n.t("making room, rounds left: {0}", left) });
      },
    });
    return runChecks([mesh], { picture, outside: outsideSetting(), ask }, signal);
  });
  const { obstacle, pairs = [] } = result ?? {};
  if (obstacle !== undefined) {
    throw new UserError(translate(resultTexts[obstacle.code], obstacle.args));
  }
  const content = recordedChecks(name, pairs);
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  await vscode.window.showTextDocument(document);
}
