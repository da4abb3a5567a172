// Finding the network or container that a command is about: the row, an argument, or a pick.
import * as vscode from "vscode";
import type { EngineClient } from "../engine/engineClient.ts";
import type { NetworkStore } from "../engine/networkStore.ts";
import { asRecord, asText } from "../model/json.ts";
import { shortId, type Container } from "../model/container.ts";
import type { Network } from "../model/network.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { describeNetwork, stateWord } from "./networkTree/describe.ts";
import { arrange, byContainerName } from "./networkTree/arrange.ts";
import { UserError } from "./engineErrors.ts";

/** What a pick throws when the user leaves it: silent in the command wrapper. */
export class Cancelled extends Error {
  override readonly name = "AbortError";
}

export interface Question<T> {
  readonly placeholder: string;
  readonly filter?: (candidate: T) => boolean;
}

/**
 * The engine and its picture for a command. A caller that names things itself (a keybinding, another
 * extension) may have made them a moment ago, so for it the engine is looked at anew.
 */
export async function engineFor(
  store: NetworkStore,
  argument: unknown,
): Promise<{ readonly client: EngineClient; readonly picture: ReadonlyPicture }> {
  const signal = new AbortController().signal;
  const connected = await store.connected(signal);
  const fields = asRecord(argument);
  const isNamed = Object.keys(fields).length > 0 && fields["kind"] === undefined;
  if (isNamed) await store.refresh(signal);
  return connected;
}

/** The network that an argument means (a row, an id, a name), else the one the user picks. */
export async function chooseNetwork(
  picture: ReadonlyPicture,
  argument: unknown,
  question: Question<Network>,
): Promise<Network> {
  const named = asText(asRecord(argument)["networkId"]) || asText(asRecord(argument)["network"]);
  if (named !== "") return requireNetwork(picture, named);
  const groups = arrange([...picture.networks.values()], "none");
  const candidates = groups
    .flatMap(({ networks }) => networks)
    .filter(question.filter ?? (() => true));
  const items = candidates.map((network) => {
    const { label, description, icon } = describeNetwork(network, picture.membersOf(network));
    return { label: `$(${icon.id}) ${label}`, description, network };
  });
  return (await pick(items, question.placeholder)).network;
}

/** The container that an argument means (a row, an id, a name), else the one the user picks. */
export async function chooseContainer(
  picture: ReadonlyPicture,
  argument: unknown,
  question: Question<Container>,
): Promise<Container> {
  const named =
    asText(asRecord(argument)["containerId"]) || asText(asRecord(argument)["container"]);
  if (named !== "") return requireContainer(picture, named);
  const candidates = [...picture.containers.values()]
    .filter(question.filter ?? (() => true))
    .sort(byContainerName);
  const items = candidates.map((container) => ({
    label: container.name === "" ? shortId(container.id) : container.name,
    description: [stateWord(container), container.image].join(" · "),
    container,
  }));
  return (await pick(items, question.placeholder)).container;
}

/** A network by id or name, or an error in the user's words. */
export function requireNetwork(picture: ReadonlyPicture, idOrName: string): Network {
  const network = picture.findNetwork(idOrName);
  if (network === undefined) {
    throw new UserError(vscode.l10n.t("There is no network “{0}” on this engine.", idOrName));
  }
  return network;
}

/** A container by id or name, or an error in the user's words. */
export function requireContainer(picture: ReadonlyPicture, idOrName: string): Container {
  const container = picture.findContainer(idOrName);
  if (container === undefined) {
    throw new UserError(vscode.l10n.t("There is no container “{0}” on this engine.", idOrName));
  }
  return container;
}

/** One of these items. Throws `Cancelled` where the user leaves. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  placeHolder: string,
): Promise<T> {
  const picked = await vscode.window.showQuickPick([...items], {
    placeHolder,
    matchOnDescription: true,
  });
  if (picked === undefined) throw new Cancelled();
  return picked;
}
