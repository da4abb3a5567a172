// Connecting containers to networks and taking them off again.
import * as vscode from "vscode";
import { connectCommand, disconnectCommand } from "../engine/commandLine.ts";
import { connectContainer, disconnectContainer } from "../engine/operations.ts";
import type { Container } from "../model/container.ts";
import { asRecord, asText } from "../model/json.ts";
import { logChange, offerCommandLine } from "./changingAction.ts";
import { Cancelled, chooseContainer, chooseNetwork, engineFor } from "./choose.ts";
import { UserError } from "./engineErrors.ts";
import type { ChangeContext } from "./removeNetwork.ts";

/** Connects a container to a network; what the argument leaves open is asked. */
export async function connect(context: ChangeContext, argument: unknown): Promise<void> {
  const signal = new AbortController().signal;
  const { client, picture } = await engineFor(context.store, argument);
  const container = await chooseContainer(picture, argument, {
    placeholder: vscode.l10n.t("Container to connect"),
    filter: (candidate) => obstacle(candidate) === undefined,
  });
  const why = obstacle(container);
  if (why !== undefined) throw new UserError(why);
  // A container's row names the network it already is on, so that one is not meant.
  const target = asText(asRecord(argument)["kind"]) === "container" ? undefined : argument;
  const network = await chooseNetwork(picture, target, {
    placeholder: vscode.l10n.t("Network for “{0}”", container.name),
    filter: (candidate) =>
      candidate.driver !== "host" &&
      candidate.driver !== "null" &&
      !picture.networksOf(container).some(({ id }) => id === candidate.id),
  });
  const spec = { networkId: network.id, containerId: container.id };
  await connectContainer(client.connection, spec, signal);
  const argv = connectCommand(spec, { network: network.name, container: container.name });
  logChange(context.log, argv);
  offerCommandLine(vscode.l10n.t("“{0}” is on “{1}” now.", container.name, network.name), argv);
  await context.store.refreshAfterOwnChange();
}

/** Takes a container off a network, after saying what that cuts. */
export async function disconnect(context: ChangeContext, argument: unknown): Promise<void> {
  const signal = new AbortController().signal;
  const { client, picture } = await engineFor(context.store, argument);
  const container = await chooseContainer(picture, argument, {
    placeholder: vscode.l10n.t("Container to disconnect"),
    filter: (candidate) => picture.networksOf(candidate).length > 0,
  });
  const network = await chooseNetwork(picture, argument, {
    placeholder: vscode.l10n.t("Network to take “{0}” off", container.name),
    filter: (candidate) => picture.networksOf(container).some(({ id }) => id === candidate.id),
  });
  // Called with both names by a keybinding or an extension, it is meant as it is written.
  if (asText(asRecord(argument)["container"]) === "") await confirm(container.name, network.name);
  await disconnectContainer(client.connection, network.id, container.id, signal);
  const argv = disconnectCommand(network.name, container.name);
  logChange(context.log, argv);
  offerCommandLine(vscode.l10n.t("“{0}” is off “{1}” now.", container.name, network.name), argv);
  await context.store.refreshAfterOwnChange();
}

async function confirm(container: string, network: string): Promise<void> {
  const verb = vscode.l10n.t("Disconnect");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Disconnect “{0}” from “{1}”?", container, network),
    {
      modal: true,
      detail: vscode.l10n.t("It loses its address there, and open connections over it break."),
    },
    verb,
  );
  if (answer !== verb) throw new Cancelled();
}

/** Why a container cannot be connected to anything (moby daemon/container_operations.go), if so. */
function obstacle(container: Container): string | undefined {
  switch (container.networkMode.kind) {
    case "host":
      return vscode.l10n.t(
        "“{0}” uses the host's own network and cannot be connected to another one. Run it anew in another mode.",
        container.name,
      );
    case "container":
      return vscode.l10n.t(
        "“{0}” shares another container's network. Connect that container instead.",
        container.name,
      );
    case "none":
      return vscode.l10n.t(
        "“{0}” runs in mode none. Disconnect it from “none” first, or run it anew in another mode.",
        container.name,
      );
    case "network":
    case "unknown":
      return undefined;
    default:
      container.networkMode satisfies never;
      return undefined;
  }
}
