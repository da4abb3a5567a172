// Which keys of a daemon.json a daemon of a version takes, refuses or ignores.
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import { isInRanges, type OptionData } from "./optionData.ts";
import { perRelease } from "./perRelease.ts";
import type { DaemonKey, DaemonOption, ReleaseRange } from "./optionRecords.ts";

/**
 * What dockerd makes of a key on the top level. `ignored`: it passes the check and does nothing.
 * `refused`: there is such a setting, and the check does not let the key pass. `unknown`: in no release.
 */
export type KeyState = "effective" | "ignored" | "refused" | "notYet" | "removed" | "unknown";

/** What the daemon of a version makes of a key on the top level. */
export function keyState(key: string, version: EngineVersion, data: OptionData): KeyState {
  return keysAt(version, data).states.get(key) ?? "unknown";
}

/** The object that holds the proxies, which is no option itself. */
export const proxiesKey = "proxies";

/** The data of a key on the top level. */
export function findKey(key: string, data: OptionData): DaemonKey | undefined {
  return key.includes(".") ? undefined : data.daemonKeys.find((each) => each.key === key);
}

/** The option that a key sets or that had the key once, undefined for names that no daemon.json can set. */
export function optionOfKey(key: string, data: OptionData): DaemonOption | undefined {
  return data.options.find((option) => option.jsonKey === key && option.kind !== "distribution");
}

/** The keys that do something, `proxies` included. */
export function effectiveKeys(version: EngineVersion, data: OptionData): readonly string[] {
  return keysAt(version, data).effective;
}

/** The keys whose value is an object by nature. What is inside any other object dockerd takes for options. */
const flatKeys = new Set(
  ["cluster-store-opts", "log-opts", "runtimes", "default-ulimits", "features", "builder"].concat([
    "default-network-opts",
    "nri-opts",
  ]),
);

/** True where dockerd does not look for options inside an object of that name. */
export function isFlat(key: string, version: EngineVersion, data: OptionData): boolean {
  return flatKeys.has(key) && keyState(key, version, data) !== "notYet";
}

/** All keys at a version. */
const keysAt = perRelease(findKeys);

interface KeysOfVersion {
  readonly states: ReadonlyMap<string, KeyState>;
  readonly effective: readonly string[];
}

function findKeys(version: EngineVersion, data: OptionData): KeysOfVersion {
  const states = new Map(
    data.daemonKeys
      .filter(({ key }) => !key.includes("."))
      .map((known) => [known.key, stateOf(known, version, data)] as const),
  );
  const inner = data.daemonKeys.find(({ key }) => key === "proxies.http-proxy");
  if (inner !== undefined) states.set(proxiesKey, stateOf(inner, version, data));
  const effective = [...states].filter(([, state]) => state === "effective").map(([key]) => key);
  return { states, effective };
}

function stateOf(
  { effective, ignored, refused }: DaemonKey,
  version: EngineVersion,
  data: OptionData,
): KeyState {
  if (isInRanges(data, effective, version)) return "effective";
  if (isInRanges(data, ignored, version)) return "ignored";
  if (isInRanges(data, refused, version)) return "refused";
  return isBefore(version, [...effective, ...ignored, ...refused]) ? "notYet" : "removed";
}

function isBefore(version: EngineVersion, ranges: readonly ReleaseRange[]): boolean {
  return ranges.every(({ first }) => !isAtLeast(version, first));
}
