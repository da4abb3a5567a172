// The live picture for everybody in this window: of the engine that the settings name, and of another one
// when they change.
import type { Disposable } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import { LastResults } from "../connectivity/networkTest/lastResults.ts";
import { NetworkStore } from "../engine/networkStore.ts";
import { onDidChangeSetting } from "./config.ts";

export interface OpenStore extends Disposable {
  readonly store: NetworkStore;
  /** What tests of its networks and containers said, for the rows of views. */
  readonly results: LastResults;
}

/** Makes the store. It connects when it is watched, and the code for that is loaded then. */
export function openStore(log: Logger): OpenStore {
  const store = new NetworkStore({
    connect: async () => (await import("./openEngine.ts")).openEngine(),
    log,
  });
  const results = new LastResults(store);
  const listening = onDidChangeSetting(["portolan.engine.address"], () => {
    store.reconnect();
  });
  return {
    store,
    results,
    dispose: () => {
      listening.dispose();
      results.dispose();
      store.dispose();
    },
  };
}
