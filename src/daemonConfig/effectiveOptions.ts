// The options that a daemon starts with, from its command line and from daemon.json, each with its place.
import { optionSettings } from "./options/commandFlags.ts";
import type { Place, SourceFile } from "./configFile.ts";
import { placeOfFlag, placeOfWord, type DaemonCommand } from "./daemonCommand.ts";
import { optionsInDaemonJson } from "./daemonJsonOptions.ts";
import type { EngineVersion } from "./options/engineVersion.ts";
import type { OptionData } from "./options/optionData.ts";
import type { DaemonOption } from "./options/optionRecords.ts";

export interface EffectiveValue {
  /** As a flag would say it. */
  readonly text: string;
  /** The value; the flag itself for a boolean that has none. */
  readonly place: Place;
  /** The flag, or the key with its quotes. */
  readonly name: Place;
}

/** One option from one of the two sources. dockerd refuses one that is in both. */
export interface EffectiveOption {
  readonly option: DaemonOption;
  readonly source: "commandLine" | "daemonJson";
  /** `--host`, `-H`, `hosts`: as it is written the first time. */
  readonly spelling: string;
  /** Those that count: one, or all of a repeatable option in their order. */
  readonly values: readonly EffectiveValue[];
}

/** The options of a command line and of daemon.json, in the order in which they are written. */
export function effectiveOptions(
  commands: readonly DaemonCommand[],
  daemonJson: SourceFile | undefined,
  { version, data }: { readonly version: EngineVersion; readonly data: OptionData },
): readonly EffectiveOption[] {
  const fromFile = daemonJson === undefined ? [] : optionsInDaemonJson(daemonJson, version, data);
  return [...commands.flatMap((command) => optionsInCommand(command, version)), ...fromFile];
}

function optionsInCommand(
  command: DaemonCommand,
  version: EngineVersion,
): readonly EffectiveOption[] {
  return optionSettings(command.flags, version).map(({ option, uses }) => ({
    option,
    source: "commandLine",
    spelling: uses[0]?.spelling ?? `--${option.name}`,
    values: uses.map(({ value, at, valueAt }) => ({
      text: value,
      place: placeOfWord(command, valueAt ?? at),
      name: placeOfFlag(command, at),
    })),
  }));
}
