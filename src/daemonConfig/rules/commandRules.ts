// What is wrong with the commands of a unit: too many, none, or one that starts no daemon any more.
import { parseCommandLine } from "../syntax/commandWords.ts";
import { placeOfWord, type CommandStart, type DaemonCommand } from "../daemonCommand.ts";
import {
  assignmentsIn,
  isReset,
  lastSetting,
  listSetting,
  type EffectiveUnit,
} from "../effectiveUnit.ts";
import { formatEngineVersion, isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { unreadableLine } from "../syntax/unitFile.ts";

export const commandRules: readonly Rule[] = [
  legacyCommands,
  secondCommands,
  missingCommand,
  replacedCommands,
];

function legacyCommands({ configuration, version }: RuleContext): readonly Problem[] {
  return configuration.commands.flatMap((command) => {
    const { start, legacy } = command;
    const [word] = legacy;
    if (start === undefined || word === undefined) return [];
    const severity = legacySeverity(start, word.text, version);
    return severity === undefined ? [] : [legacyProblem(command, start, severity, version)];
  });
}

/** dockerd itself never had such a word. The client was a daemon up to 17.11, with `-d` up to 1.9. */
function legacySeverity(
  { program }: CommandStart,
  word: string,
  version: EngineVersion,
): "error" | "warning" | undefined {
  if (program === "dockerd") return "error";
  const [deprecated, gone] = word.startsWith("-") ? ["1.8", "1.10"] : ["1.13", "17.12"];
  if (isAtLeast(version, gone)) return "error";
  return isAtLeast(version, deprecated) ? "warning" : undefined;
}

function legacyProblem(
  command: DaemonCommand,
  { programPath: path, programRange }: CommandStart,
  severity: "error" | "warning",
  version: EngineVersion,
): Problem {
  const { file, legacy } = command;
  const { uri } = file;
  const program = path.replace(/docker[^/]*$/, "dockerd");
  const words = `${path.slice(path.lastIndexOf("/") + 1)} ${legacy[0]?.text ?? ""}`;
  const args = { words, program, version: formatEngineVersion(version) };
  const code = severity === "error" ? "legacyCommand" : "deprecatedCommand";
  const together = rangeTogether(command, programRange);
  const problem = { code, severity, uri, args } as const;
  return together === undefined
    ? { ...problem, range: programRange }
    : { ...problem, range: together, replacement: program };
}

/** Program and legacy word, where nothing else stands between them. */
function rangeTogether({ file, legacy }: DaemonCommand, program: TextRange): TextRange | undefined {
  const place = placeOfWord({ file, words: legacy }, whole(legacy[0]?.text ?? ""));
  const isNext =
    place.uri === file.uri && /^\s+$/.test(file.text.slice(program.end, place.range.start));
  return isNext ? { start: program.start, end: place.range.end } : undefined;
}

function whole(text: string): { argument: number; start: number; end: number } {
  return { argument: 0, start: 0, end: text.length };
}

/** What has more than one command: only services that end by themselves may. */
function secondCommands({ configuration: { unit } }: RuleContext): readonly Problem[] {
  if (unit === undefined || isOneshot(unit)) return [];
  // What systemd can't read does not count, and several in one have a rule of their own.
  const settings = listSetting(...execStart(unit)).filter(
    ({ directive }) => parseCommandLine(directive.value).commands.length > 0,
  );
  // A drop-in adds to a command even where the unit itself is not at hand.
  const isAddition = unit.main === undefined && !assignmentsIn(...execStart(unit)).some(isReset);
  // A unit that is not at hand may be one that may have several.
  const severity = unit.main === undefined ? "warning" : "error";
  const [first, ...others] = settings;
  return (isAddition ? settings : others).map(({ file: { uri, kind }, directive }) => {
    const range = directive.keyRange;
    const problem = { code: "secondCommand", severity, uri, range, args: {} } as const;
    const replacement = kind === "dropIn" ? "ExecStart=\nExecStart" : undefined;
    const related =
      first === undefined || isAddition
        ? undefined
        : [{ uri: first.file.uri, range: first.directive.keyRange }];
    return { ...problem, ...(replacement && { replacement }), ...(related && { related }) };
  });
}

function missingCommand({ configuration: { unit } }: RuleContext): readonly Problem[] {
  if (unit?.main === undefined || unit.isMasked || canDoWithout(unit)) return [];
  if (unreadableLine(parsedUnit(unit.main.text)) !== undefined) return [];
  const all = assignmentsIn(...execStart(unit));
  // A command that systemd can't read has a fault of its own.
  if (listSetting(...execStart(unit)).length > 0) return [];
  const last = all.at(-1);
  const place =
    last === undefined
      ? { uri: unit.main.uri, range: serviceHeader(unit.main.text) }
      : { uri: last.file.uri, range: last.directive.keyRange };
  return [{ code: "noCommand", severity: "error", ...place, args: {} }];
}

function canDoWithout(unit: EffectiveUnit): boolean {
  const value = (key: string): string =>
    lastSetting(unit, "Service", key)?.directive.value.text ?? "";
  const stays = /^(?:1|yes|y|true|t|on)$/i.test(value("RemainAfterExit"));
  return (
    (value("ExecStop") !== "" && stays) || lastSetting(unit, "Unit", "SuccessAction") !== undefined
  );
}

/** The `[Service]`, or the first line. */
function serviceHeader(text: string): TextRange {
  const section = parsedUnit(text).nodes.find(
    (node) => node.kind === "section" && node.name === "Service",
  );
  return section?.range ?? { start: 0, end: /^[^\r\n]*/.exec(text)?.[0].length ?? 0 };
}

/** Commands that a drop-in takes away, as somebody who changes them has to know. */
function replacedCommands({ configuration: { unit } }: RuleContext): readonly Problem[] {
  if (unit === undefined) return [];
  const all = assignmentsIn(...execStart(unit));
  const last = all.findLastIndex(isReset);
  const reset = all[last];
  if (reset === undefined) return [];
  return all
    .slice(0, last)
    .filter((setting) => !isReset(setting) && setting.file !== reset.file)
    .map(({ file, directive }) => ({
      code: "replacedCommand",
      severity: "information",
      uri: file.uri,
      range: directive.keyRange,
      args: { file: reset.file.path.slice(reset.file.path.lastIndexOf("/") + 1) },
      related: [{ uri: reset.file.uri, range: reset.directive.keyRange }],
    }));
}

function execStart(unit: EffectiveUnit): [EffectiveUnit, string, string] {
  return [unit, "Service", "ExecStart"];
}

function isOneshot(unit: EffectiveUnit): boolean {
  return lastSetting(unit, "Service", "Type")?.directive.value.text === "oneshot";
}
