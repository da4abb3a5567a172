// Why a container cannot be run as it is described, found in the picture and not in the engine's words.
import * as vscode from "vscode";
import type { RunSpec } from "../engine/operations.ts";
import { isUp } from "../model/container.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { containerNameRemark } from "./containerName.ts";
import { stateWord } from "./networkTree/describe.ts";
import { UserError, type NextStep } from "./engineErrors.ts";
import { networkRefusal } from "./refusal.ts";
import type { RunQuestion } from "./runArgument.ts";

/** What is certain to fail, before the engine is asked; undefined where nothing is known to be wrong. */
export function runRefusal(picture: ReadonlyPicture, spec: RunSpec): UserError | undefined {
  return nameRefusal(picture, spec) ?? networkProblem(picture, spec);
}

/** The engine has no such image: offers to pull it. */
export function imageMissing(spec: RunSpec): UserError {
  const again = { ...spec, pull: true };
  return new UserError(
    vscode.l10n.t("The engine has no image “{0}”, so no container was created.", spec.image),
    [
      {
        title: vscode.l10n.t("Pull and Run"),
        run: () => vscode.commands.executeCommand("portolan.container.run", again),
      },
      askAgain(vscode.l10n.t("Choose Another Image…"), spec, "image"),
    ],
  );
}

function nameRefusal(picture: ReadonlyPicture, spec: RunSpec): UserError | undefined {
  const { name } = spec;
  if (name === undefined) return undefined;
  const steps = [askAgain(vscode.l10n.t("Choose Another Name…"), spec, "name")];
  const other = [...picture.containers.values()].find((container) => container.name === name);
  if (other !== undefined) {
    const why = vscode.l10n.t(
      "No container was created: there is a container “{0}” already ({1}, {2}).",
      name,
      other.image,
      stateWord(other),
    );
    return new UserError(why, steps);
  }
  const remark = containerNameRemark(name, []);
  return remark === undefined
    ? undefined
    : new UserError(vscode.l10n.t("No container was created. {0}", remark.message), steps);
}

function networkProblem(picture: ReadonlyPicture, spec: RunSpec): UserError | undefined {
  const why = spec.network.startsWith("container:")
    ? ownerProblem(picture, spec.network.slice("container:".length))
    : unfitNetwork(picture, spec.network);
  return why === undefined
    ? undefined
    : new UserError(why, [askAgain(vscode.l10n.t("Choose a Network…"), spec, "network")]);
}

function ownerProblem(picture: ReadonlyPicture, owner: string): string | undefined {
  const container =
    picture.findContainer(owner) ??
    [...picture.containers.values()].find(({ id }) => isShortened(id, owner));
  if (container === undefined) {
    return vscode.l10n.t("There is no container “{0}” whose network could be shared.", owner);
  }
  return isUp(container)
    ? undefined
    : vscode.l10n.t("“{0}” is not running, so it has no network to share.", container.name);
}

const modes: ReadonlySet<string> = new Set(["host", "none", "bridge", "default"]);

function unfitNetwork(picture: ReadonlyPicture, idOrName: string): string | undefined {
  if (modes.has(idOrName)) return undefined;
  const network =
    picture.findNetwork(idOrName) ??
    [...picture.networks.values()].find(({ id }) => isShortened(id, idOrName));
  if (network === undefined) {
    const { state, isManager } = picture.engine.swarm;
    // A swarm worker does not list the overlay networks that it could join.
    const mayExist = state === "active" && !isManager;
    return mayExist
      ? undefined
      : vscode.l10n.t("There is no network “{0}” on this engine.", idOrName);
  }
  const refusal = networkRefusal(network);
  return refusal === undefined ? undefined : `${refusal.reason} ${refusal.remedy}`;
}

function isShortened(id: string, text: string): boolean {
  return /^[0-9a-f]{4,}$/.test(text) && id.startsWith(text);
}

/** Through the command, so that what fails then is shown like any other failure. */
function askAgain(title: string, spec: RunSpec, ask: RunQuestion): NextStep {
  const request = { ...spec, ask };
  return {
    title,
    run: () => vscode.commands.executeCommand("portolan.container.run", request),
  };
}
