// What follows from the option data for one release, worked out once however often it is asked for.
import type { EngineVersion } from "./engineVersion.ts";
import type { OptionData } from "./optionData.ts";

/** The same function, which keeps its results: there are few releases, and the data never changes. */
export function perRelease<T>(
  compute: (version: EngineVersion, data: OptionData) => T,
): (version: EngineVersion, data: OptionData) => T {
  const results = new WeakMap<OptionData, Map<string, T>>();
  return (version, data) => {
    const ofData = results.get(data) ?? new Map<string, T>();
    results.set(data, ofData);
    const release = version.join(".");
    const known = ofData.get(release);
    if (known !== undefined) return known;
    const result = compute(version, data);
    ofData.set(release, result);
    return result;
  };
}
