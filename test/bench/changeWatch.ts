// When a live picture first showed something.
import type { Disposable } from "../../src/base/event.ts";
import type { Logger } from "../../src/base/logger.ts";
import { NetworkStore } from "../../src/engine/networkStore.ts";
import type { ReadonlyPicture } from "../../src/model/picture.ts";
import { openClient } from "./scene.ts";

const limitMs = 20_000;

/** A store that watches an engine, as the extension's does. */
export class ChangeWatch implements Disposable {
  /** Events that the engine has sent so far. */
  eventCount = 0;
  readonly #store: NetworkStore;
  readonly #looks = new Set<() => void>();

  private constructor(address: string) {
    this.#store = new NetworkStore({
      connect: () => openClient(address),
      log: this.#countingLog(),
    });
    this.#store.onDidChange(() => {
      for (const look of this.#looks) look();
    });
  }

  /** Connects and resolves when the first picture is there. */
  static async start(address: string): Promise<ChangeWatch> {
    const watch = new ChangeWatch(address);
    watch.#store.watch();
    await watch.#store.connected(new AbortController().signal);
    return watch;
  }

  /**
   * Resolves to the moment (`performance.now()`) of the first change event from now on after which the
   * condition holds. Throws where that takes too long.
   */
  async when(what: string, condition: (picture: ReadonlyPicture) => boolean): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const look = (): void => {
      const { picture } = this.#store;
      if (picture !== undefined && condition(picture)) resolve(performance.now());
    };
    const limit = setTimeout(() => {
      reject(new Error(`Never seen: ${what}`));
    }, limitMs);
    this.#looks.add(look);
    return promise.finally(() => {
      clearTimeout(limit);
      this.#looks.delete(look);
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #countingLog(): Logger {
    return {
      debug: (message) => {
        if (message === "Event") this.eventCount += 1;
      },
      info: () => undefined,
      warn: console.warn,
      error: console.error,
    };
  }
}
