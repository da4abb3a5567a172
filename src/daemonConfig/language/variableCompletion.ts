// Completion of variables: set ones where a command uses them, used ones where a file sets them.
import { parseCommandLine, variablesOf } from "../syntax/commandWords.ts";
import { assignmentsIn, type EffectiveUnit } from "../effectiveUnit.ts";
import { isVariableName } from "../syntax/environmentFile.ts";
import type { Suggestion } from "./completion.ts";
import type { VariableNameContext, VariableReferenceContext } from "./cursorContext.ts";
import type { FileContext } from "./fileContext.ts";

/** The variables that Environment= and the environment files set. */
export function variableSuggestions(
  { form, startsWord, range }: VariableReferenceContext,
  { configuration, documents, parsed }: FileContext,
): readonly Suggestion[] {
  const isBraced = form === "braced" || !startsWord;
  // What follows an open brace is still to come.
  const isClosed = parsed.text.charAt(range.end) === "}";
  return configuration.definitions
    .filter(({ isOverridden }) => !isOverridden)
    .map(({ name, value, file, nameRange }) => {
      const label = isBraced ? `\${${name}}` : `$${name}`;
      return {
        label,
        kind: "variable",
        newText: isClosed ? label.slice(0, -1) : label,
        detail: `${value.text} (${documents.labelOf({ uri: file.uri, range: nameRange })})`,
      };
    });
}

/** The variables that the unit's commands use and nothing sets. */
export function missingVariableSuggestions(
  { hasEquals }: VariableNameContext,
  { configuration, translate }: FileContext,
): readonly Suggestion[] {
  const { unit, definitions } = configuration;
  if (unit === undefined) return [];
  const set = new Set(definitions.map(({ name }) => name));
  return usedVariables(unit)
    .filter((name) => !set.has(name) && isVariableName(name))
    .map((name) => ({
      label: name,
      kind: "variable",
      newText: hasEquals ? name : `${name}=`,
      detail: translate("used by {unit}, and set nowhere", { unit: unit.name }),
    }));
}

/** The names that the commands of a unit look up, each once. */
function usedVariables(unit: EffectiveUnit): readonly string[] {
  const names = assignmentsIn(unit, "Service", "ExecStart").flatMap(({ directive }) =>
    parseCommandLine(directive.value)
      .commands.flatMap(variablesOf)
      .map(({ name }) => name),
  );
  return [...new Set(names)];
}
