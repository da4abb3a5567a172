// The wait for an engine that is being connected to, for those who have nothing to show before.
import type { NetworkStore } from "../../engine/networkStore.ts";

/** Resolves once the engine has answered or is known to be away; at once where nobody is connecting. */
export async function connectionKnown(store: NetworkStore): Promise<void> {
  if (store.state.kind !== "connecting") return;
  await new Promise<void>((resolve) => {
    const listening = store.onDidChangeState(({ kind }) => {
      if (kind === "connecting") return;
      listening.dispose();
      resolve();
    });
  });
}
