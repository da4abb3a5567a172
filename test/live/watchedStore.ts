// A store that is watched by a test, which waits for what the picture shows and never for time.
import type { Disposable } from "../../src/base/event.ts";
import { NetworkStore } from "../../src/engine/networkStore.ts";
import type { ReadonlyPicture } from "../../src/model/picture.ts";
import type { PictureChange } from "../../src/model/pictureChange.ts";
import { connectTo } from "./connectTo.ts";

export interface WatchedStore extends AsyncDisposable {
  readonly store: NetworkStore;
  /** What keeps the store live. */
  readonly watching: Disposable;
  /** The picture of this moment. */
  readonly picture: ReadonlyPicture;
  /** Everything that was reported since the first picture. */
  readonly changes: readonly PictureChange[];
  /** The number of events since the subscription. */
  events(): number;
  /** Resolves once a condition holds. Looked at with every change of the picture and of the state. */
  until(condition: (picture: ReadonlyPicture) => boolean): Promise<void>;
}

/** Watches the engine at an address and resolves when there is a picture, and all facts about the engine. */
export async function watchStore(address: string): Promise<WatchedStore> {
  const changes: PictureChange[] = [];
  let events = 0;
  const ignore = (): void => undefined;
  const count = (message: string): void => {
    if (message === "Event") events += 1;
  };
  const store = new NetworkStore({
    connect: () => connectTo(address),
    log: { debug: count, info: ignore, warn: ignore, error: ignore },
  });
  const watching = store.watch();
  await until(store, () => store.state.kind === "connected");
  if (store.state.kind === "connected") await store.state.facts;
  store.onDidChange((change) => changes.push(change));
  return {
    store,
    watching,
    get picture() {
      return pictureOf(store);
    },
    changes,
    events: () => events,
    until: (condition) => until(store, () => condition(pictureOf(store))),
    [Symbol.asyncDispose]: () => {
      store.dispose();
      return Promise.resolve();
    },
  };
}

function pictureOf(store: NetworkStore): ReadonlyPicture {
  if (store.picture === undefined) throw new Error("There is no picture yet.");
  return store.picture;
}

async function until(store: NetworkStore, condition: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const look = (): void => {
    if (condition()) resolve(undefined);
  };
  const listeners = [store.onDidChange(look), store.onDidChangeState(look)];
  look();
  await promise;
  for (const listener of listeners) listener.dispose();
}
