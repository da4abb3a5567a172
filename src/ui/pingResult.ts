// A ping's result as a sentence, and the cause of a failure with what mends it.
import * as vscode from "vscode";
import type { Cause } from "../connectivity/diagnosis/cause.ts";
import { causeSentence, fixSentence } from "../connectivity/diagnosis/causeMessage.ts";
import type { PingResult } from "../connectivity/ping.ts";
import type { PingTarget } from "../connectivity/pingTarget.ts";
import type { Container } from "../model/container.ts";
import { translate } from "./translate.ts";
import type { NextStep } from "./engineErrors.ts";
import { fixActions, runFix } from "./fixes/fixActions.ts";
import type { ChangeContext } from "./removeNetwork.ts";

/** `bbbox1 → bbbox2 (10.64.1.3): 4 sent, 4 received, 0% loss, min/avg/max 0.06/0.08/0.11 ms` */
export function pingSentence(source: Container, target: PingTarget, result: PingResult): string {
  const way = wayText(source, target, result);
  const { statistics } = result;
  switch (result.verdict) {
    case "unresolved":
      return vscode.l10n.t("{0}: the name does not resolve.", way);
    case "unknown":
      return vscode.l10n.t("{0}: unknown, because ping could not run.", way);
    case "reachable":
    case "blocked":
      break;
    default:
      result.verdict satisfies never;
  }
  if (statistics === undefined) return vscode.l10n.t("{0}: nothing could be sent.", way);
  const { sent, received } = statistics;
  const loss = sent === 0 ? 0 : Math.round(((sent - received) / sent) * 100);
  const counts = vscode.l10n.t("{0}: {1} sent, {2} received, {3}% loss", way, sent, received, loss);
  const { minMs, averageMs, maxMs } = statistics;
  if (minMs === undefined || averageMs === undefined || maxMs === undefined) return counts;
  const times = [minMs, averageMs, maxMs].map((time) => time.toPrecision(3)).join("/");
  return vscode.l10n.t("{0}, min/avg/max {1} ms", counts, times);
}

/** What a failure means, in words, and what can be done about it. */
export interface ExplainedPing {
  /** Empty where nobody knows. */
  readonly why: string;
  readonly steps: readonly NextStep[];
}

/** The cause of a failed ping in words, with the button that mends it before the one that explains it. */
export function explainPing(
  context: ChangeContext,
  cause: Cause | undefined,
  testAgain: () => unknown,
): ExplainedPing {
  if (cause === undefined) return { why: "", steps: [] };
  const { fix } = cause;
  const said = causeSentence(cause, translate);
  const actions = fixActions(cause).filter(({ id }) => id !== "copyCommands");
  return {
    why: fix === undefined ? said : `${said} ${fixSentence(fix, translate)}`,
    steps: actions.map(({ id, label }) => ({
      title: label,
      run: () => runFix(context, cause, id, { testAgain }),
    })),
  };
}

function wayText(source: Container, target: PingTarget, result: PingResult): string {
  const address = result.resolvedAddress;
  const isNew = address !== undefined && !target.label.includes(address);
  return `${source.name} → ${target.label}${isNew ? ` (${address})` : ""}`;
}
