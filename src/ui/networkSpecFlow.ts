// The questions of Create Network: name, mode, subnet, and what is under "more options".
import * as vscode from "vscode";
import type { NetworkSpec } from "../engine/operations.ts";
import { networkNameProblem } from "../model/networkSpecProblems.ts";
import { makeableModes, modeSummary, modeText } from "./modeTexts.ts";
import { hasParent, specOf, type NetworkDraft } from "./networkDraft.ts";
import { optionsStep } from "./networkOptions.ts";
import { parentChoices } from "./parentChoices.ts";
import { remarkOf } from "./problemText.ts";
import { runFlow, type Step } from "./quickFlow.ts";
import type { StepPlace } from "./quickQuestion.ts";
import { driverRefusal, refusalStep } from "./refusal.ts";
import { subnetChoices, type Surroundings } from "./subnetChoices.ts";

/** Where the flow can be entered: at its beginning, or where something has to be chosen anew. */
export type NetworkQuestion = "name" | "parent" | "subnet";

/** What the flow asks about, and with. */
export interface NetworkScene extends Surroundings {
  /** Brings what the picture tells of the engine itself up to date. */
  readonly refreshFacts: (signal: AbortSignal) => Promise<void>;
}

/**
 * Asks what a draft leaves open and keeps every answer in it. Resolves to the spec; throws an abort
 * where the user leaves.
 */
export async function askNetworkSpec(
  scene: NetworkScene,
  draft: NetworkDraft,
  first: NetworkQuestion,
): Promise<NetworkSpec> {
  const flow = new NetworkSpecFlow(scene, draft);
  const parent = hasParent(draft.driver) ? [flow.parent] : [];
  const trails = {
    name: [flow.name],
    parent: [flow.name, flow.mode, ...parent],
    subnet: [flow.name, flow.mode, ...parent, flow.subnet],
  };
  await runFlow(vscode.l10n.t("Create Network"), trails[first]);
  return specOf(draft);
}

class NetworkSpecFlow {
  readonly #scene: NetworkScene;
  readonly #draft: NetworkDraft;
  /** What stands in the subnet's box, which may not be a subnet yet. */
  #typedSubnet: string;

  constructor(scene: NetworkScene, draft: NetworkDraft) {
    this.#scene = scene;
    this.#draft = draft;
    this.#typedSubnet = draft.subnet;
  }

  readonly name: Step = async (ask) => {
    const draft = this.#draft;
    draft.name = await ask.input({
      ...this.#place(1),
      prompt: vscode.l10n.t("The network's name. Containers and Compose files refer to it."),
      placeholder: vscode.l10n.t("Name, for example: frontend"),
      value: draft.name,
      keep: (typed) => {
        draft.name = typed;
      },
      remarkOn: (typed) => {
        const networks = [...this.#scene.picture.networks.values()];
        return remarkOf(
          networkNameProblem(
            typed,
            networks.map(({ name }) => name),
          ),
        );
      },
    });
    return this.mode;
  };

  readonly mode: Step = async (ask) => {
    const draft = this.#draft;
    // Overlay needs a swarm, which may have been begun elsewhere meanwhile: no event tells.
    await this.#scene.refreshFacts(ask.signal);
    const { engine } = this.#scene.picture;
    const place = this.#place(2);
    const driver = await ask.pick({
      ...place,
      placeholder: vscode.l10n.t("Mode of “{0}”", draft.name),
      choices: makeableModes.map((mode) => {
        const refusal = driverRefusal(mode, engine);
        return {
          label: modeText(mode).title,
          description:
            refusal?.short ?? (mode === "bridge" ? vscode.l10n.t("the usual one") : undefined),
          detail: modeSummary(mode),
          value: mode,
        };
      }),
      isActive: (mode) => mode === draft.driver,
    });
    const refusal = driverRefusal(driver, engine);
    if (refusal !== undefined) return refusalStep(place, refusal);
    draft.driver = driver;
    return hasParent(driver) ? this.parent : this.subnet;
  };

  readonly parent: Step = async (ask) => {
    const draft = this.#draft;
    draft.parent = await ask.pick({
      ...this.#place(3),
      placeholder: vscode.l10n.t("The host's interface that “{0}” stands on", draft.name),
      choices: (typed) => parentChoices(this.#scene, typed),
      isActive: (name) => name === draft.parent,
    });
    return this.subnet;
  };

  readonly subnet: Step = async (ask) => {
    const draft = this.#draft;
    const wish = { version: 4, driver: draft.driver, parent: draft.parent } as const;
    const letEngineChoose = {
      label: vscode.l10n.t("Let the Engine Choose"),
      description: vscode.l10n.t("a free range from its address pools"),
      value: "",
    };
    draft.subnet = await ask.pick({
      ...this.#place(hasParent(draft.driver) ? 4 : 3),
      placeholder: vscode.l10n.t("Subnet of “{0}”: pick one, or type a range", draft.name),
      value: this.#typedSubnet,
      keep: (typed) => {
        this.#typedSubnet = typed;
      },
      choices: (typed) => [
        ...(typed.trim() === "" ? [letEngineChoose] : []),
        ...subnetChoices(this.#scene, wish, typed),
      ],
    });
    this.#typedSubnet = draft.subnet;
    return optionsStep(this.#draft, {
      surroundings: this.#scene,
      place: this.#place(hasParent(draft.driver) ? 5 : 4),
      subnetStep: this.subnet,
    });
  };

  #place(step: number): StepPlace {
    return { step, totalSteps: hasParent(this.#draft.driver) ? 5 : 4 };
  }
}
