// dockerd's command line as the daemon of a version takes it: what every flag says, and what is wrong.
import { groupBy } from "../../base/groupBy.ts";
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import { combinationFaults } from "./flagCombinations.ts";
import { readFlags, type UnknownFlag } from "./flagReader.ts";
import { startFault } from "./flagStart.ts";
import { flagValueFault } from "./flagValues.ts";
import { parseGoBool } from "./goValues.ts";
import { nearest } from "../../base/nearMiss.ts";
import { isDefined, optionState, type OptionData, type OptionState } from "./optionData.ts";
import type { Argument, CommandFlags, FlagProblem, FlagProblemCode, FlagUse } from "./flagUses.ts";
import { perRelease } from "./perRelease.ts";
import type { DaemonOption } from "./optionRecords.ts";

/** One option with what the command line makes of it. */
export interface OptionSetting {
  readonly option: DaemonOption;
  /** One value, or all values of a repeatable option in their order. */
  readonly values: readonly string[];
  /** The uses that count. */
  readonly uses: readonly FlagUse[];
}

/**
 * Parses the words after `dockerd` as the daemon of that version does. Unlike the daemon it goes on
 * after a fault, so that all of them are found at once.
 */
export function parseCommandFlags(
  words: readonly Argument[],
  version: EngineVersion,
  data: OptionData,
): CommandFlags {
  const read = readFlags(words, version, data);
  const textAt = (at: FlagProblem["at"]): string =>
    (words[at.argument]?.text ?? "").slice(at.start, at.end);
  const superseded = new Set(repeatedUses(read.uses, version));
  const found = [
    ...read.unknown.map((flag) => unknownProblem(flag, version, data)),
    ...read.uses.flatMap((use) => [
      ...useProblems(use, version),
      ...(superseded.has(use)
        ? [problem("repeatedOption", use, { severity: "warning" })]
        : lateProblems(use, version)),
    ]),
    ...combinationFaults(read.uses, version).map(({ use, stage, reason }) =>
      problem("clashingValues", use, { stage, detail: reason, at: use.valueAt ?? use.at }),
    ),
  ];
  const problems = [
    ...read.problems,
    ...found.map((one): FlagProblem => ({ ...one, token: textAt(one.at) })),
  ];
  return { uses: read.uses, problems: problems.sort(byPlace) };
}

/** The options that the flags set, in the order of their first use that counts. */
export function optionSettings(
  { uses }: Pick<CommandFlags, "uses">,
  version: EngineVersion,
): readonly OptionSetting[] {
  const byOption = groupBy(uses, (use) => use.option);
  return [...byOption].map(([option, all]) => {
    const counting = isRepeatableAt(option, version) ? all : all.slice(-1);
    return { option, values: counting.map((use) => use.value), uses: counting };
  });
}

/** True where every use of the flag adds a value at that version. */
export function isRepeatableAt(option: DaemonOption, version: EngineVersion): boolean {
  const { isRepeatable, repeatableSince } = option;
  return isRepeatable && (repeatableSince === undefined || isAtLeast(version, repeatableSince));
}

/** What `--help` and `--version` print instead of starting; `--validate` prints its verdict. */
const printing = new Set(["help", "version", "validate"]);

/** What dockerd says of a use while it parses. */
function useProblems(use: FlagUse, version: EngineVersion): readonly FlagProblem[] {
  const { option, value } = use;
  const state = optionState(option, version);
  const fault = isDefined(option, version) ? flagValueFault(option, value, version) : undefined;
  const at = use.valueAt ?? use.at;
  const ofValue = fault === undefined ? [] : [problem("invalidValue", use, { detail: fault, at })];
  return [...stateProblems(use, state), ...ofValue];
}

/** What dockerd says after parsing, of a use that no later one has taken the effect from. */
function lateProblems(use: FlagUse, version: EngineVersion): readonly FlagProblem[] {
  const { option, value } = use;
  if (!isDefined(option, version) || flagValueFault(option, value, version) !== undefined)
    return [];
  if (printing.has(option.name) && parseGoBool(value) === true) {
    return [problem("exitsAtOnce", use, { stage: "start" })];
  }
  // Set to nothing, an option that is no longer supported is as good as not set.
  if (optionState(option, version) === "refused" && value !== "") {
    const detail = option.fatalError ?? "";
    return [problem("optionRefused", use, { stage: "validate", detail })];
  }
  const late = startFault(option, value, version);
  if (late === undefined) return [];
  const at = use.valueAt ?? use.at;
  return [problem("invalidValue", use, { detail: late.reason, stage: late.stage, at })];
}

function stateProblems(use: FlagUse, state: OptionState): readonly FlagProblem[] {
  const { option } = use;
  switch (state) {
    case "usable":
    case "refused":
      return [];
    case "notYet":
      return [problem("optionNotYet", use)];
    case "removed":
      return [problem("optionRemoved", use)];
    case "deprecated":
      return [problem("optionDeprecated", use, { severity: "warning" })];
    case "foreign":
      return [problem(foreignCode(option), use, { detail: option.distribution ?? "" })];
    default:
      return state satisfies never;
  }
}

function foreignCode(option: DaemonOption): FlagProblemCode {
  if (option.kind === "client-only") return "clientOption";
  return option.kind === "distribution" ? "distributionOption" : "windowsOption";
}

function unknownProblem(
  { name, at, spelling }: UnknownFlag,
  version: EngineVersion,
  data: OptionData,
): FlagProblem {
  return {
    code: "unknownOption",
    severity: "error",
    stage: "parse",
    at,
    token: spelling,
    option: undefined,
    detail: "",
    suggestion: name.length > 1 ? suggestedFlag(name, version, data) : undefined,
  };
}

/** A flag of that version whose name, or whose daemon.json key, is nearest to what was written. */
function suggestedFlag(name: string, version: EngineVersion, data: OptionData): string | undefined {
  const { names, byKey } = usableFlags(version, data);
  const flag = byKey.get(name) ?? nearest(name, names);
  return flag === undefined ? undefined : `--${flag}`;
}

const usableFlags = perRelease((version, data) => {
  const usable = [...data.flags.values()].filter((option) => {
    const state = optionState(option, version);
    return state === "usable" || state === "deprecated";
  });
  return {
    names: usable.map(({ name }) => name),
    byKey: new Map(usable.map(({ name, jsonKey }) => [jsonKey, name])),
  };
});

/** The uses that a later use of the same flag takes the effect from. */
function repeatedUses(uses: readonly FlagUse[], version: EngineVersion): readonly FlagUse[] {
  if (uses.length < 2) return [];
  return [...groupBy(uses, (use) => use.option)]
    .filter(([option]) => !isRepeatableAt(option, version))
    .flatMap(([, all]) => all.slice(0, -1));
}

function problem(
  code: FlagProblemCode,
  use: FlagUse,
  more: Partial<Pick<FlagProblem, "severity" | "stage" | "at" | "detail">> = {},
): FlagProblem {
  return {
    code,
    severity: more.severity ?? "error",
    stage: more.stage ?? "parse",
    at: more.at ?? use.at,
    token: "",
    option: use.option,
    detail: more.detail ?? "",
    suggestion: undefined,
  };
}

function byPlace(one: FlagProblem, other: FlagProblem): number {
  return one.at.argument - other.at.argument || one.at.start - other.at.start;
}
