// The questions of network checks, asked by the containers of a real engine.
import { setTimeout as delay } from "node:timers/promises";
import type { EngineConnection } from "../../engine/connection.ts";
import { eachLimited } from "../../engine/eachLimited.ts";
import { EngineError } from "../../engine/errors.ts";
import type { HelperContainers } from "../../engine/helperContainers.ts";
import { forgottenAfterMs } from "../mesh.ts";
import { unknownResult, type ProbeResult } from "../probe.ts";
import { probeAll } from "../probeBatch.ts";
import { roundsOf } from "./rounds.ts";
import type { AskProbes, SourceProbes } from "./runChecks.ts";

/** Enough for two cores; more at once make each other slow, and slow answers look like none. */
const fewSources = 4;

/**
 * Asks in one exec for each source, a few sources at once, in rounds that the host has room for. Without
 * helpers, what an image can't do stays unknown.
 */
export function askEngine(
  connection: EngineConnection,
  helpers: HelperContainers | undefined,
  sourcesAtOnce = fewSources,
): AskProbes {
  return async (asked, onResult, signal) => {
    for (const [index, round] of roundsOf(asked).entries()) {
      if (index > 0) await delay(forgottenAfterMs, undefined, { signal });
      const askOne = (one: SourceProbes): Promise<void> => {
        const settle = (result: ProbeResult): void => {
          onResult(one.source, result);
        };
        return askFrom(connection, { ...one, helpers, settle }, signal);
      };
      await eachLimited(round, askOne, sourcesAtOnce);
    }
  };
}

interface Asking extends SourceProbes {
  readonly helpers: HelperContainers | undefined;
  readonly settle: (result: ProbeResult) => void;
}

/** One source that cannot ask (gone meanwhile, no helper image) leaves the others their answers. */
async function askFrom(
  connection: EngineConnection,
  { source, probes, helpers, settle }: Asking,
  signal: AbortSignal,
): Promise<void> {
  const open = new Set(probes);
  const onResult = (result: ProbeResult): void => {
    open.delete(result.probe);
    settle(result);
  };
  try {
    const batch = { source, probes, onResult, ...(helpers === undefined ? {} : { helpers }) };
    await probeAll(connection, batch, signal);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.kind === "unreachable" || error.kind === "denied") throw error;
    for (const probe of open) settle(unknownResult(probe, "notProbed", error.message));
  }
}
