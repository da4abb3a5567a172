// Why a network cannot be created as it is described, found in the picture and not in the engine's words.
import * as vscode from "vscode";
import type { NetworkSpec } from "../engine/operations.ts";
import {
  gatewayProblem,
  ipRangeProblem,
  networkNameProblem,
  subnetProblem,
  type HostRoute,
} from "../model/networkSpecProblems.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { UserError, type NextStep } from "./engineErrors.ts";
import type { NetworkQuestion } from "./networkSpecFlow.ts";
import { hasParent } from "./networkDraft.ts";
import { userOfParent } from "./parentChoices.ts";
import { problemText } from "./problemText.ts";
import { driverRefusal } from "./refusal.ts";

export interface Circumstances {
  readonly picture: ReadonlyPicture;
  readonly hostRoutes: readonly HostRoute[];
}

/** What is certain to fail, before the engine is asked; undefined where nothing is known to be wrong. */
export function knownRefusal(
  { picture, hostRoutes }: Circumstances,
  spec: NetworkSpec,
): UserError | undefined {
  const refusal = driverRefusal(spec.driver, picture.engine);
  if (refusal !== undefined) return new UserError(`${refusal.reason} ${refusal.remedy}`);
  const networks = [...picture.networks.values()];
  const nameProblem = networkNameProblem(
    spec.name,
    networks.map(({ name }) => name),
  );
  if (nameProblem !== undefined) {
    const why = vscode.l10n.t("The network was not created. {0}", problemText(nameProblem));
    return new UserError(why, [chooseName(spec)]);
  }
  for (const { subnet, gateway, ipRange } of spec.ipamPools ?? []) {
    if (subnet === undefined) continue;
    const problem =
      subnetProblem(subnet, { driver: spec.driver, networks, hostRoutes }) ??
      (gateway === undefined ? undefined : gatewayProblem(gateway, subnet)) ??
      (ipRange === undefined ? undefined : ipRangeProblem(ipRange, subnet));
    if (problem?.severity === "error") return subnetRefusal(spec, subnet, problemText(problem));
  }
  return undefined;
}

/** Why the engine may have refused, from a picture taken after that; undefined where its words have to do. */
export function likelyRefusal(
  circumstances: Circumstances,
  spec: NetworkSpec,
  failure: Error,
): UserError | undefined {
  const known = knownRefusal(circumstances, spec);
  if (known !== undefined) return known;
  const { picture, hostRoutes } = circumstances;
  for (const { subnet = "" } of spec.ipamPools ?? []) {
    const networks = picture.networks.values();
    const problem = subnetProblem(subnet, { driver: spec.driver, networks, hostRoutes });
    if (problem !== undefined) return subnetRefusal(spec, subnet, problemText(problem));
  }
  if (hasParent(spec.driver)) return parentRefusal(picture, spec, failure);
  return isPlainBridge(spec) ? poolsExhausted(spec, failure) : undefined;
}

function parentRefusal(
  picture: ReadonlyPicture,
  spec: NetworkSpec,
  failure: Error,
): UserError | undefined {
  const parent = spec.options?.["parent"] ?? "";
  const user = parent === "" ? undefined : userOfParent(picture, parent);
  if (parent !== "" && user === undefined) return undefined;
  const why =
    user === undefined
      ? vscode.l10n.t(
          "“{0}” was not created: {1}. Without a parent interface the engine needs dummy interfaces from its host's kernel.",
          spec.name,
          failure.message,
        )
      : vscode.l10n.t(
          "“{0}” was not created: the network “{1}” stands on {2} already ({3}).",
          spec.name,
          user.name,
          parent,
          failure.message,
        );
  const steps = [askAgain(vscode.l10n.t("Choose Another Parent…"), spec, "parent")];
  return new UserError(why, steps, { cause: failure });
}

/** Where nothing was asked for but a name, only the engine's own choice of a subnet is left to fail. */
function isPlainBridge(spec: NetworkSpec): boolean {
  return (
    spec.driver === "bridge" &&
    spec.ipv6 !== true &&
    (spec.ipamPools ?? []).length === 0 &&
    Object.keys(spec.options ?? {}).length === 0
  );
}

function poolsExhausted(spec: NetworkSpec, failure: Error): UserError {
  return new UserError(
    vscode.l10n.t(
      "“{0}” was not created: the engine has no free subnet left in its address pools ({1}). Choose one yourself, or remove networks that nobody uses.",
      spec.name,
      failure.message,
    ),
    [chooseSubnet(spec, vscode.l10n.t("Choose a Subnet…"))],
    { cause: failure },
  );
}

function subnetRefusal(spec: NetworkSpec, subnet: string, problem: string): UserError {
  return new UserError(
    vscode.l10n.t("“{0}” was not created with the subnet {1}. {2}", spec.name, subnet, problem),
    [chooseSubnet(spec, vscode.l10n.t("Choose Another Subnet…"))],
  );
}

function chooseName(spec: NetworkSpec): NextStep {
  return askAgain(vscode.l10n.t("Choose Another Name…"), spec, "name");
}

function chooseSubnet(spec: NetworkSpec, title: string): NextStep {
  return askAgain(title, spec, "subnet");
}

/** Through the command, so that what fails then is shown like any other failure. */
function askAgain(title: string, spec: NetworkSpec, ask: NetworkQuestion): NextStep {
  const request = { ...spec, ask };
  return {
    title,
    run: () => vscode.commands.executeCommand("portolan.network.create", request),
  };
}
