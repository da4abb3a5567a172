// All probes of one source in one exec: in the source itself, and what its image could not do, in a
// helper that shares its network namespace. Results come as they arrive.
import type { EngineConnection } from "../engine/connection.ts";
import { EngineError } from "../engine/errors.ts";
import type { HelperContainers } from "../engine/helperContainers.ts";
import { execInContainer } from "../engine/terminalSession.ts";
import { type Container, isUp } from "../model/container.ts";
import { type Probe, type ProbeResult, unknownResult } from "./probe.ts";
import { ProbeRecords } from "./probeRecords.ts";
import { batchArguments, defaultLimits, isAskable, type ProbeLimits } from "./probeArguments.ts";
import { couldNotRun, resultOf } from "./probeVerdict.ts";
import { sourceObstacle } from "./ping.ts";

/** What one container is to ask. */
export interface SourceProbes {
  readonly source: Container;
  readonly probes: readonly Probe[];
}

/** Asks the probes, and calls back with each answer. Throws where the engine cannot be used, or the abort. */
export type AskProbes = (
  asked: readonly SourceProbes[],
  onResult: (source: Container, result: ProbeResult) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface ProbeBatch extends SourceProbes {
  readonly limits?: ProbeLimits;
  /** Where undefined, what the image can't do stays unknown. */
  readonly helpers?: HelperContainers;
  /** Called once for each probe, in the order of arrival. */
  readonly onResult?: (result: ProbeResult) => void;
}

/**
 * Runs the probes and resolves to their results, in the probes' order. Throws the signal's abort once
 * the source is silent, and an EngineError where the engine fails or the helper's image is missing.
 */
export async function probeAll(
  connection: EngineConnection,
  batch: ProbeBatch,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const results = new Map<Probe, ProbeResult>();
  const settle = (result: ProbeResult): void => {
    results.set(result.probe, result);
    batch.onResult?.(result);
  };
  const { source, limits = defaultLimits } = batch;
  const obstacle = sourceObstacle(source);
  const askable = batch.probes.filter((probe) => obstacle === undefined && isAskable(probe));
  for (const probe of batch.probes) {
    if (!askable.includes(probe)) settle(unknownResult(probe, "notProbed"));
  }
  const run = { connection, limits, signal };
  const undone = await runIn(source.id, { ...run, probes: askable, ranIn: "container" }, settle);
  const { helpers } = batch;
  if (helpers === undefined || !undone.some(couldNotRun) || !isUp(source)) {
    undone.forEach(settle);
  } else {
    undone.filter((result) => !couldNotRun(result)).forEach(settle);
    const probes = undone.filter(couldNotRun).map(({ probe }) => probe);
    const ask = (helper: string): ReturnType<typeof runIn> =>
      runIn(helper, { ...run, probes, ranIn: "helper" }, settle);
    (await helpers.use(source.id, ask, signal)).forEach(settle);
  }
  return batch.probes.flatMap((probe) => results.get(probe) ?? []);
}

interface Run {
  readonly connection: EngineConnection;
  readonly limits: ProbeLimits;
  readonly probes: readonly Probe[];
  readonly ranIn: "container" | "helper";
  readonly signal: AbortSignal;
}

/** Settles what could be done in a container and resolves to what could not. */
async function runIn(
  containerId: string,
  { connection, limits, probes, ranIn, signal }: Run,
  settle: (result: ProbeResult) => void,
): Promise<readonly ProbeResult[]> {
  if (probes.length === 0) return [];
  const open = new Set(probes);
  const undone: ProbeResult[] = [];
  const records = new ProbeRecords(probes.length, (record) => {
    const probe = probes[record.index];
    if (probe === undefined) return;
    open.delete(probe);
    const result = resultOf(probe, record, ranIn);
    if (couldNotRun(result)) undone.push(result);
    else settle(result);
  });
  const onOutput = (text: string): void => {
    records.add(text);
  };
  const argv = batchArguments(probes, limits);
  const exitCode = await execInContainer(connection, containerId, { argv, onOutput }, signal).catch(
    (error: unknown) => {
      // Some engines refuse to start what an image does not have, instead of an exit code.
      if (error instanceof EngineError && error.kind === "failed") return notExecutable;
      throw error;
    },
  );
  const reason = exitCode === 126 || exitCode === 127 ? "noTool" : "ended";
  return [...undone, ...[...open].map((probe) => unknownResult(probe, reason))];
}

const notExecutable = 126;
