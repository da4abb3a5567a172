// The last step of Create Network: create, or change one of the options first and come back.
import * as vscode from "vscode";
import { commandLine, createNetworkCommand } from "../engine/commandLine.ts";
import {
  gatewayProblem,
  ipRangeProblem,
  mtuProblem,
  type NetworkSpecProblem,
} from "../model/networkSpecProblems.ts";
import { isAttachable, isIpv6, specOf, type NetworkDraft } from "./networkDraft.ts";
import { ipv6Step, labelsStep } from "./networkOptionSteps.ts";
import { problemText, remarkOf } from "./problemText.ts";
import type { Step } from "./quickFlow.ts";
import type { Choice, Choices, StepPlace } from "./quickQuestion.ts";
import type { Surroundings } from "./subnetChoices.ts";

export interface OptionsContext {
  readonly surroundings: Surroundings;
  readonly place: StepPlace;
  /** For options that need a subnet first. */
  readonly subnetStep: Step;
}

type Option = "gateway" | "ipRange" | "ipv6" | "internal" | "attachable" | "mtu" | "labels";

/** Shows what will be created, with every option and its value below. */
export function optionsStep(draft: NetworkDraft, context: OptionsContext): Step {
  let changed: Option | "create" = "create";
  return async (ask) => {
    const chosen: Option | "create" = await ask.pick<Option | "create">({
      ...context.place,
      placeholder: vscode.l10n.t("Create “{0}”, or change an option first", draft.name),
      choices: rows(draft),
      isActive: (value) => value === changed,
    });
    changed = chosen;
    switch (chosen) {
      case "create":
        return "done";
      case "internal":
        draft.internal = !draft.internal;
        return "again";
      case "attachable":
        draft.attachable = !isAttachable(draft);
        return "again";
      case "gateway":
      case "ipRange":
        return draft.subnet === "" ? context.subnetStep : textStep(draft, context, chosen);
      case "mtu":
        return textStep(draft, context, chosen);
      case "ipv6":
        return ipv6Step(draft, context);
      case "labels":
        return labelsStep(draft, context.place);
    }
  };
}

function rows(draft: NetworkDraft): Choices<Option | "create"> {
  const byEngine = vscode.l10n.t("chosen by the engine");
  const inSubnet = draft.subnet === "" ? vscode.l10n.t("needs a subnet of your choice") : byEngine;
  const isOverlay = draft.driver === "overlay";
  return [
    createRow(draft),
    { kind: "separator", label: vscode.l10n.t("More Options") },
    {
      label: optionTitle("gateway"),
      description: orElse(draft.gateway, inSubnet),
      value: "gateway",
    },
    {
      label: optionTitle("ipRange"),
      description: orElse(draft.ipRange, inSubnet),
      value: "ipRange",
    },
    { label: optionTitle("ipv6"), description: ipv6Text(draft), value: "ipv6" },
    {
      label: optionTitle("internal"),
      description: onOrOff(draft.internal),
      detail: vscode.l10n.t("On: containers reach only each other, nothing outside."),
      value: "internal",
    },
    {
      label: optionTitle("attachable"),
      description: onOrOff(isAttachable(draft)),
      detail: isOverlay
        ? vscode.l10n.t("On: containers can join, not only swarm services.")
        : vscode.l10n.t("Matters for overlay networks only."),
      value: "attachable",
    },
    { label: optionTitle("mtu"), description: orElse(draft.mtu, byEngine), value: "mtu" },
    { label: optionTitle("labels"), description: labelsText(draft), value: "labels" },
  ];
}

/** Creates, or leads to the option that no longer fits what was chosen since. */
function createRow(draft: NetworkDraft): Choice<Option | "create"> {
  for (const option of ["gateway", "ipRange", "mtu"] as const) {
    const problem = draft[option] === "" ? undefined : problemOf(draft, option, draft[option]);
    if (problem !== undefined) {
      return {
        label: `$(error) ${optionTitle(option)}: ${problemText(problem)}`,
        description: vscode.l10n.t("change it first"),
        value: option,
      };
    }
  }
  return {
    label: `$(add) ${vscode.l10n.t("Create “{0}”", draft.name)}`,
    detail: commandLine(createNetworkCommand(specOf(draft))),
    value: "create",
  };
}

/** An option that is typed; empty leaves it to the engine. */
function textStep(
  draft: NetworkDraft,
  { place }: OptionsContext,
  option: "gateway" | "ipRange" | "mtu",
): Step {
  return async (ask) => {
    draft[option] = await ask.input({
      ...place,
      prompt: optionPrompt(draft, option),
      placeholder: vscode.l10n.t("Empty leaves it to the engine"),
      value: draft[option],
      remarkOn: (typed) => (typed === "" ? undefined : remarkOf(problemOf(draft, option, typed))),
    });
    return "back";
  };
}

function problemOf(
  draft: NetworkDraft,
  option: "gateway" | "ipRange" | "mtu",
  text: string,
): NetworkSpecProblem | undefined {
  switch (option) {
    case "gateway":
      return gatewayProblem(text, draft.subnet);
    case "ipRange":
      return ipRangeProblem(text, draft.subnet);
    case "mtu":
      return mtuProblem(text, { ipv6: draft.ipv6 !== "off" || isIpv6(draft.subnet) });
  }
}

function optionPrompt(draft: NetworkDraft, option: "gateway" | "ipRange" | "mtu"): string {
  switch (option) {
    case "gateway":
      return vscode.l10n.t("The network's own address in {0}, its way out.", draft.subnet);
    case "ipRange":
      return vscode.l10n.t("The part of {0} that containers get addresses from.", draft.subnet);
    case "mtu":
      return vscode.l10n.t("The largest packet in bytes; a tunnel below takes its share of 1500.");
  }
}

function optionTitle(option: Option): string {
  switch (option) {
    case "gateway":
      return vscode.l10n.t("Gateway");
    case "ipRange":
      return vscode.l10n.t("IP Range");
    case "ipv6":
      return "IPv6";
    case "internal":
      return vscode.l10n.t("Internal");
    case "attachable":
      return vscode.l10n.t("Attachable");
    case "mtu":
      return "MTU";
    case "labels":
      return vscode.l10n.t("Labels");
  }
}

function ipv6Text({ ipv6, subnet }: NetworkDraft): string {
  if (isIpv6(ipv6)) return ipv6;
  if (isIpv6(subnet)) return vscode.l10n.t("on, by the subnet");
  return ipv6 === "off" ? vscode.l10n.t("off") : vscode.l10n.t("on, range chosen by the engine");
}

function labelsText({ labels }: NetworkDraft): string {
  const entries = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return entries.length === 0 ? vscode.l10n.t("none") : entries.join(", ");
}

function onOrOff(value: boolean): string {
  return value ? vscode.l10n.t("on") : vscode.l10n.t("off");
}

function orElse(text: string, otherwise: string): string {
  return text === "" ? otherwise : text;
}
