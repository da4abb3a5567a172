// Completion of keys and values in daemon.json.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import { isInRanges, optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Suggestion } from "./completion.ts";
import type { JsonKeyContext, JsonPath, JsonValueContext } from "./cursorContext.ts";
import type { FileContext } from "./fileContext.ts";
import { innerKeys } from "./jsonInnerKeys.ts";
import { valueSuggestions } from "./optionValueSuggestions.ts";
import { snippetSuggestions } from "./snippetCompletion.ts";
import { touches } from "./rangeLookup.ts";

/** The keys that an object can still have. */
export function jsonKeySuggestions(
  cursor: JsonKeyContext,
  context: FileContext,
): readonly Suggestion[] {
  const { path, hasValue, range, commaAt } = cursor;
  const written = membersAt(context, path).filter((member) => !touches(member.keyRange, range.end));
  const present = new Set(written.map(({ key }) => key));
  const keys = path.length === 0 ? rootKeys(context, present) : innerKeys(path, context);
  const suggestions = keys
    .filter(({ label }) => !present.has(label))
    .map((suggestion): Suggestion => {
      const key = JSON.stringify(suggestion.label);
      const newText = hasValue ? escaped(key) : `${escaped(key)}: ${suggestion.newText}`;
      return { ...suggestion, newText, filterText: key, isSnippet: true, commaAt };
    });
  if (path.length > 0 || hasValue) return suggestions;
  const pieces = snippetSuggestions(context).map((piece) => ({
    ...piece,
    filterText: JSON.stringify(piece.label),
    commaAt,
  }));
  return [...suggestions, ...pieces];
}

/** The values that the option at a key is known to take. */
export function jsonValueSuggestions(
  cursor: JsonValueContext,
  context: FileContext,
): readonly Suggestion[] {
  const { translate } = context;
  const { path } = cursor;
  const next = keyAfterMember(cursor, context);
  if (next !== undefined) return jsonKeySuggestions(next, context);
  const option = optionAt(path, context);
  if (option === undefined) return [];
  return valueSuggestions(option, context)
    .filter(({ value }) => !value.endsWith("="))
    .map(({ value, detail, args }, order) => {
      const text = isBare(option) ? value : JSON.stringify(value);
      return {
        label: value,
        kind: "value",
        newText: text,
        filterText: text,
        detail: detail === "" ? undefined : translate(detail, args),
        order,
      };
    });
}

/** On the line after a whole member a key is meant, and the comma between the two is missing. */
function keyAfterMember(
  { path, range, text }: JsonValueContext,
  context: FileContext,
): JsonKeyContext | undefined {
  const before = context.parsed.text.slice(0, range.start);
  const commaAt = before.trimEnd().length;
  if (!before.slice(commaAt).includes("\n")) return undefined;
  const parents = path.map((_, index) => path.slice(0, index));
  const parent = parents.findLast((each) =>
    membersAt(context, each).some(({ value }) => value.range.end === commaAt),
  );
  if (parent === undefined) return undefined;
  return { kind: "jsonKey", range, key: text, path: parent, hasValue: false, commaAt };
}

/** The option whose value stands at a path: at its key, or in the list there. */
function optionAt(path: JsonPath, { configuration }: FileContext): DaemonOption | undefined {
  const { data, version } = configuration;
  const [first, second, ...rest] = path;
  const key = first === "proxies" ? `proxies.${String(second)}` : first;
  const isDeep = rest.length > 0 || (first !== "proxies" && typeof second === "string");
  if (isDeep) return undefined;
  return data.options.find(
    ({ jsonKey, jsonRanges }) => jsonKey === key && isInRanges(data, jsonRanges, version),
  );
}

function rootKeys(
  { configuration, docs }: FileContext,
  present: ReadonlySet<string>,
): readonly Suggestion[] {
  const { data, version, options } = configuration;
  const onCommandLine = new Set(
    options.filter(({ source }) => source === "commandLine").map(({ option }) => option),
  );
  const known = data.options.filter(
    ({ jsonKey, jsonRanges, platforms }) =>
      jsonKey !== undefined && platforms !== "windows" && isInRanges(data, jsonRanges, version),
  );
  const keys = known
    .filter(({ jsonKey }) => jsonKey?.includes(".") === false)
    // It may still read what it does not start with.
    .filter((option) => ["usable", "deprecated"].includes(optionState(option, version)))
    // dockerd refuses an option that is set in both places.
    .filter((option) => !onCommandLine.has(option) || option.name === "add-runtime")
    .map((option): Suggestion => ({
      label: option.jsonKey ?? "",
      kind: "key",
      newText: skeletonOf(option.jsonType ?? ""),
      detail: option.jsonType,
      documentation: docs.of(option, configuration),
      isDeprecated: optionState(option, version) === "deprecated",
    }));
  const hasProxies = known.some(({ jsonKey }) => jsonKey?.startsWith("proxies.") === true);
  const proxies: Suggestion = {
    label: "proxies",
    kind: "key",
    newText: "{ $1 }",
    detail: "object",
  };
  return hasProxies && !present.has("proxies") ? [...keys, proxies] : keys;
}

/** The members of the object at a path, as far as it can be read. */
function membersAt({ parsed }: FileContext, path: JsonPath): readonly JsonMember[] {
  let value: JsonValue | undefined = parsedDaemonJson(parsed.text).root;
  for (const step of path) {
    if (value?.kind === "array" && typeof step === "number") value = value.items[step];
    else if (value?.kind === "object") value = value.members.find(({ key }) => key === step)?.value;
    else return [];
  }
  return value?.kind === "object" ? value.members : [];
}

/** An empty value of a type, with the places to fill in. */
function skeletonOf(jsonType: string): string {
  if (jsonType.startsWith("array<{")) return "[{ $1 }]";
  if (jsonType.startsWith("array")) return '["$1"]';
  if (jsonType.startsWith("object")) return "{ $1 }";
  if (jsonType.startsWith("boolean")) return "${1:true}";
  return jsonType.startsWith("integer") ? "$1" : '"$1"';
}

function isBare({ jsonType }: DaemonOption): boolean {
  return /^(boolean|integer)/.test(jsonType ?? "");
}

/** A text as it has to stand in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
