// Carries out a fix: step by step, and where a later step fails, what the earlier ones connected, took off
// and made is undone.
import type { EngineConnection } from "../../engine/connection.ts";
import type { EngineClient } from "../../engine/engineClient.ts";
import {
  connectContainer,
  createNetwork,
  disconnectContainer,
  removeNetwork,
  restartContainer,
  startContainer,
  unpauseContainer,
} from "../../engine/operations.ts";
import { removalReference } from "../../engine/podman.ts";
import { attachmentTo } from "../../model/container.ts";
import type { EngineInfo } from "../../model/engineInfo.ts";
import type { FixStep, Named } from "./fixSteps.ts";

export interface FixOrder {
  readonly client: EngineClient;
  /** What the engine says about itself. */
  readonly engine: EngineInfo;
  readonly steps: readonly FixStep[];
  /** Called before each step. */
  readonly onStep?: (step: FixStep) => void;
}

/** Takes back what was done. */
type Undo = (signal: AbortSignal) => Promise<void>;

/** How long an undo may take after the user has already cancelled. */
const undoMs = 20_000;

/**
 * Resolves once all steps are done. Where one fails, or the signal ends it, the networks are as before, and
 * what failed is thrown. A container that was started stays started.
 */
export async function applyFix(order: FixOrder, signal: AbortSignal): Promise<void> {
  const undos: Undo[] = [];
  try {
    for (const step of order.steps) {
      signal.throwIfAborted();
      order.onStep?.(step);
      await apply(order, step, undos, signal);
    }
  } catch (error) {
    const late = AbortSignal.timeout(undoMs);
    for (const undo of undos.reverse()) {
      // What failed first is what the user has to hear of.
      await undo(late).catch(() => undefined);
    }
    throw error;
  }
}

async function apply(
  { client, engine }: FixOrder,
  step: FixStep,
  undos: Undo[],
  signal: AbortSignal,
): Promise<void> {
  const { connection } = client;
  switch (step.kind) {
    case "start":
      await startContainer(connection, step.container.id, signal);
      return;
    case "unpause":
      await unpauseContainer(connection, step.container.id, signal);
      return;
    case "restart":
      await restartContainer(connection, step.container.id, signal);
      return;
    case "connect":
      undos.push(await connect(connection, { ...step, networkId: step.network.id }, signal));
      return;
    case "disconnect": {
      const spec = { networkId: step.network.id, containerId: step.container.id };
      // Listings leave out the names that it has there.
      const before = attachmentTo(await client.container(spec.containerId, signal), step.network);
      const aliases = before?.endpoint.aliases ?? [];
      await disconnectContainer(connection, spec.networkId, spec.containerId, signal);
      undos.push((late) => connectContainer(connection, { ...spec, aliases }, late));
      return;
    }
    case "createNetwork": {
      const { name } = step;
      const id = await createNetwork(connection, { name, driver: "bridge" }, signal);
      undos.push((late) => removeNetwork(connection, removalReference(engine, { id, name }), late));
      for (const container of step.containers) {
        undos.push(await connect(connection, { container, networkId: id }, signal));
      }
      return;
    }
    default:
      step satisfies never;
  }
}

interface Connecting {
  readonly container: Named;
  readonly networkId: string;
  readonly aliases?: readonly string[];
}

async function connect(
  connection: EngineConnection,
  { container: { id: containerId }, networkId, aliases = [] }: Connecting,
  signal: AbortSignal,
): Promise<Undo> {
  const spec = { networkId, containerId, ...(aliases.length === 0 ? {} : { aliases }) };
  await connectContainer(connection, spec, signal);
  return (late) => disconnectContainer(connection, networkId, containerId, late);
}
