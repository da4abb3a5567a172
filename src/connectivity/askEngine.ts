// Questions, asked by the containers of a real engine.
import type { EngineConnection } from "../engine/connection.ts";
import type { HelperContainers } from "../engine/helperContainers.ts";
import { askInRounds, type Asking } from "./askInRounds.ts";
import type { AskProbes } from "./probeBatch.ts";

/**
 * Asks in one exec for each source, a few sources at once, in rounds that the host has room for. Without
 * helpers, what an image can't do stays unknown.
 */
export function askEngine(
  connection: EngineConnection,
  helpers: HelperContainers | undefined,
  wishes: Omit<Asking, "helpers" | "onResult"> = {},
): AskProbes {
  return (asked, onResult, signal) =>
    askInRounds(connection, asked, { ...wishes, helpers, onResult }, signal);
}
