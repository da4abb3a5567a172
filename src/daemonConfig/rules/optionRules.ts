// What is wrong with single options once it is known what dockerd gets, and on which machine.
import { assignmentsIn, isReset, listSetting, type EffectiveUnit } from "../effectiveUnit.ts";
import type { EngineVersion } from "../options/engineVersion.ts";
import { optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import { parseCommandLine } from "../syntax/commandWords.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { directivesOf, type UnitDirective } from "../syntax/unitFile.ts";

export const optionRules: readonly Rule[] = [missingInterfaces, droppedContainerd];

/** Of an option that dockerd does not take, its value is no news. */
function isUsable(option: DaemonOption, version: EngineVersion): boolean {
  const state = optionState(option, version);
  return state === "usable" || state === "deprecated";
}

/** `--cluster-advertise=eth0:2376`: an address, or one of the machine's interfaces. */
function missingInterfaces({ configuration, machine, version }: RuleContext): readonly Problem[] {
  if (machine === undefined) return [];
  const known = new Set(machine.interfaces);
  return configuration.options
    .filter(({ option }) => option.name === "cluster-advertise" && isUsable(option, version))
    .flatMap(({ values }) => values)
    .flatMap(({ text, place }) => {
      const name = /^([^:[\]]+):\d+$/.exec(text)?.[1];
      if (name === undefined || /^[\d.]+$/.test(name) || known.has(name)) return [];
      const range = { start: place.range.start, end: place.range.start + name.length };
      const args = { name, interfaces: machine.interfaces.join(", ") };
      return [{ code: "missingInterface", severity: "error", uri: place.uri, range, args }];
    });
}

/** A command that takes the place of another one with `--containerd`, and has none itself. */
function droppedContainerd({ configuration }: RuleContext): readonly Problem[] {
  const { unit, commands, options } = configuration;
  const [command, ...others] = commands;
  const setting = command?.start?.setting;
  if (unit === undefined || setting === undefined || others.length > 0) return [];
  const isSet = options.some(({ option }) => option.name === "containerd");
  const before = replacedBy(unit).find(({ value }) => containerdIn(value) !== undefined);
  const option = before && containerdIn(before.value);
  if (isSet || option === undefined) return [];
  return [
    {
      code: "containerdDropped",
      severity: "information",
      uri: setting.file.uri,
      range: setting.directive.keyRange,
      args: { option },
    },
  ];
}

/** The commands that a drop-in resets, or that stand in a unit that the effective one hides. */
function replacedBy(unit: EffectiveUnit): readonly UnitDirective[] {
  const counting = new Set(listSetting(unit, "Service", "ExecStart"));
  const reset = assignmentsIn(unit, "Service", "ExecStart").filter(
    (setting) => !isReset(setting) && !counting.has(setting),
  );
  const hidden = unit.hidden.flatMap(({ text }) =>
    directivesOf(parsedUnit(text), "Service", "ExecStart"),
  );
  return [...reset.map(({ directive }) => directive), ...hidden];
}

function containerdIn(value: UnitDirective["value"]): string | undefined {
  const words = parseCommandLine(value).commands.flatMap(({ words: each }) => each);
  return words.map(({ text }) => text.text).find((text) => /^--containerd(?:=|$)/.test(text));
}
