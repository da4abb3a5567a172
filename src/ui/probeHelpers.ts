// The helper containers of this window: shared by everybody who probes, kept while the window lives, and
// removed with it.
import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { EngineTarget } from "../engine/address.ts";
import { EngineConnection } from "../engine/connection.ts";
import { HelperContainers, removeLeftHelpers } from "../engine/helperContainers.ts";
import { onDidChangeSetting, setting } from "./config.ts";
import { RoomChoice } from "./roomChoice.ts";

export class ProbeHelpers {
  /** Whether one may make room in the host's table of neighbors. */
  readonly room = new RoomChoice();
  readonly #log: Logger;
  readonly #opened = new Map<string, Promise<Opened>>();
  readonly #listening: vscode.Disposable;

  constructor(log: Logger) {
    this.#log = log;
    const ids = ["portolan.engine.address", "portolan.probe.image"] as const;
    this.#listening = onDidChangeSetting(ids, () => void this.#close());
  }

  /** The helpers on the engine that a connection leads to. They outlive the connection, and are not the caller's to remove. */
  async on({ target }: Pick<EngineConnection, "target">): Promise<HelperContainers> {
    const image = setting("portolan.probe.image");
    const key = JSON.stringify([target.address, image]);
    const opened = this.#opened.get(key) ?? this.#open(target, image);
    this.#opened.set(key, opened);
    try {
      return (await opened).helpers;
    } catch (error) {
      this.#opened.delete(key);
      throw error;
    }
  }

  /** Resolves when all helpers are gone. What does not get that far is found by the next window. */
  async dispose(): Promise<void> {
    this.#listening.dispose();
    await this.#close();
  }

  async #open(target: EngineTarget, image: string): Promise<Opened> {
    const connection = await EngineConnection.open(target);
    const closed = new AbortController();
    removeLeftHelpers(connection, closed.signal).catch((error: unknown) => {
      if (!closed.signal.aborted) this.#log.warn("Helpers of others that ended may be left", error);
    });
    return { connection, closed, helpers: new HelperContainers(connection, image) };
  }

  async #close(): Promise<void> {
    const all = [...this.#opened.values()];
    this.#opened.clear();
    const closing = all.map(async (opening) => {
      const { connection, closed, helpers } = await opening;
      closed.abort();
      await helpers[Symbol.asyncDispose]();
      connection.dispose();
    });
    // One that could not be opened has nothing to remove.
    await Promise.allSettled(closing);
  }
}

interface Opened {
  readonly connection: EngineConnection;
  readonly closed: AbortController;
  readonly helpers: HelperContainers;
}
