// Which keys of a daemon.json a daemon of a version takes, refuses or ignores.
import type { EngineVersion } from "./engineVersion.ts";
import { compareEngineVersions, parseEngineVersion } from "./engineVersion.ts";
import { isInRanges, type OptionData } from "./optionData.ts";
import type { DaemonKey, DaemonOption, ReleaseRange } from "./optionRecords.ts";

/**
 * What dockerd makes of a key on the top level. `ignored`: it passes the check and does nothing.
 * `refused`: there is such a setting, and the check does not let the key pass. `unknown`: in no release.
 */
export type KeyState = "effective" | "ignored" | "refused" | "notYet" | "removed" | "unknown";

/** What the daemon of a version makes of a key on the top level. */
export function keyState(key: string, version: EngineVersion, data: OptionData): KeyState {
  if (key === proxiesKey) return proxiesState(version, data);
  const known = findKey(key, data);
  if (known === undefined) return "unknown";
  const { effective, ignored, refused } = known;
  if (isInRanges(data, effective, version)) return "effective";
  if (isInRanges(data, ignored, version)) return "ignored";
  if (isInRanges(data, refused, version)) return "refused";
  return isBefore(version, [...effective, ...ignored, ...refused]) ? "notYet" : "removed";
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
  const names = data.daemonKeys
    .filter(({ key, effective }) => !key.includes(".") && isInRanges(data, effective, version))
    .map(({ key }) => key);
  return proxiesState(version, data) === "effective" ? [...names, proxiesKey] : names;
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

function proxiesState(version: EngineVersion, data: OptionData): KeyState {
  const inner = data.daemonKeys.find(({ key }) => key === "proxies.http-proxy");
  return inner && isInRanges(data, inner.effective, version) ? "effective" : "notYet";
}

function isBefore(version: EngineVersion, ranges: readonly ReleaseRange[]): boolean {
  return ranges.every(({ first }) => {
    const release = parseEngineVersion(first);
    return release !== undefined && compareEngineVersions(version, release) < 0;
  });
}
