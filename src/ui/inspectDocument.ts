// The engine's own JSON of a network or container as a read-only document.
import * as vscode from "vscode";
import { isStandIn } from "../engine/podman.ts";
import type { NetworkStore } from "../engine/networkStore.ts";
import { asRecord } from "../model/json.ts";
import { toSignal } from "./adapt.ts";
import { chooseContainer, chooseNetwork, engineFor } from "./choose.ts";
import type { DocumentScheme } from "./contributions.ts";
import { UserError } from "./engineErrors.ts";

const scheme: DocumentScheme = "portolan-inspect";

/** The text of a document. It asks the engine when it is opened, and again when it is reopened. */
export async function inspectedText(
  store: NetworkStore,
  { query }: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<string> {
  const signal = toSignal(token);
  const { client } = await store.connected(signal);
  const parameters = new URLSearchParams(query);
  const id = parameters.get("id") ?? "";
  const json =
    parameters.get("kind") === "container"
      ? await client.inspectContainer(id, signal)
      : await client.inspectNetwork(id, signal);
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** Opens the JSON of the row, or of the network one picks. */
export async function inspect(store: NetworkStore, argument: unknown): Promise<void> {
  const { picture } = await engineFor(store, argument);
  const isContainer = asRecord(argument)["kind"] === "container";
  const placeholder = vscode.l10n.t("Network to inspect");
  const object = isContainer
    ? await chooseContainer(picture, argument, { placeholder })
    : await chooseNetwork(picture, argument, { placeholder });
  if ("driver" in object && isStandIn(object)) {
    throw new UserError(
      vscode.l10n.t(
        "“{0}” is a mode here and no network: this engine has nothing to inspect.",
        object.name,
      ),
    );
  }
  const query = new URLSearchParams({ kind: isContainer ? "container" : "network", id: object.id });
  const uri = vscode.Uri.from({ scheme, path: `/${object.name}.json`, query: query.toString() });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.languages.setTextDocumentLanguage(document, "json");
  await vscode.window.showTextDocument(document, { preview: true });
}
