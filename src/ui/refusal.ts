// What a flow shows but cannot do here: why, what helps, and the way back to the list. No dead ends.
import * as vscode from "vscode";
import { commandLine } from "../engine/commandLine.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import type { Network } from "../model/network.ts";
import type { Step } from "./quickFlow.ts";
import type { StepPlace } from "./quickQuestion.ts";

export interface Refusal {
  /** What is missing, in a few words, for the row's description. */
  readonly short: string;
  /** The same as a whole sentence. */
  readonly reason: string;
  /** What would help, as a whole sentence. */
  readonly remedy: string;
  /** The argv of a command that helps, for copying. */
  readonly command?: readonly string[];
}

/** Why this engine cannot make a network with the driver, or undefined where nothing speaks against it. */
export function driverRefusal(driver: string, engine: EngineInfo): Refusal | undefined {
  const { networkDrivers } = engine;
  if (networkDrivers.length > 0 && !networkDrivers.includes(driver)) {
    return {
      short: vscode.l10n.t("not on this engine"),
      reason: vscode.l10n.t("This engine has no driver “{0}”.", driver),
      remedy: vscode.l10n.t("It has these: {0}.", networkDrivers.join(", ")),
    };
  }
  const needsSwarm = driver === "overlay" && engine.clusterStore === undefined;
  return needsSwarm && !engine.swarm.isManager ? swarmRefusal(engine) : undefined;
}

/** Why a container cannot be run on a network, or undefined where nothing speaks against it. */
export function networkRefusal(network: Network): Refusal | undefined {
  if (network.ingress) {
    return {
      short: vscode.l10n.t("for swarm's routing only"),
      reason: vscode.l10n.t("Swarm keeps this network for the published ports of its services."),
      remedy: vscode.l10n.t("Choose another network."),
    };
  }
  if (network.driver !== "overlay" || network.scope !== "swarm" || network.attachable) {
    return undefined;
  }
  return {
    short: vscode.l10n.t("not attachable"),
    reason: vscode.l10n.t(
      "Only swarm services can join “{0}”: it is not attachable.",
      network.name,
    ),
    remedy: vscode.l10n.t("Choose another one, or make it again as attachable."),
  };
}

/** Tells why a row cannot be picked; whatever is picked then leads back to the list. */
export function refusalStep(place: StepPlace, refusal: Refusal): Step {
  return async (ask) => {
    const { command } = refusal;
    const line = command === undefined ? "" : commandLine(command);
    const answer = await ask.pick<"back" | "copy">({
      ...place,
      placeholder: vscode.l10n.t("Not here: Enter leads back to the list"),
      choices: [
        { label: `$(info) ${refusal.reason}`, detail: refusal.remedy, value: "back" },
        ...(line === ""
          ? []
          : [{ label: `$(copy) ${vscode.l10n.t("Copy “{0}”", line)}`, value: "copy" } as const]),
        { label: `$(arrow-left) ${vscode.l10n.t("Choose Another One")}`, value: "back" },
      ],
    });
    if (answer === "copy") await vscode.env.clipboard.writeText(line);
    return "back";
  };
}

function swarmRefusal({ swarm, hostName }: EngineInfo): Refusal {
  switch (swarm.state) {
    case "active":
      return {
        short: vscode.l10n.t("needs a swarm manager"),
        reason: vscode.l10n.t(
          "This engine is a swarm worker; only managers make overlay networks.",
        ),
        remedy: vscode.l10n.t("Make it on a manager, or make this engine one, from a manager."),
        command: ["docker", "node", "promote", hostName],
      };
    case "pending":
    case "locked":
    case "error":
      return {
        short: vscode.l10n.t("the swarm is not ready"),
        reason: vscode.l10n.t("This engine's swarm is not ready: {0}.", swarm.state),
        remedy: vscode.l10n.t("The engine's log tells why; a locked swarm needs its key."),
        ...(swarm.state === "locked" ? { command: ["docker", "swarm", "unlock"] } : {}),
      };
    case "inactive":
    case "unknown":
      return {
        short: vscode.l10n.t("needs a swarm"),
        reason: vscode.l10n.t("This engine is not in a swarm, which overlay networks need."),
        remedy: vscode.l10n.t("Begin a swarm here, or join that of another host."),
        command: ["docker", "swarm", "init"],
      };
  }
}
