// What tests ask with: the engine of the moment, the window's helpers, and the user's settings.
import { askEngine } from "../../connectivity/askEngine.ts";
import type { AskProbes } from "../../connectivity/probeBatch.ts";
import { lookAt, type Look } from "../../connectivity/diagnosis/look.ts";
import type { EngineConnection } from "../../engine/connection.ts";
import { hasImage, type HelperContainers } from "../../engine/helperContainers.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { sourcesAtOnceSetting } from "../askSettings.ts";
import type { ProbeHelpers } from "../probeHelpers.ts";

export interface TestTools {
  readonly connection: EngineConnection;
  /** Undefined where the engine lacks their image: nothing is pulled unasked. */
  readonly helpers: HelperContainers | undefined;
  readonly ask: AskProbes;
  readonly look: Look;
  readonly sourcesAtOnce: number;
}

/** Connects. The store has to be watched as long as the result is used. */
export async function testTools(
  parts: { readonly store: NetworkStore; readonly helpers: () => Promise<ProbeHelpers> },
  signal: AbortSignal,
): Promise<TestTools> {
  const { client } = await parts.store.connected(signal);
  const { connection } = client;
  const held = await (await parts.helpers()).on(connection);
  const helpers = (await hasImage(connection, held.image, signal)) ? held : undefined;
  const sourcesAtOnce = sourcesAtOnceSetting();
  const ask = askEngine(connection, helpers, { sourcesAtOnce });
  return { connection, helpers, ask, look: lookAt(connection, held), sourcesAtOnce };
}
