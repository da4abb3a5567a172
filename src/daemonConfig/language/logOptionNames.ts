// The keys to offer in --log-opt and log-opts.
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { commonLogOptions, logOptionsOf } from "../rules/logOptions.ts";

/** The keys for a driver; those of json-file where nothing says another, as it is the default. */
export function logOptionNames(
  driver: string | undefined,
  version: EngineVersion,
): readonly string[] {
  const own = [...(logOptionsOf(driver ?? "json-file") ?? [])]
    .filter(([, { since, removedIn }]) => {
      const isThere = since === undefined || isAtLeast(version, since);
      return isThere && (removedIn === undefined || !isAtLeast(version, removedIn));
    })
    .map(([name]) => name);
  return [...own, ...commonLogOptions];
}
