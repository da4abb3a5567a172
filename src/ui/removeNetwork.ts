// Removing networks: says who is attached, offers to disconnect them first, and puts everyone back
// where a later step fails.
import * as vscode from "vscode";
import { removalReference } from "../engine/podman.ts";
import { disconnectCommand, removeNetworkCommand } from "../engine/commandLine.ts";
import type { EngineClient } from "../engine/engineClient.ts";
import type { NetworkStore } from "../engine/networkStore.ts";
import { connectContainer, disconnectContainer, removeNetwork } from "../engine/operations.ts";
import { isPredefined, type Network } from "../model/network.ts";
import { asRecord } from "../model/json.ts";
import type { Member, ReadonlyPicture } from "../model/picture.ts";
import { logChange } from "./changingAction.ts";
import { Cancelled, chooseNetwork, engineFor } from "./choose.ts";
import { UserError } from "./engineErrors.ts";

export interface ChangeContext {
  readonly store: NetworkStore;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Removes one network, or every network among the selected rows. With `disconnect` in the argument
 * nothing is asked; otherwise the user confirms, and sees who will be cut off.
 */
export async function removeNetworks(
  context: ChangeContext,
  argument: unknown,
  selected: readonly unknown[],
): Promise<void> {
  const { client, picture } = await engineFor(context.store, argument);
  const isSilent = typeof asRecord(argument)["disconnect"] === "boolean";
  const networks = await chosenNetworks(picture, argument, selected);
  const attached = networks.flatMap((network) => picture.membersOf(network));
  if (isSilent && attached.length > 0 && asRecord(argument)["disconnect"] === false) {
    throw inUse(networks, attached);
  }
  if (!isSilent) await confirm(networks, attached);
  for (const network of networks) {
    await removeOne(context, { client, picture }, network);
  }
  await context.store.refreshAfterOwnChange();
}

async function chosenNetworks(
  picture: ReadonlyPicture,
  argument: unknown,
  selected: readonly unknown[],
): Promise<readonly Network[]> {
  const rows = selected.filter((row) => asRecord(row)["kind"] === "network");
  const chosen = await Promise.all(
    (rows.length > 1 ? rows : [argument]).map((row) =>
      chooseNetwork(picture, row, {
        placeholder: vscode.l10n.t("Network to remove"),
        filter: (network) => !isPredefined(network),
      }),
    ),
  );
  const predefined = chosen.find(isPredefined);
  if (predefined !== undefined) {
    throw new UserError(
      vscode.l10n.t(
        "“{0}” is predefined: every engine has it, and it cannot be removed.",
        predefined.name,
      ),
    );
  }
  return chosen;
}

function inUse(networks: readonly Network[], attached: readonly Member[]): UserError {
  return new UserError(
    vscode.l10n.t(
      "The network “{0}” is in use by {1}. Disconnect them first.",
      networks.map(({ name }) => name).join(", "),
      names(attached),
    ),
  );
}

async function confirm(networks: readonly Network[], attached: readonly Member[]): Promise<void> {
  const question =
    networks.length === 1
      ? vscode.l10n.t("Remove the network “{0}”?", networks[0]?.name ?? "")
      : vscode.l10n.t(
          "Remove {0} networks: {1}?",
          networks.length,
          networks.map(({ name }) => name).join(", "),
        );
  const detail =
    attached.length === 0
      ? vscode.l10n.t("No container is attached to it.")
      : vscode.l10n.t(
          "These containers will be disconnected and cannot reach each other over it any more: {0}",
          names(attached),
        );
  const verb =
    attached.length === 0 ? vscode.l10n.t("Remove") : vscode.l10n.t("Disconnect and Remove");
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, verb);
  if (answer !== verb) throw new Cancelled();
}

async function removeOne(
  context: ChangeContext,
  { client, picture }: { readonly client: EngineClient; readonly picture: ReadonlyPicture },
  network: Network,
): Promise<void> {
  const members = picture.membersOf(network);
  const { connection } = client;
  const { engine } = picture;
  const signal = new AbortController().signal;
  const disconnected: Member[] = [];
  try {
    for (const member of members) {
      await disconnectContainer(connection, network.id, member.container.id, signal);
      disconnected.push(member);
      logChange(context.log, disconnectCommand(network.name, member.container.name));
    }
    await removeNetwork(connection, removalReference(engine, network), signal);
    logChange(context.log, removeNetworkCommand(network.name));
  } catch (error) {
    await Promise.allSettled(disconnected.map((member) => putBack(client, network, member)));
    throw error;
  }
}

/** With the address and the names it had, as far as they are known. */
async function putBack(client: EngineClient, network: Network, member: Member): Promise<void> {
  const { aliases } = member.attachment.endpoint;
  const spec = {
    networkId: network.id,
    containerId: member.container.id,
    ...(aliases === undefined ? {} : { aliases }),
  };
  await connectContainer(client.connection, spec, new AbortController().signal);
}

function names(members: readonly Member[]): string {
  return members.map(({ container }) => container.name).join(", ");
}
