// A JSON schema of daemon.json for the daemon of one version: draft 7, with what VS Code adds to it.
import { english, type Translate } from "../../base/translate.ts";
import {
  effectiveKeys,
  findKey,
  keyState,
  optionOfKey,
  proxiesKey,
} from "../options/daemonKeys.ts";
import { formatEngineVersion } from "../options/engineVersion.ts";
import { parseGoBool, parseGoDecimal } from "../options/goValues.ts";
import { shapeOf, type JsonShape } from "../rules/jsonShapes.ts";
import { keyValueFault } from "../rules/keyValues.ts";
import { isInRanges, optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import { defaultAt, valuesAt } from "./optionFacts.ts";
import { optionDoc } from "./optionDocs.ts";
import { namedParts, startingValues } from "./schemaParts.ts";
import type { TargetOptions } from "./targetOptions.ts";

/** As much of JSON schema as is used here. The last four are VS Code's own. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: "array" | "boolean" | "integer" | "object" | "string";
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly default?: boolean | number | string;
  readonly minimum?: number;
  readonly markdownDescription?: string;
  readonly deprecationMessage?: string;
  readonly doNotSuggest?: boolean;
  readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[];
}

/**
 * The schema of what the daemon of a version takes. Names of parts, which dockerd takes in any case, and
 * values that it takes in other ways too are offered, and nothing else is called wrong for them.
 */
export function daemonJsonSchema(
  target: TargetOptions,
  translate: Translate = english,
): JsonSchema {
  const { data, version } = target;
  const properties = effectiveKeys(version, data).flatMap((key) => {
    const option = optionOfKey(key, data);
    return option === undefined ? [] : [[key, optionSchema(option, target, translate)] as const];
  });
  const release = formatEngineVersion(version);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: translate("Configuration of dockerd {release}", { release }),
    type: "object",
    properties: Object.fromEntries([
      ...properties,
      ...proxyProperties(target, translate),
      ...ignoredProperties(target, translate),
    ]),
    additionalProperties: false,
  };
}

function optionSchema(
  option: DaemonOption,
  target: TargetOptions,
  translate: Translate,
): JsonSchema {
  const { version } = target;
  const shape = shapeOf(option, version) ?? { kind: "any" };
  const parts = namedParts(option, version);
  const start = startingValues.get(option.name);
  const state = optionState(option, version);
  return {
    ...shapeSchema(shape, option, target),
    ...(parts !== undefined && { properties: partsSchema(parts, shape) }),
    ...defaultOf(option, shape, target),
    description: option.summary,
    markdownDescription: optionDoc(option, target, translate),
    ...(start !== undefined && { defaultSnippets: [{ label: option.jsonKey ?? "", body: start }] }),
    ...(state === "deprecated" && { deprecationMessage: deprecationOf(option, translate) }),
    ...((state === "refused" || state === "removed") && { doNotSuggest: true }),
  };
}

function shapeSchema(shape: JsonShape, option: DaemonOption, target: TargetOptions): JsonSchema {
  switch (shape.kind) {
    case "any":
      return {};
    case "boolean":
      return { type: "boolean" };
    case "integer": {
      const isFromZero = keyValueFault(option, "-1", target.version) !== undefined;
      return { type: "integer", ...(isFromZero && { minimum: 0 }) };
    }
    case "string":
    case "size":
      return { type: "string", ...knownValues(option, target) };
    case "list":
      return { type: "array", items: shapeSchema(shape.item, option, target) };
    case "map":
      return { type: "object", additionalProperties: plainSchema(shape.value) };
    case "record":
      return plainSchema(shape);
    default:
      return shape satisfies never;
  }
}

/** The type alone, without what is known of the option. */
function plainSchema(shape: JsonShape): JsonSchema {
  switch (shape.kind) {
    case "any":
      return {};
    case "size":
      return { type: "string" };
    case "list":
      return { type: "array", items: plainSchema(shape.item) };
    case "map":
      return { type: "object", additionalProperties: plainSchema(shape.value) };
    case "record": {
      const fields = Object.entries(shape.fields);
      const properties = fields.map(([name, field]) => [name, plainSchema(field)] as const);
      return { type: "object", properties: Object.fromEntries(properties) };
    }
    default:
      return { type: shape.kind };
  }
}

function partsSchema(parts: readonly string[], shape: JsonShape): JsonSchema["properties"] {
  const schema = shape.kind === "map" ? plainSchema(shape.value) : {};
  return Object.fromEntries(parts.map((name) => [name, schema]));
}

/** Levels of logs are taken in any case, and other options take values beside the known ones. */
function knownValues(option: DaemonOption, { version }: TargetOptions): JsonSchema {
  const values = valuesAt(option, version);
  if (values.length === 0 || option.valuesOf !== undefined) return {};
  const isClosed = !option.isOpen && option.type === "string" && option.name !== "log-level";
  return isClosed ? { enum: values } : { examples: values };
}

function defaultOf(option: DaemonOption, shape: JsonShape, { version }: TargetOptions): JsonSchema {
  const text = defaultAt(option, version);
  if (text === undefined) return {};
  switch (shape.kind) {
    case "boolean": {
      const value = parseGoBool(text);
      return value === undefined ? {} : { default: value };
    }
    case "integer": {
      const value = parseGoDecimal(text);
      return value === undefined ? {} : { default: Number(value) };
    }
    case "string":
    case "size":
      return { default: text };
    default:
      return {};
  }
}

function deprecationOf(option: DaemonOption, translate: Translate): string {
  const { deprecatedSince = "", replacement } = option;
  const since = translate("Deprecated since {release}", { release: deprecatedSince });
  if (replacement === undefined) return since;
  return `${since}. ${translate("Instead: {replacement}", { replacement })}`;
}

function proxyProperties(target: TargetOptions, translate: Translate) {
  const { data, version } = target;
  if (keyState(proxiesKey, version, data) !== "effective") return [];
  const prefix = `${proxiesKey}.`;
  const proxies = data.options.flatMap((option) =>
    option.jsonKey?.startsWith(prefix) === true
      ? [[option.jsonKey.slice(prefix.length), optionSchema(option, target, translate)] as const]
      : [],
  );
  const schema: JsonSchema = {
    type: "object",
    properties: Object.fromEntries(proxies),
    additionalProperties: false,
    description: translate("The proxies that the daemon itself uses."),
  };
  return [[proxiesKey, schema] as const];
}

/** Names that pass dockerd's check and do nothing: never offered, and struck out where they stand. */
function ignoredProperties({ data, version }: TargetOptions, translate: Translate) {
  return data.daemonKeys
    .filter(({ key, ignored }) => !key.includes(".") && isInRanges(data, ignored, version))
    .map(({ key }) => {
      const name = findKey(key, data)?.useInstead;
      const message =
        name === undefined
          ? translate("dockerd accepts this and does nothing with it.")
          : translate("dockerd does nothing with this: it is called {name}.", { name });
      const schema: JsonSchema = { doNotSuggest: true, deprecationMessage: message };
      return [key, schema] as const;
    });
}
