// What is wrong with a network or a name that is being typed, as sentences.
import * as vscode from "vscode";
import type { NetworkSpecProblem } from "../model/networkSpecProblems.ts";
import type { Remark } from "./quickQuestion.ts";

/** A problem as a remark on the typed text. */
export function remarkOf(problem: NetworkSpecProblem | undefined): Remark | undefined {
  return problem === undefined
    ? undefined
    : { severity: problem.severity, message: problemText(problem) };
}

/** A problem as one sentence that also says what would be right, where that is not obvious. */
export function problemText(problem: NetworkSpecProblem): string {
  switch (problem.kind) {
    case "nameEmpty":
      return vscode.l10n.t("A name is needed.");
    case "nameCharacter":
      return nameCharacterText(problem.character, problem.isFirst);
    case "namePredefined":
      return vscode.l10n.t("“{0}” is a name of the engine's own.", problem.name);
    case "nameTaken":
      return vscode.l10n.t("There is a network “{0}” already.", problem.name);
    case "subnetOverlapsNetwork":
      return overlapText(problem);
    case "subnetOverlapsRoute":
      return vscode.l10n.t(
        "Hides {0}, which this machine reaches over {1}.",
        problem.route,
        problem.interfaceName,
      );
    case "labelWithoutKey":
      return vscode.l10n.t("A label begins with its key, as in “team=blue”.");
    case "labelWithoutValue":
      return vscode.l10n.t("A label has the form key=value, as in “team=blue”.");
    default:
      return numberText(problem);
  }
}

type NumberProblem = Exclude<
  NetworkSpecProblem,
  { readonly kind: `name${string}` | `label${string}` | `subnetOverlaps${string}` }
>;

function numberText(problem: NumberProblem): string {
  switch (problem.kind) {
    case "cidrSyntax":
      return problem.example === undefined
        ? vscode.l10n.t("A range is an address and a length, as in 172.20.0.0/16 or fd00::/64.")
        : vscode.l10n.t("A range needs a length, as in {0}.", problem.example);
    case "cidrHostBits":
      return vscode.l10n.t("A range begins with its first address: {0}.", problem.network);
    case "subnetTooSmall":
      return vscode.l10n.t("Too small: /{0} is the longest that works.", problem.longestPrefix);
    case "addressSyntax":
      return vscode.l10n.t("An address looks like 172.20.0.1 or fd00::1.");
    case "versionDiffers":
      return problem.expected === 4
        ? vscode.l10n.t("The subnet is IPv4, so this has to be IPv4 too.")
        : vscode.l10n.t("The subnet is IPv6, so this has to be IPv6 too.");
    case "outsideSubnet":
      return vscode.l10n.t("Lies outside the subnet {0}.", problem.subnet);
    case "gatewayIsNetworkAddress":
      return vscode.l10n.t("{0} is the subnet's own first address.", problem.address);
    case "gatewayIsBroadcastAddress":
      return vscode.l10n.t("{0} is the subnet's broadcast address.", problem.address);
    case "mtuNotANumber":
      return vscode.l10n.t("The MTU is a number of bytes, as in 1450.");
    case "mtuOutOfRange":
      return vscode.l10n.t(
        "The MTU lies between {0} and {1} bytes.",
        problem.lowest,
        problem.highest,
      );
    case "mtuTooSmallForIpv6":
      return vscode.l10n.t("IPv6 needs an MTU of at least {0} bytes.", problem.lowest);
    default:
      problem satisfies never;
      return "";
  }
}

function nameCharacterText(character: string, isFirst: boolean): string {
  if (isFirst) {
    return vscode.l10n.t("A name begins with a letter or a digit, not with “{0}”.", character);
  }
  return /\s/.test(character)
    ? vscode.l10n.t("A name has no spaces; letters, digits, “_”, “.” and “-” are fine.")
    : vscode.l10n.t("No “{0}”; letters, digits, “_”, “.” and “-” are fine.", character);
}

function overlapText(
  problem: Extract<NetworkSpecProblem, { readonly kind: "subnetOverlapsNetwork" }>,
): string {
  const { network, subnet } = problem;
  return problem.severity === "error"
    ? vscode.l10n.t("Overlaps {0} of the network “{1}”.", subnet, network)
    : vscode.l10n.t(
        "Overlaps {0} of “{1}”: a container on both has two ways to one address.",
        subnet,
        network,
      );
}
