// Creating a network: asked for step by step, or described by the command's argument.
import * as vscode from "vscode";
import { createNetworkCommand } from "../engine/commandLine.ts";
import { EngineError } from "../engine/errors.ts";
import {
  machineRoutes,
  readHostRoutes,
  routesOfInterfaces,
  sharesRoutes,
  withoutRoutesOf,
} from "../engine/hostRoutes.ts";
import { createNetwork as createOnEngine, type NetworkSpec } from "../engine/operations.ts";
import { logChange, offerCommandLine } from "./changingAction.ts";
import { viewIds } from "./contributions.ts";
import { parseNetworkArgument } from "./networkArgument.ts";
import { draftOf, type NetworkDraft } from "./networkDraft.ts";
import { knownRefusal, likelyRefusal } from "./networkRefusal.ts";
import { askNetworkSpec, type NetworkQuestion } from "./networkSpecFlow.ts";
import type { ChangeContext } from "./removeNetwork.ts";
import type { Surroundings } from "./subnetChoices.ts";

/**
 * Creates a network and resolves to its id. The argument is a NetworkSpec, taken without a question;
 * with `ask: "name" | "parent" | "subnet"` the flow opens there with the spec filled in. Without an
 * argument everything is asked.
 */
export async function createNetwork(context: ChangeContext, argument?: unknown): Promise<string> {
  const { spec, ask } = parseNetworkArgument(argument ?? { ask: "name" });
  if (ask === undefined) return create(context, { ...spec, name: spec.name ?? "" });
  return create(context, await askInFlow(context, draftOf(spec), ask));
}

async function askInFlow(
  context: ChangeContext,
  draft: NetworkDraft,
  first: NetworkQuestion,
): Promise<NetworkSpec> {
  // What others create meanwhile is taken into account while the user types.
  const watching = context.store.watch();
  try {
    const surroundings = await inView(() => look(context));
    const refreshFacts = (signal: AbortSignal): Promise<void> => context.store.refreshFacts(signal);
    return await askNetworkSpec({ ...surroundings, refreshFacts }, draft, first);
  } finally {
    watching.dispose();
  }
}

async function create(context: ChangeContext, spec: NetworkSpec): Promise<string> {
  const { store, log } = context;
  const id = await inView(async () => {
    await refuseKnown(context, spec);
    const signal = new AbortController().signal;
    const { client } = await store.connected(signal);
    try {
      return await createOnEngine(client.connection, spec, signal);
    } catch (error) {
      throw await explained(context, spec, error);
    }
  });
  const argv = createNetworkCommand(spec);
  logChange(log, argv);
  offerCommandLine(vscode.l10n.t("Created the network “{0}”.", spec.name), argv);
  await store.refreshAfterOwnChange();
  return id;
}

/** Looks anew before it refuses: the picture may be some events behind the engine. */
async function refuseKnown(context: ChangeContext, spec: NetworkSpec): Promise<void> {
  if (knownRefusal(await look(context), spec) === undefined) return;
  await context.store.refresh(new AbortController().signal);
  const refusal = knownRefusal(await look(context), spec);
  if (refusal !== undefined) throw refusal;
}

/** Looks anew at an engine that refused: somebody else may have been quicker. */
async function explained(
  context: ChangeContext,
  spec: NetworkSpec,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof EngineError)) return error;
  if (error.kind === "unreachable" || error.kind === "denied") return error;
  await context.store.refresh(new AbortController().signal);
  return likelyRefusal(await look(context), spec, error) ?? error;
}

async function look({ store }: ChangeContext): Promise<Surroundings> {
  const { client, picture } = await store.connected(new AbortController().signal);
  if (!sharesRoutes(client.connection.target.address)) {
    return { picture, hostRoutes: [], interfaces: [] };
  }
  const networks = [...picture.networks.values()];
  return {
    picture,
    hostRoutes: withoutRoutesOf(networks, await readHostRoutes()),
    interfaces: withoutRoutesOf(networks, routesOfInterfaces(machineRoutes.interfaces())),
  };
}

async function inView<T>(task: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: viewIds.networks } }, task);
}
