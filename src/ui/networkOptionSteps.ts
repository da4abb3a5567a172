// The options of a new network that need a list of their own: IPv6 and labels.
import * as vscode from "vscode";
import type { EngineInfo } from "../model/engineInfo.ts";
import { labelProblem } from "../model/networkSpecProblems.ts";
import { isIpv6, type NetworkDraft } from "./networkDraft.ts";
import { remarkOf } from "./problemText.ts";
import type { Step } from "./quickFlow.ts";
import type { StepPlace } from "./quickQuestion.ts";
import { subnetChoices, type Surroundings } from "./subnetChoices.ts";

/** IPv6 off, on, or on with a range. */
export function ipv6Step(
  draft: NetworkDraft,
  { place, surroundings }: { readonly place: StepPlace; readonly surroundings: Surroundings },
): Step {
  return async (ask) => {
    const wish = { version: 6, driver: draft.driver, parent: draft.parent } as const;
    const off = { label: vscode.l10n.t("Off"), value: "off" };
    const auto = {
      label: vscode.l10n.t("On"),
      description: vscode.l10n.t("range chosen by the engine"),
      value: "auto",
    };
    draft.ipv6 = await ask.pick({
      ...place,
      placeholder: vscode.l10n.t("IPv6 of “{0}”: pick one, or type a range", draft.name),
      value: isIpv6(draft.ipv6) ? draft.ipv6 : "",
      choices: (typed) => [
        ...(typed.trim() === "" ? [off] : []),
        ...(typed.trim() === "" && choosesIpv6(surroundings.picture.engine) ? [auto] : []),
        ...subnetChoices(surroundings, wish, typed),
      ],
      isActive: (value) => value === draft.ipv6,
    });
    return "back";
  };
}

/** The labels, each to be changed or removed, and a new one. */
export function labelsStep(draft: NetworkDraft, place: StepPlace): Step {
  return async (ask) => {
    const keys = Object.keys(draft.labels);
    const chosen = await ask.pick<{ readonly key: string } | "add" | "leave">({
      ...place,
      placeholder: vscode.l10n.t("Labels of “{0}”", draft.name),
      choices: [
        { label: `$(check) ${vscode.l10n.t("Done")}`, value: "leave" },
        { label: `$(add) ${vscode.l10n.t("Add a Label…")}`, value: "add" },
        ...keys.map((key) => ({ label: `${key}=${draft.labels[key] ?? ""}`, value: { key } })),
      ],
    });
    if (chosen === "leave") return "back";
    return labelStep(draft, place, chosen === "add" ? undefined : chosen.key);
  };
}

/** One label as `key=value`; emptied, it is removed. */
function labelStep(draft: NetworkDraft, place: StepPlace, key: string | undefined): Step {
  return async (ask) => {
    const before = key === undefined ? "" : `${key}=${draft.labels[key] ?? ""}`;
    const typed = await ask.input({
      ...place,
      prompt: vscode.l10n.t("A label as key=value. Empty means none."),
      placeholder: "team=blue",
      value: before,
      remarkOn: (text) => (text === "" ? undefined : remarkOf(labelProblem(text))),
    });
    const others = Object.entries(draft.labels).filter(([other]) => other !== key);
    const [newKey = "", ...value] = typed.split("=");
    draft.labels = Object.fromEntries(
      typed === "" ? others : [...others, [newKey.trim(), value.join("=")]],
    );
    return "back";
  };
}

/** Docker chooses IPv6 ranges since 27.0; before, one had to be given. Podman always does. */
function choosesIpv6({ product, version }: EngineInfo): boolean {
  return product === "podman" || Number.parseInt(version, 10) >= 27;
}
