// The rows of a pick for a subnet: ranges that are free, and what there is to say about a typed one.
import * as vscode from "vscode";
import type { ReadonlyPicture } from "../model/picture.ts";
import { formatCidr, parseCidr, type Cidr, type IpVersion } from "../model/cidr.ts";
import { nextFreeSubnet } from "../model/freeSubnet.ts";
import { subnetProblem, type HostRoute } from "../model/networkSpecProblems.ts";
import { problemText } from "./problemText.ts";
import type { Choice, Choices } from "./quickQuestion.ts";

/** What a new network has to fit into. */
export interface Surroundings {
  readonly picture: ReadonlyPicture;
  /** What the engine's host routes elsewhere; empty where that is not known. */
  readonly hostRoutes: readonly HostRoute[];
  /** The interfaces of the engine's host with their ranges; empty where they are not known. */
  readonly interfaces: readonly HostRoute[];
}

export interface SubnetWish {
  readonly version: IpVersion;
  readonly driver: string;
  /** An interface whose own range is the likeliest one; empty for none. */
  readonly parent: string;
}

/** The rows for a typed text: what can be had without typing, or the verdict on what is typed. */
export function subnetChoices(
  surroundings: Surroundings,
  wish: SubnetWish,
  typed: string,
): Choices<string> {
  const text = typed.trim();
  if (text !== "") return [typedChoice(surroundings, wish, text)];
  const { picture, hostRoutes, interfaces } = surroundings;
  const ofParent = interfaces
    .filter(({ interfaceName }) => wish.parent === interfaceName)
    .filter(({ cidr }) => cidr.version === wish.version)
    .map(({ cidr }) => use(formatCidr(cidr), vscode.l10n.t("the range of {0}", wish.parent)));
  const free = nextFreeSubnet(
    hostRoutes.map(({ cidr }) => cidr),
    { version: wish.version, following: subnetsOf(picture) },
  );
  return [
    ...ofParent,
    ...(free === undefined ? [] : [use(formatCidr(free), vscode.l10n.t("next free range"))]),
  ];
}

function typedChoice(
  { picture, hostRoutes }: Surroundings,
  wish: SubnetWish,
  text: string,
): Choice<string> {
  const problem = subnetProblem(text, {
    driver: wish.driver,
    networks: picture.networks.values(),
    hostRoutes,
  });
  if (problem === undefined) {
    return wish.version === 6 && parseCidr(text)?.version === 4
      ? { label: `$(error) ${vscode.l10n.t("This is an IPv4 range.")}`, isAboutTyped: true }
      : { ...use(text, vscode.l10n.t("overlaps nothing")), isAboutTyped: true };
  }
  const sentence = problemText(problem);
  if (problem.severity === "warning") {
    return { ...use(text, ""), detail: `$(warning) ${sentence}`, isAboutTyped: true };
  }
  // A range that is only half typed is no mistake yet.
  const icon = problem.kind === "cidrSyntax" ? "$(info)" : "$(error)";
  return { label: `${icon} ${sentence}`, isAboutTyped: true };
}

function use(subnet: string, description: string): Choice<string> {
  return { label: vscode.l10n.t("Use {0}", subnet), description, value: subnet };
}

function subnetsOf(picture: ReadonlyPicture): readonly Cidr[] {
  return [...picture.networks.values()]
    .flatMap(({ ipamPools }) => ipamPools)
    .flatMap(({ subnet }) => parseCidr(subnet) ?? []);
}
