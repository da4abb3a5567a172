// Which type of JSON value dockerd's decoder takes for each option: Go's types, which forgive nothing.
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import type { DaemonOption } from "../options/optionRecords.ts";

export type JsonShape =
  | { readonly kind: "boolean" | "integer" | "string" | "any" }
  /** A text that the decoder takes apart, so that `null` is one wrong text more to it. */
  | { readonly kind: "size" }
  | { readonly kind: "list"; readonly item: JsonShape }
  | { readonly kind: "map"; readonly value: JsonShape }
  | RecordShape;

export interface RecordShape {
  readonly kind: "record";
  /** Their names as the documentation writes them; the decoder takes any case. */
  readonly fields: Readonly<Record<string, JsonShape>>;
  /** What the decoder does with other names than these. */
  readonly others: "ignored" | "refused";
}

/** What an option's value in daemon.json has to be. Undefined for what no daemon.json can set. */
export function shapeOf(option: DaemonOption, version: EngineVersion): JsonShape | undefined {
  if (option.jsonKey === undefined) return undefined;
  switch (option.type) {
    case "bool":
      return boolean;
    case "int":
    case "int64":
      return integer;
    case "list":
      return texts;
    case "bytes":
      return { kind: "size" };
    case "map":
      return { kind: "map", value: option.name === "feature" ? boolean : string };
    case "mapmap":
      return { kind: "map", value: { kind: "map", value: string } };
    case "ulimit":
      return { kind: "map", value: ulimit };
    case "runtime":
      return { kind: "map", value: runtimeShape(version) };
    case "pool-options":
      return { kind: "list", item: pool };
    case "nri-opts":
      return nri;
    case "object":
      return option.name === "builder" ? builderShape(version) : { kind: "map", value: boolean };
    case "ip":
      return option.jsonKey === "host-gateway-ips" ? texts : string;
    default:
      return string;
  }
}

/** The first name of a record that a key stands for, which may be written in any case. */
export function fieldOf(
  { fields }: RecordShape,
  key: string,
): { readonly name: string; readonly shape: JsonShape } | undefined {
  const found = Object.entries(fields).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && { name: found[0], shape: found[1] };
}

const boolean = { kind: "boolean" } as const satisfies JsonShape;
const integer = { kind: "integer" } as const satisfies JsonShape;
const string = { kind: "string" } as const satisfies JsonShape;
const texts = { kind: "list", item: string } as const satisfies JsonShape;

function record(fields: RecordShape["fields"]): RecordShape {
  return { kind: "record", fields, others: "ignored" };
}

/** What `proxies` has to be. */
export const proxiesShape = record({
  "http-proxy": string,
  "https-proxy": string,
  "no-proxy": string,
});

const ulimit = record({ Name: string, Hard: integer, Soft: integer });
const pool = record({ base: string, size: integer });

const nri: RecordShape = {
  kind: "record",
  fields: {
    enable: boolean,
    "plugin-path": string,
    "plugin-config-path": string,
    "socket-path": string,
  },
  others: "refused",
};

function runtimeShape(version: EngineVersion): RecordShape {
  const ofPath = { path: string, runtimeArgs: texts };
  const options = { kind: "map", value: { kind: "any" } } as const;
  return record({ ...ofPath, ...(isAtLeast(version, "24.0") && { runtimeType: string, options }) });
}

/** BuildKit's settings. The cache's limits have new names since 28.0, which takes the old ones as well. */
function builderShape(version: EngineVersion): RecordShape {
  const has = (release: string): boolean => isAtLeast(version, release);
  const gc = record({
    enabled: boolean,
    policy: { kind: "list", item: gcRuleShape(version) },
    defaultKeepStorage: string,
    ...(has("28.0") && {
      defaultReservedSpace: string,
      defaultMaxUsedSpace: string,
      defaultMinFreeSpace: string,
    }),
  });
  const entitlements = record({
    "network-host": boolean,
    "security-insecure": boolean,
    ...(has("29.0") && { device: boolean }),
  });
  const history = record({ maxAge: has("25.0") ? string : integer, maxEntries: integer });
  return record({
    gc,
    ...(has("19.03") && { entitlements }),
    ...(has("24.0") && { history }),
  });
}

function gcRuleShape(version: EngineVersion): RecordShape {
  return record({
    all: boolean,
    filter: { kind: "any" },
    keepStorage: string,
    ...(isAtLeast(version, "28.0") && {
      reservedSpace: string,
      maxUsedSpace: string,
      minFreeSpace: string,
    }),
  });
}
