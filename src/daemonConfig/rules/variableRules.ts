// What is wrong with the variables between a unit's commands and what sets them: names that don't meet.
import { groupBy } from "../../base/groupBy.ts";
import type { Configuration } from "../configuration.ts";
import { variablesOf } from "../syntax/commandWords.ts";
import { assignmentsIn, filesOfUnit, type EffectiveUnit } from "../effectiveUnit.ts";
import { isVariableName } from "../syntax/environmentFile.ts";
import { placeOfName, type VariableDefinition } from "../environmentSources.ts";
import type { Place } from "../configFile.ts";
import { commandOfVariable, holdsOptions, isOptionList } from "../looseVariables.ts";
import { problemsOfFlags } from "./flagRules.ts";
import { nearest } from "../../base/nearMiss.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { directivesOf } from "../syntax/unitFile.ts";
import type { VariablePart } from "../syntax/wordParts.ts";

export const variableRules: readonly Rule[] = [variables];

/** The flags in lists of options that a unit misses by their name. */
export const missedFlagRules: readonly Rule[] = [flagsBehind];

/** A variable that a command uses and nothing sets. */
interface UnsetUse {
  readonly name: string;
  readonly place: Place;
  readonly form: VariablePart["form"];
}

/** The two sides of a unit's variables that don't meet. */
interface Mismatch {
  readonly unit: EffectiveUnit;
  readonly unset: readonly UnsetUse[];
  /** Lists of options that nothing uses, each with the unset variable that it was meant for. */
  readonly partners: ReadonlyMap<VariableDefinition, string | undefined>;
}

function mismatchIn(context: RuleContext): Mismatch | undefined {
  const { configuration } = context;
  if (mismatches.has(configuration)) return mismatches.get(configuration);
  const mismatch = findMismatch(context);
  mismatches.set(configuration, mismatch);
  return mismatch;
}

/** Two rules ask for it. */
const mismatches = new WeakMap<Configuration, Mismatch | undefined>();

function findMismatch(context: RuleContext): Mismatch | undefined {
  const { configuration } = context;
  const { unit } = configuration;
  const isKnown = configuration.commands.every(
    ({ start }) => start !== undefined && !start.isShell,
  );
  if (unit?.main === undefined || !isKnown || configuration.commands.length === 0) return undefined;
  const unset = unsetUses(configuration);
  const unused = unusedDefinitions(context, unit);
  const names = [...new Set(unset.map(({ name }) => name))];
  const partners = unused.map((each) => [each, partnerOf(each, names, configuration)] as const);
  return { unit, unset, partners: new Map(partners) };
}

function variables(context: RuleContext): readonly Problem[] {
  const { configuration } = context;
  const mismatch = mismatchIn(context);
  if (mismatch === undefined) return [];
  const { unit, unset, partners } = mismatch;
  const uses = groupBy(unset, (use) => use.name);
  const paired = new Set([...partners.values()].filter((name) => name !== undefined));
  return [
    ...[...partners].flatMap(([definition, name]) =>
      name === undefined
        ? unusedProblems(definition, unit, configuration)
        : mismatchProblems(definition, uses.get(name) ?? []),
    ),
    ...undefinedProblems(
      unset.filter(({ name }) => !paired.has(name)),
      configuration,
    ),
  ];
}

/** What dockerd will say of the options once the variable's name is right; until then, it starts. */
function flagsBehind(context: RuleContext): readonly Problem[] {
  const { partners } = mismatchIn(context) ?? { partners: new Map<VariableDefinition, string>() };
  return [...partners]
    .filter(([, name]) => name !== undefined)
    .flatMap(([definition]) =>
      problemsOfFlags(commandOfVariable(definition, context), context.version),
    )
    .map((problem) =>
      problem.severity === "error" ? { ...problem, severity: "warning" } : problem,
    );
}

