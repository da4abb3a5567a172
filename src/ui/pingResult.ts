// A ping's result as a sentence, and what may explain a failure, with the command that mends it.
import * as vscode from "vscode";
import type { PingResult } from "../connectivity/ping.ts";
import { commonNetworks, networksReachedBy, type PingTarget } from "../connectivity/pingTarget.ts";
import { isUp, type Container } from "../model/container.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import type { NextStep } from "./engineErrors.ts";

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

/** The likely cause, from what the engine says of both, and the steps that mend it. Empty where the facts tell nothing. */
export function explainPing(
  picture: ReadonlyPicture,
  source: Container,
  target: PingTarget,
): { readonly why: string; readonly steps: readonly NextStep[] } {
  const other = target.container ?? picture.findContainer(target.text);
  if (other === undefined) return explainOutside(picture, source);
  if (!isUp(other)) {
    return { why: vscode.l10n.t("“{0}” is not running.", other.name), steps: [] };
  }
  const common = commonNetworks(picture, source, other);
  if (common.length === 0) {
    const own = networksReachedBy(picture, source).filter(({ name }) => name !== "bridge");
    return {
      why: vscode.l10n.t("They have no network in common."),
      steps: own.slice(0, 2).map((network) => ({
        title: vscode.l10n.t("Connect {0} to {1}", other.name, network.name),
        run: () =>
          vscode.commands.executeCommand("portolan.network.connect", {
            network: network.id,
            container: other.id,
          }),
      })),
    };
  }
  if (common.every(({ name }) => name === "bridge")) {
    return {
      why: vscode.l10n.t(
        "The default bridge resolves no names. Put both on a network of your own to reach each other by name.",
      ),
      steps: [
        {
          title: vscode.l10n.t("Create Network…"),
          run: () => vscode.commands.executeCommand("portolan.network.create"),
        },
      ],
    };
  }
  return { why: "", steps: [] };
}

function explainOutside(
  picture: ReadonlyPicture,
  source: Container,
): { readonly why: string; readonly steps: readonly NextStep[] } {
  const networks = networksReachedBy(picture, source);
  const isShutIn = networks.length > 0 && networks.every(({ internal }) => internal);
  return {
    why: isShutIn
      ? vscode.l10n.t("“{0}” is only on internal networks, which have no way out.", source.name)
      : "",
    steps: [],
  };
}

function wayText(source: Container, target: PingTarget, result: PingResult): string {
  const address = result.resolvedAddress;
  const isNew = address !== undefined && !target.label.includes(address);
  return `${source.name} → ${target.label}${isNew ? ` (${address})` : ""}`;
}
