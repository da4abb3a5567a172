// A store over the suite's engine that shows an old picture until it is told to look again: the moment
// between a change on the engine and its event, made as long as a test needs it.
import { NetworkStore } from "../../src/engine/networkStore.ts";
import type { ReadonlyPicture } from "../../src/model/picture.ts";
import { openClient, silentLog } from "./realEngine.ts";

export class OutdatedStore extends NetworkStore {
  #outdated: ReadonlyPicture | undefined;

  constructor(outdated: ReadonlyPicture) {
    super({ connect: () => openClient(), log: silentLog });
    this.#outdated = outdated;
  }

  override async connected(signal: AbortSignal): ReturnType<NetworkStore["connected"]> {
    const { client, picture } = await super.connected(signal);
    return { client, picture: this.#outdated ?? picture };
  }

  override async refresh(signal: AbortSignal): Promise<void> {
    this.#outdated = undefined;
    await super.refresh(signal);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
