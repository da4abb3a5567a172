// The rows of a pick for the host's interface that a macvlan or ipvlan network stands on.
import * as vscode from "vscode";
import { formatCidr } from "../model/cidr.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import type { Network } from "../model/network.ts";
import type { Choice, Choices } from "./quickQuestion.ts";
import type { Surroundings } from "./subnetChoices.ts";

/** The interfaces that are known, the typed one, and none at all. The value is the interface's name. */
export function parentChoices(
  { picture, interfaces }: Surroundings,
  typed: string,
): Choices<string> {
  const text = typed.trim();
  const names = [...new Set(interfaces.map(({ interfaceName }) => interfaceName))];
  const known = names.map((name): Choice<string> => {
    const user = userOfParent(picture, name);
    const ranges = interfaces.filter(({ interfaceName }) => interfaceName === name);
    return {
      label: name,
      description: ranges.map(({ cidr }) => formatCidr(cidr)).join(", "),
      ...(user === undefined
        ? {}
        : { detail: vscode.l10n.t("The network “{0}” stands on it already.", user.name) }),
      value: name,
    };
  });
  const withoutParent: Choice<string> = {
    label: vscode.l10n.t("None"),
    description: vscode.l10n.t("containers reach only each other, on this host"),
    value: "",
  };
  return [
    ...known,
    ...(text === "" || names.includes(text) ? [] : [typedChoice(text)]),
    withoutParent,
  ];
}

/** The network that has an interface for its parent: engines mostly allow only one. */
export function userOfParent(picture: ReadonlyPicture, parent: string): Network | undefined {
  return [...picture.networks.values()].find(({ options }) => options["parent"] === parent);
}

/** Linux takes at most 15 bytes, neither a space nor a slash among them. */
function typedChoice(text: string): Choice<string> {
  return /^[^\s/]{1,15}$/.test(text)
    ? {
        label: vscode.l10n.t("Use {0}", text),
        description: vscode.l10n.t("as the engine's host calls it; eth0.50 is made for VLAN 50"),
        value: text,
        isAboutTyped: true,
      }
    : {
        label: `$(error) ${vscode.l10n.t("An interface has a short name without spaces, like eth0.")}`,
        isAboutTyped: true,
      };
}
