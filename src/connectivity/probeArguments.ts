// How probes become the arguments of the program that runs them: each target is one argument, as it is,
// and never a part of the program's text.
import type { Probe } from "./probe.ts";
import { probeScript } from "./probeScript.ts";

export interface ProbeLimits {
  /** How many probes run at once. */
  readonly width: number;
  /** How long to wait for one answer, in whole seconds. */
  readonly waitSeconds: number;
}

export const defaultLimits: ProbeLimits = { width: 4, waitSeconds: 1 };

/** The argv of one exec that runs these probes. Each is known by its index in the records that follow. */
export function batchArguments(probes: readonly Probe[], limits: ProbeLimits): readonly string[] {
  const lanes = lanesOf(probes, limits.width);
  const width = Math.max(1, new Set(lanes).size);
  const each = probes.flatMap((probe, index) => [
    String(lanes[index] ?? 0),
    String(index),
    probe.kind,
    probe.target,
    probe.address ?? "",
    "port" in probe ? String(probe.port) : "",
    probe.kind === "http" ? probe.path : "",
  ]);
  const settings = [String(width), String(limits.waitSeconds)];
  return ["sh", "-c", probeScript, "sh", ...settings, ...each];
}

/** What can't be handed to a program, or would be more than a path within a request. */
export function isAskable(probe: Probe): boolean {
  const texts = [probe.target, probe.address ?? ""];
  if (probe.target === "" || texts.some((text) => text.includes("\0") || text.length > 1000)) {
    return false;
  }
  return probe.kind !== "http" || /^\/[!-~]*$/.test(probe.path);
}

/** One lane runs one probe after the other. Those of one target share theirs, and its one resolution. */
function lanesOf(probes: readonly Probe[], width: number): readonly number[] {
  const lanes = new Map<string, number>();
  return probes.map(({ target, address }) => {
    const key = JSON.stringify([target, address]);
    const lane = lanes.get(key) ?? lanes.size % Math.max(1, width);
    lanes.set(key, lane);
    return lane;
  });
}
