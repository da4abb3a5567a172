// Copying what a row shows: name, id, address, MAC.
import * as vscode from "vscode";
import type { NetworkStore } from "../engine/networkStore.ts";
import { attachmentTo, type Attachment, type Container } from "../model/container.ts";
import { asRecord, asText } from "../model/json.ts";
import type { Network } from "../model/network.ts";
import { chooseNetwork, engineFor } from "./choose.ts";
import { UserError } from "./engineErrors.ts";

export type CopiedField = "name" | "id" | "address" | "macAddress";

/** Copies one field of the row, or of the network one picks. */
export async function copyField(
  store: NetworkStore,
  field: CopiedField,
  argument: unknown,
): Promise<void> {
  const { picture } = await engineFor(store, argument);
  const row = asRecord(argument);
  const container = picture.containers.get(asText(row["containerId"]));
  const network =
    container === undefined
      ? await chooseNetwork(picture, argument, {
          placeholder: vscode.l10n.t("Network to copy from"),
        })
      : picture.networks.get(asText(row["networkId"]));
  const value =
    container === undefined
      ? networkField(network, field)
      : containerField(container, network, field);
  if (value === undefined || value === "") {
    throw new UserError(vscode.l10n.t("There is nothing to copy: the engine gives no such value."));
  }
  await vscode.env.clipboard.writeText(value);
}

function networkField(network: Network | undefined, field: CopiedField): string | undefined {
  switch (field) {
    case "name":
    case "id":
      return network?.[field];
    case "address":
      return network?.ipamPools[0]?.subnet;
    case "macAddress":
      return undefined;
    default:
      field satisfies never;
      return undefined;
  }
}

function containerField(
  container: Container,
  network: Network | undefined,
  field: CopiedField,
): string | undefined {
  const attachment: Attachment | undefined =
    network === undefined ? undefined : attachmentTo(container, network);
  switch (field) {
    case "name":
    case "id":
      return container[field];
    case "address":
      return attachment?.endpoint.ipv4Address ?? attachment?.endpoint.ipv6Address;
    case "macAddress":
      return attachment?.endpoint.macAddress;
    default:
      field satisfies never;
      return undefined;
  }
}
