// Completion of dockerd's options and their values, in command lines and in variables.
import { isRepeatableAt } from "../options/commandFlags.ts";
import { optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { Suggestion } from "./completion.ts";
import type { OptionNameContext, OptionValueContext } from "./cursorContext.ts";
import type { FileContext } from "./fileContext.ts";
import { defaultAt, isOffered } from "./optionFacts.ts";
import { optionSyntax } from "./optionDocs.ts";
import { valueSuggestions } from "./optionValueSuggestions.ts";
import { touches } from "./rangeLookup.ts";

/** The options of the target version that nothing sets yet, and the repeatable ones. */
export function optionNameSuggestions(
  { range, run }: OptionNameContext,
  context: FileContext,
  offset: number,
): readonly Suggestion[] {
  const { configuration, parsed, docs } = context;
  const { data, version } = configuration;
  const typed = parsed.text.slice(range.start, offset);
  const hasEquals = parsed.text.charAt(range.end) === "=";
  const isLast = !run.words.some((word) => word.range.start > offset);
  const used = usedOptions(context, offset);
  return [...data.flags.values()]
    .filter((option) => isOffered(option, version))
    .filter((option) => !used.has(option) || isRepeatableAt(option, version))
    .flatMap((option) => {
      const shared = {
        kind: "option",
        documentation: docs.of(option, configuration),
        isDeprecated: optionState(option, version) === "deprecated",
      } as const;
      const long = `--${option.name}`;
      const ending = hasEquals ? "" : endingOf(option, context);
      const whole = {
        ...shared,
        label: long,
        newText: long + ending,
        detail: optionSyntax(option),
      };
      const isShort = /^-[A-Za-z]?$/.test(typed) && option.shorthand !== undefined;
      if (!isShort) return [whole];
      const short = `-${option.shorthand}`;
      const blank = option.type !== "bool" && isLast ? " " : "";
      return [whole, { ...shared, label: short, newText: short + blank, detail: long }];
    });
}

/** The values to write, `true` and `false` only where dockerd reads them: behind an equals sign. */
export function optionValueItems(
  { option, separator }: OptionValueContext,
  context: FileContext,
): readonly Suggestion[] {
  if (option.type === "bool" && separator !== "equals") return [];
  const { translate } = context;
  return valueSuggestions(option, context).map(({ value, detail, args }, order) => ({
    label: value,
    kind: "value",
    newText: value,
    detail: detail === "" ? undefined : translate(detail, args),
    order,
  }));
}

/** The options that command line or daemon.json set, but for the one at the offset. */
function usedOptions(
  { configuration, file }: FileContext,
  offset: number,
): ReadonlySet<DaemonOption> {
  const others = configuration.options.filter(
    ({ values }) =>
      !values.some(({ name }) => name.uri === file.uri && touches(name.range, offset)),
  );
  return new Set(others.map(({ option }) => option));
}

/** A boolean says enough alone, unless it is on already; every other option needs a value. */
function endingOf(option: DaemonOption, { configuration }: FileContext): string {
  if (option.type !== "bool") return "=";
  return defaultAt(option, configuration.version) === "true" ? "=false" : "";
}
