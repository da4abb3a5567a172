// Which keys the objects inside a daemon.json can have.
import { optionOfKey } from "../options/daemonKeys.ts";
import { shapeOf, type JsonShape } from "../rules/jsonShapes.ts";
import { membersOf } from "../syntax/daemonJson.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Suggestion } from "./completion.ts";
import type { JsonPath } from "./cursorContext.ts";
import type { FileContext } from "./fileContext.ts";
import { logOptionNames } from "./logOptionNames.ts";
import { valuesAt } from "./optionFacts.ts";

/** The keys that the object at a path within daemon.json can have. */
export function innerKeys(path: JsonPath, context: FileContext): readonly Suggestion[] {
  const { data, version } = context.configuration;
  const [first] = path;
  const plainKeys = (names: readonly string[], value: string): readonly Suggestion[] =>
    names.map((label) => ({ label, kind: "key", newText: value }));
  switch (first) {
    case "log-opts":
      return path.length === 1 ? plainKeys(logOptionNames(driverIn(context), version), '"$1"') : [];
    case "proxies":
      return path.length === 1 ? plainKeys(["http-proxy", "https-proxy", "no-proxy"], '"$1"') : [];
    case "features": {
      const feature = data.flags.get("feature");
      const names = feature === undefined ? [] : valuesAt(feature, version);
      return path.length === 1 ? plainKeys(names, "${1:true}") : [];
    }
    case "default-address-pools":
      return [
        { label: "base", kind: "key", newText: '"${1:10.200.0.0/16}"' },
        { label: "size", kind: "key", newText: "${1:24}" },
      ];
    case "default-ulimits": {
      if (path.length > 1) return fieldsAt(path, context);
      const ulimit = data.flags.get("default-ulimit");
      const names = ulimit === undefined ? [] : valuesAt(ulimit, version);
      return names.map((label) => ({
        label,
        kind: "key",
        newText: `{ "Name": "${label}", "Soft": \${1:64000}, "Hard": \${2:64000} }`,
      }));
    }
    default:
      return fieldsAt(path, context);
  }
}

/** The fields of the record at a path, each with what its value begins with. */
function fieldsAt(
  [first, ...rest]: JsonPath,
  { configuration: { data, version } }: FileContext,
): readonly Suggestion[] {
  const option = typeof first === "string" ? optionOfKey(first, data) : undefined;
  let shape: JsonShape | undefined = option && shapeOf(option, version);
  for (const step of rest) shape = shape && partOf(shape, step);
  if (shape?.kind !== "record") return [];
  return Object.entries(shape.fields).map(([label, field]) => ({
    label,
    kind: "key",
    newText: beginningOf(field),
  }));
}

function partOf(shape: JsonShape, step: string | number): JsonShape | undefined {
  switch (shape.kind) {
    case "list":
      return shape.item;
    case "map":
      return shape.value;
    case "record":
      return shape.fields[step];
    default:
      return undefined;
  }
}

function beginningOf(shape: JsonShape): string {
  switch (shape.kind) {
    case "boolean":
      return "${1:true}";
    case "string":
    case "size":
      return '"$1"';
    case "list":
      return shape.item.kind === "string" ? '["$1"]' : "[{ $1 }]";
    case "map":
    case "record":
      return "{ $1 }";
    default:
      return "$1";
  }
}

function driverIn({ parsed }: FileContext): string | undefined {
  const driver = membersOf(parsedDaemonJson(parsed.text)).find(({ key }) => key === "log-driver");
  return driver?.value.kind === "string" ? driver.value.text : undefined;
}
