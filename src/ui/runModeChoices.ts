// The rows of a pick for how a container is on the network: the engine's networks, then the modes
// without one.
import * as vscode from "vscode";
import { isUp } from "../model/container.ts";
import { isPredefined, type Network } from "../model/network.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { modeOfDriver, modeSummary, modeText } from "./modeTexts.ts";
import { arrange, byContainerName } from "./networkTree/arrange.ts";
import { describeNetwork } from "./networkTree/describe.ts";
import type { Choice, Choices } from "./quickQuestion.ts";
import { networkRefusal, type Refusal } from "./refusal.ts";

export interface ModeChoice {
  /** The value for `--network`; undefined where a container has to be picked first. */
  readonly network: string | undefined;
  /** Why it cannot be picked. */
  readonly refusal: Refusal | undefined;
}

/** User-defined networks first, then the engine's own bridge, then host, none and container. */
export function modeChoices(picture: ReadonlyPicture, typed: string): Choices<ModeChoice> {
  const networks = arrange([...picture.networks.values()], "none")
    .flatMap((group) => group.networks)
    .filter(({ driver }) => driver !== "host" && driver !== "null");
  return [
    { kind: "separator", label: vscode.l10n.t("Networks") },
    ...networks.map((network) => networkRow(picture, network)),
    ...unlistedRows(picture, typed),
    { kind: "separator", label: vscode.l10n.t("Other Modes") },
    ...(["host", "none"] as const).map((mode) => ({
      label: modeText(mode).title,
      detail: modeSummary(mode),
      value: { network: mode, refusal: undefined },
    })),
    {
      label: modeText("container").title,
      description: vscode.l10n.t("share another container's network"),
      detail: modeSummary("container"),
      value: { network: undefined, refusal: sharingRefusal(picture) },
    },
  ];
}

/** The containers whose network namespace can be shared; the value is the container's name. */
export function ownerChoices(picture: ReadonlyPicture): Choices<string> {
  return owners(picture).map((container) => ({
    label: container.name,
    description: picture
      .networksOf(container)
      .map(({ name }) => name)
      .join(", "),
    value: container.name,
  }));
}

/** A network's value for `--network`: its name, or its id where another one has the same name. */
export function networkArgument(picture: ReadonlyPicture, { id, name }: Network): string {
  const sameName = [...picture.networks.values()].filter((network) => network.name === name);
  return sameName.length > 1 ? id : name;
}

function networkRow(picture: ReadonlyPicture, network: Network): Choice<ModeChoice> {
  const { label, description, icon } = describeNetwork(network, picture.membersOf(network));
  const refusal = networkRefusal(network);
  return {
    label: `$(${icon.id}) ${label}`,
    description: refusal === undefined ? description : `${description} · ${refusal.short}`,
    detail: meaningOf(network),
    value: { network: networkArgument(picture, network), refusal },
  };
}

function meaningOf(network: Network): string | undefined {
  if (isPredefined(network)) {
    return vscode.l10n.t("The engine's own bridge: containers do not find each other by name.");
  }
  if (network.internal) {
    return vscode.l10n.t("Internal: containers reach each other and nothing outside.");
  }
  const mode = modeOfDriver(network.driver);
  return mode === undefined ? undefined : modeSummary(mode);
}

/** A swarm worker lists an overlay network only while it has a container on it. */
function unlistedRows(picture: ReadonlyPicture, typed: string): Choices<ModeChoice> {
  const isKnown = typed === "" || picture.findNetwork(typed) !== undefined;
  const { state, isManager } = picture.engine.swarm;
  if (isKnown || state !== "active" || isManager) return [];
  const label = vscode.l10n.t("Use “{0}”", typed);
  const description = vscode.l10n.t("a network of the swarm that this worker does not list yet");
  const value = { network: typed, refusal: undefined };
  return [{ label, description, value, isAboutTyped: true }];
}

function sharingRefusal(picture: ReadonlyPicture): Refusal | undefined {
  if (owners(picture).length > 0) return undefined;
  return {
    short: vscode.l10n.t("no container runs"),
    reason: vscode.l10n.t("No container runs whose network could be shared."),
    remedy: vscode.l10n.t("Run one on a network first."),
  };
}

function owners(picture: ReadonlyPicture): ReturnType<ReadonlyPicture["sharersOf"]> {
  return [...picture.containers.values()]
    .filter((container) => isUp(container) && container.networkMode.kind !== "container")
    .sort(byContainerName);
}
