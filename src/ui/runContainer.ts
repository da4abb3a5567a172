// Running a container on a network or in another mode: asked for step by step, or described by the
// command's argument.
import * as vscode from "vscode";
import { runCommand } from "../engine/commandLine.ts";
import type { EngineClient } from "../engine/engineClient.ts";
import { EngineError } from "../engine/errors.ts";
import { runContainer, type RunSpec } from "../engine/operations.ts";
import { isUp, type Container } from "../model/container.ts";
import { logChange, offerCommandLine } from "./changingAction.ts";
import { requireNetwork } from "./choose.ts";
import { viewIds } from "./contributions.ts";
import { UserError } from "./engineErrors.ts";
import { isLocal } from "./imageName.ts";
import { pullWithProgress } from "./pullProgress.ts";
import { networkRefusal } from "./refusal.ts";
import type { ChangeContext } from "./removeNetwork.ts";
import { parseRunArgument, type RunRequest } from "./runArgument.ts";
import { networkArgument } from "./runModeChoices.ts";
import { imageMissing, runRefusal } from "./runRefusal.ts";
import { askRunSpec } from "./runSpecFlow.ts";

/**
 * Runs a container and resolves to its id. The argument is a RunSpec, taken without a question (`pull:
 * true` pulls a missing image; `ask: "image" | "name" | "network"` opens the flow there), or the row of
 * the network to run on. Without an argument everything is asked.
 */
export async function runContainerFlow(
  context: ChangeContext,
  argument?: unknown,
): Promise<string> {
  const request = parseRunArgument(argument);
  const spec = await completeSpec(context, request);
  return run(context, spec, request.pull);
}

async function completeSpec(context: ChangeContext, request: RunRequest): Promise<RunSpec> {
  const { spec, ask, networkId } = request;
  if (ask === undefined) return { ...spec, image: spec.image ?? "", network: spec.network ?? "" };
  // What others run meanwhile is taken into account while the user types.
  const watching = context.store.watch();
  try {
    const connected = await inView(() => context.store.connected(new AbortController().signal));
    const refreshFacts = (signal: AbortSignal): Promise<void> => context.store.refreshFacts(signal);
    const scene = { ...connected, refreshFacts };
    if (networkId === undefined) {
      return await askRunSpec(scene, { spec, first: ask, networkName: undefined });
    }
    const network = requireNetwork(scene.picture, networkId);
    const refusal = networkRefusal(network);
    if (refusal !== undefined) throw new UserError(`${refusal.reason} ${refusal.remedy}`);
    const given = { ...spec, network: networkArgument(scene.picture, network) };
    return await askRunSpec(scene, { spec: given, first: ask, networkName: network.name });
  } finally {
    watching.dispose();
  }
}

async function run(context: ChangeContext, spec: RunSpec, pull: boolean): Promise<string> {
  const signal = new AbortController().signal;
  const { client } = await inView(() => context.store.connected(signal));
  await refuseKnown(context, spec);
  if (pull && !isLocal(spec.image, await client.imageNames(signal))) {
    await pullWithProgress(context.store, spec.image);
  }
  const container = await inView(() => runOn(context, client, spec));
  const argv = runCommand(spec);
  logChange(context.log, argv);
  offerCommandLine(doneText(container, spec), argv);
  return container.id;
}

/** Looks anew before it refuses: the picture may be some events behind the engine. */
async function refuseKnown({ store }: ChangeContext, spec: RunSpec): Promise<void> {
  const signal = new AbortController().signal;
  const { picture } = await store.connected(signal);
  if (runRefusal(picture, spec) === undefined) return;
  await store.refresh(signal);
  const refusal = runRefusal((await store.connected(signal)).picture, spec);
  if (refusal !== undefined) throw refusal;
}

async function runOn(
  context: ChangeContext,
  client: EngineClient,
  spec: RunSpec,
): Promise<Container> {
  const signal = new AbortController().signal;
  try {
    const id = await runContainer(client.connection, spec, signal);
    return await client.container(id, signal);
  } catch (error) {
    throw await explained(context, client, { spec, error });
  }
}

/** Looks anew at an engine that refused: somebody else may have been quicker. */
async function explained(
  { store }: ChangeContext,
  client: EngineClient,
  { spec, error }: { readonly spec: RunSpec; readonly error: unknown },
): Promise<unknown> {
  if (!(error instanceof EngineError)) return error;
  if (error.kind === "unreachable" || error.kind === "denied") return error;
  const signal = new AbortController().signal;
  const localImages = await client.imageNames(signal);
  if (error.kind === "notFound" && !isLocal(spec.image, localImages)) return imageMissing(spec);
  await store.refresh(signal);
  return runRefusal((await store.connected(signal)).picture, spec) ?? error;
}

function doneText(container: Container, { network }: RunSpec): string {
  const { name } = container;
  if (!isUp(container)) {
    return vscode.l10n.t("“{0}” was started and has ended already: its program is done.", name);
  }
  if (network.startsWith("container:")) {
    const owner = network.slice("container:".length);
    return vscode.l10n.t("“{0}” runs and shares the network of “{1}”.", name, owner);
  }
  if (network === "host" || network === "none") {
    return vscode.l10n.t("“{0}” runs in mode {1}.", name, network);
  }
  return vscode.l10n.t(
    "“{0}” runs on “{1}”.",
    name,
    container.attachments[0]?.networkName ?? network,
  );
}

async function inView<T>(task: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: viewIds.networks } }, task);
}
