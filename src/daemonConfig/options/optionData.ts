// Every option of every release of dockerd, read from the data file the first time somebody asks.
import { compareEngineVersions, isAtLeast, parsedRelease } from "./engineVersion.ts";
import type { EngineVersion } from "./engineVersion.ts";
import { parseDaemonKey, parseOption, parseRelease } from "./optionRecords.ts";
import { field, list, type Fields } from "./jsonFields.ts";
import type { DaemonKey, DaemonOption, EngineRelease, ReleaseRange } from "./optionRecords.ts";

export interface OptionData {
  /** Where the data comes from. */
  readonly origin: string;
  /** The newest release that the data knows. */
  readonly newestEngine: string;
  /** Flags, daemon.json keys without a flag, distributions' own flags, and the client's flags. */
  readonly options: readonly DaemonOption[];
  /** Every key that some release accepts, refuses by name, or takes and ignores. */
  readonly daemonKeys: readonly DaemonKey[];
  /** Oldest first. */
  readonly releases: readonly EngineRelease[];
  /** dockerd's own flags by their long name. */
  readonly flags: ReadonlyMap<string, DaemonOption>;
}

/** The option data, read once. Nothing is read before the first call. */
export function loadOptionData(): Promise<OptionData> {
  loaded ??= import("./dockerdOptions.json", { with: { type: "json" } }).then((module) =>
    parseOptionData(module.default),
  );
  return loaded;
}

let loaded: Promise<OptionData> | undefined;

function parseOptionData(data: Fields): OptionData {
  const meta = field.fields(data, "meta");
  const options = list(data, "options", parseOption);
  const flags = options.filter((option) => option.kind === "flag");
  return {
    origin: field.text(meta, "origin"),
    newestEngine: field.text(meta, "newestEngine"),
    options,
    daemonKeys: list(data, "daemonJsonKeys", parseDaemonKey),
    releases: list(data, "engineReleases", parseRelease),
    flags: new Map(flags.map((option) => [option.name, option])),
  };
}

/**
 * What an option is to a daemon of a version. `refused`: it parses, and the daemon does not start.
 * `foreign`: a flag of a distribution's daemon, of the client, or of Windows.
 */
export type OptionState = "notYet" | "usable" | "deprecated" | "refused" | "removed" | "foreign";

/** What an option is to a daemon (on Linux) of a version. */
export function optionState(option: DaemonOption, version: EngineVersion): OptionState {
  const reached = (release: string | undefined): boolean =>
    release !== undefined && isAtLeast(version, release);
  const isForeign = option.kind === "distribution" || option.kind === "client-only";
  if (isForeign || option.platforms === "windows") return "foreign";
  if (!reached(option.since)) return "notYet";
  if (reached(option.removedIn)) return "removed";
  if (reached(option.fatalSince)) return "refused";
  return reached(option.deprecatedSince) ? "deprecated" : "usable";
}

/** True where the daemon (on Linux) of that version parses the flag at all. */
export function isDefined(option: DaemonOption, version: EngineVersion): boolean {
  const state = optionState(option, version);
  return state === "usable" || state === "deprecated" || state === "refused";
}

/**
 * True where the version lies in one of the ranges. A version that the data does not know (a later
 * patch, a release to come) counts as the newest one before it that the data knows.
 */
export function isInRanges(
  data: OptionData,
  ranges: readonly ReleaseRange[],
  version: EngineVersion,
): boolean {
  const at = knownRelease(data, version);
  return ranges.some(({ first, last }) => {
    const end = parsedRelease(last);
    return isAtLeast(at, first) && end !== undefined && compareEngineVersions(at, end) <= 0;
  });
}

/** The release that the data knows a version as. */
function knownRelease({ releases }: OptionData, version: EngineVersion): EngineVersion {
  for (let index = releases.length - 1; index >= 0; index -= 1) {
    const release = parsedRelease(releases[index]?.version ?? "");
    if (release !== undefined && compareEngineVersions(release, version) <= 0) return release;
  }
  return version;
}
