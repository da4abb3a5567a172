// Picking what to ping: a container with its way, or anything one types.
import * as vscode from "vscode";
import { commonNetworks, pingTarget, type PingTarget } from "../connectivity/pingTarget.ts";
import { attachmentTo, isUp, type Container } from "../model/container.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { Cancelled } from "./choose.ts";
import { byContainerName } from "./networkTree/arrange.ts";

interface TargetItem extends vscode.QuickPickItem {
  readonly target?: PingTarget;
}

/** Asks for the target. Containers on a common network come first. */
export async function choosePingTarget(
  picture: ReadonlyPicture,
  source: Container,
): Promise<PingTarget> {
  const items = containerItems(picture, source);
  const pick = vscode.window.createQuickPick<TargetItem>();
  pick.placeholder = vscode.l10n.t("Ping a container, or type a host name or address");
  pick.matchOnDescription = true;
  pick.items = items;
  pick.onDidChangeValue((value) => {
    const text = value.trim();
    const typed: TargetItem = { label: text, alwaysShow: true, target: { text, label: text } };
    const isTyped = text !== "" && !items.some(({ label }) => label === text);
    pick.items = isTyped
      ? [{ ...typed, description: vscode.l10n.t("host name or address") }, ...items]
      : items;
  });
  try {
    return await new Promise<PingTarget>((resolve, reject) => {
      pick.onDidAccept(() => {
        // Enter may be quicker than the list for what was just typed.
        const text = pick.value.trim();
        const named = items.find(({ label }) => label === text)?.target;
        const target = pick.selectedItems[0]?.target ?? named;
        if (target !== undefined) resolve(target);
        else if (text !== "") resolve({ text, label: text });
      });
      pick.onDidHide(() => {
        reject(new Cancelled());
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function containerItems(picture: ReadonlyPicture, source: Container): readonly TargetItem[] {
  const others = [...picture.containers.values()]
    .filter((container) => container.id !== source.id && isUp(container))
    .sort(byContainerName);
  const near = others.filter((other) => commonNetworks(picture, source, other).length > 0);
  const far = others.filter((other) => !near.includes(other));
  return [
    ...section(vscode.l10n.t("On a common network"), near),
    ...near.map((other) => item(picture, source, other)),
    ...section(vscode.l10n.t("No common network"), far),
    ...far.map((other) => item(picture, source, other)),
  ];
}

function section(label: string, containers: readonly Container[]): readonly TargetItem[] {
  return containers.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }];
}

function item(picture: ReadonlyPicture, source: Container, other: Container): TargetItem {
  const ways = commonNetworks(picture, source, other).map((network) => {
    const address = attachmentTo(other, network)?.endpoint.ipv4Address;
    return address === undefined ? network.name : `${network.name} ${address}`;
  });
  return {
    label: other.name,
    description: ways.join(", "),
    target: pingTarget(picture, source, other),
  };
}
