// Which options differ between two states of a daemon's configuration, and which of them a running daemon takes over.
import { optionSettings, parseCommandFlags } from "./commandFlags.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import {
  compareEngineVersions,
  isAtLeast,
  parseEngineVersion,
  type EngineVersion,
} from "./engineVersion.ts";
import type { OptionData } from "./optionData.ts";
import type { DaemonOption } from "./optionRecords.ts";

/** An option as one of the two sources sets it. */
export interface SetOption {
  readonly option: DaemonOption;
  readonly source: EffectiveOption["source"];
  /** `--host`, `-H`, `hosts` */
  readonly spelling: string;
  /** As flags would say them. */
  readonly values: readonly string[];
}

/** One option that is set otherwise than before; one of the two may be missing, never both. */
export interface OptionChange {
  readonly option: DaemonOption;
  readonly before: SetOption | undefined;
  readonly after: SetOption | undefined;
}

/** The options of a configuration without their places. */
export function setOptions(options: readonly EffectiveOption[]): readonly SetOption[] {
  return options.map(({ option, source, spelling, values }) => ({
    ...{ option, source, spelling },
    values: values.map(({ text }) => text),
  }));
}

/** The options that a process got on its command line. */
export function optionsOfWords(
  words: readonly string[],
  version: EngineVersion,
  data: OptionData,
): readonly SetOption[] {
  const flags = parseCommandFlags(
    words.map((text) => ({ text })),
    version,
    data,
  );
  return optionSettings(flags, version).map(({ option, values, uses }) => ({
    ...{ option, source: "commandLine", values },
    spelling: uses[0]?.spelling ?? `--${option.name}`,
  }));
}

/** What differs, in the order of the new state, what is gone last. Moved to the other source, an option differs. */
export function optionChanges(
  before: readonly SetOption[],
  after: readonly SetOption[],
): readonly OptionChange[] {
  const left = new Map(before.map((set) => [keyOf(set), set]));
  const unpaired = after.filter((set) => {
    const same = left.get(keyOf(set));
    if (same === undefined || !haveSameValues(same, set)) return true;
    left.delete(keyOf(set));
    return false;
  });
  const changes = unpaired.map((set) => ({ option: set.option, before: takeFor(set), after: set }));
  const gone = [...left.values()].map((set) => ({
    ...{ option: set.option, before: set, after: undefined },
  }));
  return [...changes, ...gone];

  function takeFor(set: SetOption): SetOption | undefined {
    const old =
      left.get(keyOf(set)) ?? [...left.values()].find(({ option }) => option === set.option);
    if (old !== undefined) left.delete(keyOf(old));
    return old;
  }
}

/** True where the daemon of that version takes the change over when it is told to reload daemon.json. */
export function isReloaded(
  { option, before, after }: OptionChange,
  version: EngineVersion,
): boolean {
  if (before?.source === "commandLine" || after?.source === "commandLine") return false;
  return isReloadable(option, version) && (after !== undefined || forgotten.has(option.name));
}

/** The few options that a daemon sets back to their default where the file no longer names them. */
const forgotten = new Set([
  "max-concurrent-downloads",
  "max-concurrent-uploads",
  "max-download-attempts",
  "feature",
  "features",
]);

/** True where the daemon of that version takes over a change in daemon.json when it reloads the file. */
export function isReloadable(
  { isReloadable: isEver, reloadableSince, reloadableUntil }: DaemonOption,
  version: EngineVersion,
): boolean {
  if (!isEver || (reloadableSince !== undefined && !isAtLeast(version, reloadableSince))) {
    return false;
  }
  const last = reloadableUntil === undefined ? undefined : parseEngineVersion(reloadableUntil);
  // The data names a line of releases, all patches included.
  return last === undefined || compareEngineVersions([version[0], version[1], 0], last) <= 0;
}

function keyOf({ option, source }: SetOption): string {
  return `${source} ${option.kind} ${option.name}`;
}

function haveSameValues(one: SetOption, other: SetOption): boolean {
  return (
    one.values.length === other.values.length &&
    one.values.every((value, index) => value === other.values[index])
  );
}
