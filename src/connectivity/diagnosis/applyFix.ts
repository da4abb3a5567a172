// Carries out a fix: step by step, and where a later step fails, what the earlier ones connected, took off
// and made is undone.
import type { EngineClient } from "../../engine/engineClient.ts";
import {
  connectContainer,
  createNetwork,
  disconnectContainer,
  removeNetwork,
  restartContainer,
  startContainer,
  unpauseContainer,
  type ConnectSpec,
} from "../../engine/operations.ts";
import { EngineError } from "../../engine/errors.ts";
import { removalReference } from "../../engine/podman.ts";
import type { EngineInfo } from "../../model/engineInfo.ts";
import { asOptionalText, asOptionalTexts, asRecord } from "../../model/json.ts";
import type { FixStep, Named } from "./fixSteps.ts";

export interface FixOrder {
  readonly client: EngineClient;
  /** What the engine says about itself. */
  readonly engine: EngineInfo;
  readonly steps: readonly FixStep[];
  /** Called before each step. */
  readonly onStep?: (step: FixStep) => void;
}

/** A fix that failed and could not be undone either: networks are not as before. Its cause is the first failure. */
export class NotUndoneError extends Error {
  override readonly name = "NotUndoneError";
}

/**
 * Resolves once all steps are done. Where one fails, or the signal ends it, the networks are as before, and
 * what failed is thrown. A container that was started stays started.
 */
export async function applyFix(order: FixOrder, signal: AbortSignal): Promise<void> {
  const work = new FixWork(order);
  try {
    for (const step of order.steps) {
      signal.throwIfAborted();
      order.onStep?.(step);
      await work.apply(step, signal);
    }
  } catch (error) {
    if (await work.undo()) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new NotUndoneError(message, { cause: error });
  }
}

/** How long an engine may take to change a network, or to take that back. */
const changeMs = 30_000;

/** What a container has on a network beyond being there. */
type Kept = Pick<ConnectSpec, "aliases" | "ipv4Address">;

class FixWork {
  readonly #client: EngineClient;
  readonly #engine: EngineInfo;
  readonly #undos: ((signal: AbortSignal) => Promise<void>)[] = [];
  /** What it had where it was taken off, by container and network. */
  readonly #kept = new Map<string, Kept>();

  constructor({ client, engine }: FixOrder) {
    this.#client = client;
    this.#engine = engine;
  }

  async apply(step: FixStep, signal: AbortSignal): Promise<void> {
    const { connection } = this.#client;
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
        await this.#connect(step, step.network.id);
        return;
      case "disconnect":
        await this.#disconnect(step, signal);
        return;
      case "createNetwork":
        await this.#create(step, signal);
        return;
      default:
        step satisfies never;
    }
  }

  /** Takes back what was done, the last first, and resolves to whether all of it could be. */
  async undo(): Promise<boolean> {
    let isWhole = true;
    for (const undo of this.#undos.reverse()) {
      await undo(AbortSignal.timeout(changeMs)).catch(() => {
        isWhole = false;
      });
    }
    return isWhole;
  }

  async #connect(
    { container, aliases = [] }: { readonly container: Named; readonly aliases?: Kept["aliases"] },
    networkId: string,
  ): Promise<void> {
    const { connection } = this.#client;
    const kept = this.#kept.get(placeOf(container.id, networkId)) ?? {};
    const all = [...new Set([...(kept.aliases ?? []), ...aliases])];
    const spec = { networkId, containerId: container.id, ...kept, ...aliasesIn(all) };
    await this.#change(
      (signal) => connectContainer(connection, spec, signal),
      (signal) => disconnectContainer(connection, networkId, container.id, signal),
    );
  }

  async #disconnect(
    { container, network }: { readonly container: Named; readonly network: Named },
    signal: AbortSignal,
  ): Promise<void> {
    const { connection } = this.#client;
    const spec = { networkId: network.id, containerId: container.id };
    const kept = keptOn(await this.#client.inspectContainer(container.id, signal), network);
    this.#kept.set(placeOf(container.id, network.id), kept);
    await this.#change(
      (late) => disconnectContainer(connection, network.id, container.id, late),
      (late) => connectContainer(connection, { ...spec, ...kept }, late),
    );
  }

  async #create(
    { name, containers }: { readonly name: string; readonly containers: readonly Named[] },
    signal: AbortSignal,
  ): Promise<void> {
    const { connection } = this.#client;
    let id = "";
    await this.#change(
      async (late) => {
        id = await createNetwork(connection, { name, driver: "bridge" }, late);
      },
      // Where no answer came, its name is all that is known of it.
      (late) => {
        const network = { id: id === "" ? name : id, name };
        return removeNetwork(connection, removalReference(this.#engine, network), late);
      },
    );
    for (const container of containers) {
      signal.throwIfAborted();
      await this.#connect({ container }, id);
    }
  }

  /**
   * A change to its end, whoever gives up waiting: of one that is half done nobody knows how to take it
   * back. Where the engine is lost meanwhile it may be done all the same.
   */
  async #change(
    run: (signal: AbortSignal) => Promise<void>,
    undo: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const signal = AbortSignal.timeout(changeMs);
    try {
      await run(signal);
    } catch (error) {
      const isRefused = error instanceof EngineError && error.kind !== "unreachable";
      if (!isRefused) this.#undos.push(undo);
      if (signal.aborted) throw new EngineError("unreachable", "no answer", { cause: error });
      throw error;
    }
    this.#undos.push(undo);
  }
}

function placeOf(containerId: string, networkId: string): string {
  return `${containerId} ${networkId}`;
}

/** The names that a container was given on a network, and its fixed address where the engine tells of it (Docker). */
function keptOn(inspected: unknown, { id, name }: Named): Kept {
  const networks = asRecord(asRecord(asRecord(inspected)["NetworkSettings"])["Networks"]);
  const found = Object.entries(networks).find(([key, endpoint]) => {
    return key === name || asRecord(endpoint)["NetworkID"] === id;
  });
  const endpoint = asRecord(found?.[1]);
  const ipv4Address = asOptionalText(asRecord(endpoint["IPAMConfig"])["IPv4Address"]);
  return {
    ...aliasesIn(asOptionalTexts(endpoint["Aliases"]) ?? []),
    ...(ipv4Address === undefined ? {} : { ipv4Address }),
  };
}

function aliasesIn(aliases: readonly string[]): Pick<Kept, "aliases"> {
  return aliases.length === 0 ? {} : { aliases };
}
