// What daemon.json would say for the values of a flag.
import { groupBy } from "../../base/groupBy.ts";
import { parseCsvRecord, parseGoBool, parseGoInteger } from "../options/goValues.ts";
import type { DaemonOption } from "../options/optionRecords.ts";

export type PlainJson =
  string | number | boolean | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/** The value of the option's key in daemon.json; undefined where it is not clear. */
export function flagToJson(
  { jsonType = "" }: DaemonOption,
  values: readonly string[],
): PlainJson | undefined {
  const last = values.at(-1);
  if (last === undefined) return undefined;
  if (jsonType === "boolean") return parseGoBool(last);
  if (jsonType === "integer") return integerOf(last);
  if (jsonType.startsWith("array<string>")) return values;
  if (jsonType.startsWith("array<{base")) return every(values, poolOf);
  if (jsonType === "object<string,boolean>")
    return objectOf(values, (value) => parseGoBool(value || "true"));
  if (jsonType.startsWith("object<string,string>")) return objectOf(values, (value) => value);
  if (jsonType.startsWith("object<name,{path")) return objectOf(values, (path) => ({ path }));
  if (jsonType.startsWith("object<name,{Name")) return objectOf(values, ulimitOf);
  if (jsonType.startsWith("object<driver")) return driverOptions(values);
  return jsonType.startsWith("string") ? last : undefined;
}

function integerOf(text: string): number | undefined {
  const number = parseGoInteger(text);
  return number === undefined ? undefined : Number(number);
}

function every(
  values: readonly string[],
  parse: (value: string) => PlainJson | undefined,
): readonly PlainJson[] | undefined {
  const parsed = values.map(parse);
  return parsed.every((value) => value !== undefined) ? parsed : undefined;
}

/** `name=value`, each one a member; undefined where one of them is nothing of the kind. */
function objectOf(
  values: readonly string[],
  parse: (value: string, name: string) => PlainJson | undefined,
): PlainJson | undefined {
  const members = values.map((text) => {
    const [name, value] = halves(text);
    return [name, parse(value, name)] as const;
  });
  const isWhole = members.every(([name, value]) => name !== "" && value !== undefined);
  return isWhole ? toObject(members) : undefined;
}

function toObject(members: readonly (readonly [string, PlainJson | undefined])[]): PlainJson {
  return Object.fromEntries(
    members.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function halves(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function poolOf(text: string): PlainJson | undefined {
  const fields = new Map((parseCsvRecord(text) ?? []).map(halves));
  const base = fields.get("base");
  const size = integerOf(fields.get("size") ?? "");
  return base === undefined || size === undefined ? undefined : { base, size };
}

function ulimitOf(value: string, name: string): PlainJson | undefined {
  const [soft, hard] = value.split(":").map(integerOf);
  if (soft === undefined) return undefined;
  return { Name: name, Soft: soft, Hard: hard ?? soft };
}

/** `bridge=com.docker.network.driver.mtu=1400` */
function driverOptions(values: readonly string[]): PlainJson | undefined {
  const byDriver = groupBy(values.map(halves), ([driver]) => driver);
  const members = [...byDriver].map(([driver, all]) => {
    const options = objectOf(
      all.map(([, option]) => option),
      (value) => value,
    );
    return [driver, options] as const;
  });
  return members.every(([, options]) => options !== undefined) ? toObject(members) : undefined;
}
