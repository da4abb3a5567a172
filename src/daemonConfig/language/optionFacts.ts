// What an option is to the daemon of one version: its default, its values, whether to offer it at all.
import { socketHost } from "../options/hostValue.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { nearest } from "../../base/nearMiss.ts";
import { optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";

/** What the daemon does without the option, as a flag would say it. */
export function defaultAt(option: DaemonOption, version: EngineVersion): string | undefined {
  const past = option.defaultHistory.findLast(({ since }) => isAtLeast(version, since));
  return past === undefined ? option.default : past.value || undefined;
}

/** The values of an option that the daemon of a version knows, on Linux. */
export function valuesAt(option: DaemonOption, version: EngineVersion): readonly string[] {
  return option.values
    .filter(({ value, since, removedIn, isWindowsOnly }) => {
      const isThere = since === undefined || isAtLeast(version, since);
      const isGone = removedIn !== undefined && isAtLeast(version, removedIn);
      return value !== "" && !isWindowsOnly && isThere && !isGone;
    })
    .map(({ value }) => value);
}

/** The value that was meant by one that the option does not take. */
export function nearestOf(
  option: DaemonOption,
  written: string,
  version: EngineVersion,
): string | undefined {
  if (option.name === "host") return socketHost(written);
  return option.valuesOf === undefined ? nearest(written, valuesAt(option, version)) : undefined;
}

/** True for a flag that a person may want to write for the daemon of that version. */
export function isOffered(option: DaemonOption, version: EngineVersion): boolean {
  const { hiddenSince, kind } = option;
  const isHidden = hiddenSince !== undefined && isAtLeast(version, hiddenSince);
  const state = optionState(option, version);
  return kind === "flag" && !isHidden && (state === "usable" || state === "deprecated");
}

/** `KEY=VALUE`, `FILE`… in a word, as help texts have it. Empty for a boolean. */
export function placeholderOf({ type, semanticType }: DaemonOption): string {
  if (type === "bool") return "";
  const meaning = semanticType ?? type ?? "";
  return placeholders.find(([pattern]) => pattern.test(meaning))?.[1] ?? "VALUE";
}

const placeholders: readonly (readonly [RegExp, string])[] = [
  [/cidr/, "CIDR"],
  [/^int/, "NUMBER"],
  [/file-path|socket-path/, "FILE"],
  [/directory-path/, "FOLDER"],
  [/^ip/, "ADDRESS"],
  [/url/, "URL"],
  [/interface/, "INTERFACE"],
  [/map/, "KEY=VALUE"],
  [/bytes/, "SIZE"],
  [/seconds/, "SECONDS"],
  [/host:port/, "HOST:PORT"],
  [/^port$/, "PORT"],
];
