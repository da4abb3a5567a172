// Choosing the engine among Docker's contexts, or by its address.
import * as vscode from "vscode";
import { listContexts } from "../engine/address.ts";
import { machineSources } from "../engine/machineSources.ts";
import { Cancelled } from "./choose.ts";
import { setSetting, setting } from "./config.ts";

/** Lets the user choose among Docker's contexts, or type an address. Sets the machine's setting. */
export async function selectEngine(): Promise<void> {
  const contexts = await listContexts(machineSources);
  const follow = {
    label: vscode.l10n.t("Follow the docker client"),
    description: vscode.l10n.t("DOCKER_HOST, then the current context, then the default socket"),
    value: "",
  };
  const type = { label: vscode.l10n.t("Enter an address…"), value: undefined };
  const named = contexts.map((context) => ({
    label: context.name,
    description: context.host ?? "",
    ...(context.isCurrent ? { detail: vscode.l10n.t("current context") } : {}),
    value: context.name,
  }));
  const picked = await vscode.window.showQuickPick([follow, ...named, type], {
    placeHolder: vscode.l10n.t("Engine to show"),
    matchOnDescription: true,
  });
  if (picked === undefined) throw new Cancelled();
  await setSetting("portolan.engine.address", picked.value ?? (await typedAddress()));
}

async function typedAddress(): Promise<string> {
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t("Engine Address"),
    placeHolder: "unix:///var/run/docker.sock, ssh://user@host, tcp://127.0.0.1:2376",
    value: setting("portolan.engine.address"),
    validateInput: (value) =>
      /^(unix|npipe|tcp|https?|ssh):\/\/\S+$/.test(value)
        ? undefined
        : vscode.l10n.t("An address begins with unix://, npipe://, tcp:// or ssh://."),
  });
  if (address === undefined) throw new Cancelled();
  return address;
}