function unsetUses({ commands, definitions }: Configuration): readonly UnsetUse[] {
  const set = new Set(definitions.map(({ name }) => name));
  return commands.flatMap(({ start, file }) =>
    start === undefined
      ? []
      : variablesOf(start.command)
          .filter(({ name }) => isVariableName(name) && !set.has(name))
          .map(({ name, form, range }) => ({ name, form, place: { uri: file.uri, range } })),
  );
}

/** Lists of dockerd's options that no command of the unit uses. */
function unusedDefinitions(
  { configuration, version, data }: RuleContext,
  unit: EffectiveUnit,
): readonly VariableDefinition[] {
  const used = new Set(namesInCommands(unit));
  return configuration.definitions.filter(
    ({ name, value, isOverridden }) =>
      !isOverridden && !used.has(name) && holdsOptions(value, version, data),
  );
}

/** Whatever looks like a variable in any command, also in one for a shell. */
function namesInCommands(unit: EffectiveUnit): readonly string[] {
  return filesOfUnit(unit)
    .flatMap(({ text }) => directivesOf(parsedUnit(text), "Service"))
    .filter(({ key }) => key.startsWith("Exec"))
    .flatMap(({ value }) =>
      Array.from(value.text.matchAll(/\$\{?([A-Za-z_]\w*)/g), (match) => match[1] ?? ""),
    );
}

/** The unset variable that a definition was meant for, as far as that can be told. */
function partnerOf(
  { name }: VariableDefinition,
  names: readonly string[],
  { scope }: Configuration,
): string | undefined {
  const similar = nearest(name, names);
  if (similar !== undefined) return similar;
  // A unit alone may get its variables from elsewhere, so only a slip of the pen counts.
  if (scope === "alone" || !isOptionList(name)) return undefined;
  const lists = names.filter(isOptionList);
  const general = lists.filter((each) => /^(?:docker_)?(?:opts|options)$|^other_args$/i.test(each));
  const [only, ...others] = lists.length === 1 ? lists : general;
  return others.length === 0 ? only : undefined;
}

function mismatchProblems(
  definition: VariableDefinition,
  uses: readonly UnsetUse[],
): readonly Problem[] {
  const defined = placeOfName(definition);
  const [first] = uses;
  const used = first?.name ?? "";
  const problem = {
    code: "misspelledVariable",
    severity: "warning",
    args: { used, set: definition.name },
  } as const;
  const related = first === undefined ? [] : [first.place];
  return [
    { ...problem, ...defined, replacement: used, related },
    ...uses.map(({ place, form }) => ({
      ...problem,
      ...place,
      replacement: form === "word" ? `$${definition.name}` : `\${${definition.name}}`,
      related: [defined],
    })),
  ];
}

function unusedProblems(
  definition: VariableDefinition,
  unit: EffectiveUnit,
  { scope }: Configuration,
): readonly Problem[] {
  if (scope === "alone") return [];
  const args = { name: definition.name, unit: unit.name };
  return [{ code: "unusedVariable", severity: "warning", ...placeOfName(definition), args }];
}

/** Only where it is sure that nothing sets it, and where nobody has prepared for it to be set. */
function undefinedProblems(
  uses: readonly UnsetUse[],
  { scope, environmentSources, unit }: Configuration,
): readonly Problem[] {
  const isOpen = environmentSources.some(({ status }) => status !== "read");
  if (uses.length === 0 || scope !== "machine" || unit === undefined || isOpen) return [];
  const passed = assignmentsIn(unit, "Service", "PassEnvironment");
  const texts = [
    ...environmentSources.flatMap(({ files }) => files.map(({ text }) => text)),
    ...passed.map(({ directive }) => directive.value.text),
  ];
  const mentioned = new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
  const severity = environmentSources.length === 0 ? "warning" : "information";
  return uses
    .filter(({ name }) => !mentioned.has(name))
    .map(({ name, place }) => ({ code: "undefinedVariable", severity, ...place, args: { name } }));
}
