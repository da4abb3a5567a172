// The questions of Run Container: image, name, and the mode or network it runs in.
import * as vscode from "vscode";
import type { EngineClient } from "../engine/engineClient.ts";
import type { RunSpec } from "../engine/operations.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { containerNameRemark } from "./containerName.ts";
import { isImageName, isLocal } from "./imageName.ts";
import { runFlow, type Step } from "./quickFlow.ts";
import type { Choices, StepPlace } from "./quickQuestion.ts";
import { refusalStep } from "./refusal.ts";
import type { RunQuestion } from "./runArgument.ts";
import { modeChoices, ownerChoices, type ModeChoice } from "./runModeChoices.ts";

export interface RunScene {
  readonly client: EngineClient;
  readonly picture: ReadonlyPicture;
  /** Brings what the picture tells of the engine itself up to date. */
  readonly refreshFacts: (signal: AbortSignal) => Promise<void>;
}

/** What is known of the container to run. */
export interface RunDraft {
  readonly spec: Partial<RunSpec>;
  readonly first: RunQuestion;
  /** Names the network in the title where it was chosen before the flow; then it is not asked. */
  readonly networkName: string | undefined;
}

/** Asks what a draft leaves open and resolves to the spec; throws an abort where the user leaves. */
export async function askRunSpec(scene: RunScene, draft: RunDraft): Promise<RunSpec> {
  const flow = new RunSpecFlow(scene, draft);
  const title =
    draft.networkName === undefined
      ? vscode.l10n.t("Run Container")
      : vscode.l10n.t("Run Container on “{0}”", draft.networkName);
  const trails = {
    image: [flow.image],
    name: [flow.image, flow.name],
    network: [flow.image, flow.name, flow.network],
  };
  await runFlow(title, trails[draft.first]);
  return flow.spec();
}

class RunSpecFlow {
  readonly #scene: RunScene;
  readonly #draft: RunDraft;
  #image: string;
  /** What stands in the image's box. */
  #typedImage = "";
  #name: string;
  #network: string;
  #localImages: Promise<readonly string[]> | undefined;

  constructor(scene: RunScene, draft: RunDraft) {
    this.#scene = scene;
    this.#draft = draft;
    this.#image = draft.spec.image ?? "";
    this.#name = draft.spec.name ?? "";
    this.#network = draft.spec.network ?? "";
  }

  spec(): RunSpec {
    return {
      ...this.#draft.spec,
      image: this.#image,
      name: this.#name === "" ? undefined : this.#name,
      network: this.#network,
    };
  }

  readonly image: Step = async (ask) => {
    this.#image = await ask.pick({
      ...this.#place(1),
      placeholder: vscode.l10n.t("Image to run: pick a local one, or type a name to pull"),
      value: this.#typedImage,
      keep: (typed) => {
        this.#typedImage = typed;
      },
      choices: async (typed) => {
        this.#localImages ??= this.#scene.client.imageNames(ask.signal);
        return imageChoices(await this.#localImages, typed.trim());
      },
      isActive: (image) => image === this.#image,
    });
    return this.name;
  };

  readonly name: Step = async (ask) => {
    const names = [...this.#scene.picture.containers.values()].map(({ name }) => name);
    this.#name = await ask.input({
      ...this.#place(2),
      prompt: vscode.l10n.t("The container's name, by which others on its network find it."),
      placeholder: vscode.l10n.t("Name, or nothing: the engine makes one up"),
      value: this.#name,
      keep: (typed) => {
        this.#name = typed;
      },
      remarkOn: (typed) => (typed === "" ? undefined : containerNameRemark(typed, names)),
    });
    return this.#isNetworkGiven() ? "done" : this.network;
  };

  readonly network: Step = async (ask) => {
    const { picture } = this.#scene;
    // A worker may have joined its swarm meanwhile, with networks that it does not list: no event tells.
    await this.#scene.refreshFacts(ask.signal);
    const place = this.#place(3);
    const chosen = await ask.pick<ModeChoice>({
      ...place,
      placeholder: vscode.l10n.t("The network or mode to run in"),
      choices: (typed) => modeChoices(picture, typed.trim()),
      isActive: ({ network }) => network !== undefined && network === this.#network,
    });
    if (chosen.refusal !== undefined) return refusalStep(place, chosen.refusal);
    if (chosen.network === undefined) return this.owner;
    this.#network = chosen.network;
    return "done";
  };

  readonly owner: Step = async (ask) => {
    const name = await ask.pick({
      ...this.#place(3),
      placeholder: vscode.l10n.t("The container whose network is shared"),
      choices: ownerChoices(this.#scene.picture),
    });
    this.#network = `container:${name}`;
    return "done";
  };

  #isNetworkGiven(): boolean {
    return this.#draft.first !== "network" && this.#draft.spec.network !== undefined;
  }

  #place(step: number): StepPlace {
    return { step, totalSteps: this.#isNetworkGiven() ? 2 : 3 };
  }
}

function imageChoices(local: readonly string[], typed: string): Choices<string> {
  const known = local.map((name) => ({ label: name, value: name }));
  if (typed === "" && local.length === 0) {
    const none = vscode.l10n.t("No local image yet: type a name to pull, such as busybox");
    return [{ label: `$(info) ${none}` }];
  }
  if (typed === "" || isLocal(typed, local)) return known;
  if (!isImageName(typed)) {
    const wrong = vscode.l10n.t(
      "An image's name has the form registry/name:tag, in small letters.",
    );
    return [...known, { label: `$(info) ${wrong}`, isAboutTyped: true }];
  }
  const pull = {
    label: `$(cloud-download) ${vscode.l10n.t("Pull and Run “{0}”", typed)}`,
    value: typed,
    isAboutTyped: true,
  } as const;
  return [...known, pull];
}
