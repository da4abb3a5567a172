// What a step of a fix is called on a button, and what it touches, in words.
import * as vscode from "vscode";
import type { FixStep } from "../../connectivity/diagnosis/fixSteps.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";

/** The steps as the words of a button. */
export function stepsLabel(steps: readonly FixStep[]): string {
  // Being taken off one network is but the way to be on another.
  const decisive = steps.filter(({ kind }) => kind !== "disconnect");
  return (decisive.length === 0 ? steps : decisive).map(stepLabel).join(", ");
}

function stepLabel(step: FixStep): string {
  switch (step.kind) {
    case "start":
      return vscode.l10n.t("Start {0}", step.container.name);
    case "unpause":
      return vscode.l10n.t("Unpause {0}", step.container.name);
    case "restart":
      return vscode.l10n.t("Restart {0}", step.container.name);
    case "connect":
      return vscode.l10n.t("Connect {0} to {1}", step.container.name, step.network.name);
    case "disconnect":
      return vscode.l10n.t("Take {0} off {1}", step.container.name, step.network.name);
    case "createNetwork":
      return vscode.l10n.t("Create {0} and Connect Them", step.name);
    default:
      return step satisfies never;
  }
}

/** What a step changes, and for whom. */
export function stepTouches(step: FixStep, picture: ReadonlyPicture): string {
  switch (step.kind) {
    case "start":
      return vscode.l10n.t("“{0}” is started.", step.container.name);
    case "unpause":
      return vscode.l10n.t("“{0}” goes on where it was paused.", step.container.name);
    case "restart":
      return restartTouches(step.container, picture);
    case "connect":
      return connectTouches(step);
    case "disconnect":
      return vscode.l10n.t(
        "“{0}” is taken off “{1}”: connections that it has there break.",
        step.container.name,
        step.network.name,
      );
    case "createNetwork":
      return vscode.l10n.t(
        "The network “{0}” is created, and these are connected to it: {1}. They stay on the networks that they are on.",
        step.name,
        step.containers.map(({ name }) => name).join(", "),
      );
    default:
      return step satisfies never;
  }
}

function connectTouches({
  container,
  network,
  aliases = [],
}: Extract<FixStep, { readonly kind: "connect" }>): string {
  return aliases.length === 0
    ? vscode.l10n.t("“{0}” is connected to “{1}”.", container.name, network.name)
    : vscode.l10n.t(
        "“{0}” is connected to “{1}”, with these names besides its own: {2}.",
        container.name,
        network.name,
        aliases.join(", "),
      );
}

function restartTouches(
  { id, name }: { readonly id: string; readonly name: string },
  picture: ReadonlyPicture,
): string {
  const container = picture.findContainer(id);
  const sharers = container === undefined ? [] : picture.sharersOf(container);
  const itself = vscode.l10n.t(
    "“{0}” is stopped and started again: what runs in it begins anew, and its connections break.",
    name,
  );
  if (sharers.length === 0) return itself;
  const others = sharers.map((one) => one.name).join(", ");
  return `${itself} ${vscode.l10n.t("These share its network and have to be restarted too: {0}.", others)}`;
}
