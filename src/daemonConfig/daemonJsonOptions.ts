// The options that a daemon.json sets, as flags would say them.
import type { SourceFile } from "./configFile.ts";
import {
  membersOf,
  type DaemonJson,
  type JsonMember,
  type JsonValue,
} from "./syntax/daemonJson.ts";
import type { EffectiveOption, EffectiveValue } from "./effectiveOptions.ts";
import { isAtLeast, type EngineVersion } from "./options/engineVersion.ts";
import { isInRanges, type OptionData } from "./options/optionData.ts";
import type { DaemonOption } from "./options/optionRecords.ts";
import { parsedDaemonJson } from "./syntax/parsedTexts.ts";

/** The options whose keys the daemon of that version takes. Of a key written twice the last counts. */
export function optionsInDaemonJson(
  file: Pick<SourceFile, "uri" | "text">,
  version: EngineVersion,
  data: OptionData,
): readonly EffectiveOption[] {
  const json = parsedDaemonJson(file.text);
  if (!canRead(json, version)) return [];
  const members = new Map(membersOf(json).map((each) => [each.key, each]));
  return [...members.values()].flatMap((member) =>
    member.key === "proxies" && member.value.kind === "object"
      ? member.value.members.flatMap((inner) => optionFor(`proxies.${inner.key}`, inner))
      : optionFor(member.key, member),
  );

  function optionFor(key: string, member: JsonMember): readonly EffectiveOption[] {
    const option = data.options.find(
      (each) => each.jsonKey === key && isInRanges(data, each.jsonRanges, version),
    );
    if (option === undefined) return [];
    const values = valuesOf(option, member, file);
    return [{ option, source: "daemonJson", spelling: key, values }];
  }
}

/** False where dockerd gives up on the file. Up to 20.10 it does not look at what follows the object. */
export function canRead({ faults }: DaemonJson, version: EngineVersion): boolean {
  return faults.every(({ kind }) => kind === "trailingContent" && !isAtLeast(version, "23.0"));
}

function valuesOf(
  option: DaemonOption,
  { keyRange, value }: JsonMember,
  { uri }: Pick<SourceFile, "uri">,
): readonly EffectiveValue[] {
  const name = { uri, range: keyRange };
  return flagTexts(option, value).map(({ text, range }) => ({ text, place: { uri, range }, name }));
}

interface PlacedText {
  readonly text: string;
  readonly range: JsonValue["range"];
}

/** What flags would say for a value, one text each. */
function flagTexts(option: DaemonOption, value: JsonValue): readonly PlacedText[] {
  switch (value.kind) {
    case "array":
      return value.items.map((item) => ({ text: itemText(item), range: item.range }));
    case "object":
      return value.members.map((member) => ({
        text: `${member.key}=${memberText(option, member.value)}`,
        range: member.range,
      }));
    case "null":
      return [];
    default:
      return [{ text: plainText(value), range: value.range }];
  }
}

/** `{"base": "10.0.0.0/8", "size": 24}` is `base=10.0.0.0/8,size=24` to a flag. */
function itemText(item: JsonValue): string {
  if (item.kind !== "object") return plainText(item);
  return item.members.map(({ key, value }) => `${key}=${plainText(value)}`).join(",");
}

function memberText(option: DaemonOption, value: JsonValue): string {
  if (value.kind !== "object") return plainText(value);
  const inner = (name: string): string => {
    const member = value.members.find(({ key }) => key.toLowerCase() === name);
    return member === undefined ? "" : plainText(member.value);
  };
  if (option.type === "runtime") return inner("path");
  if (option.type === "ulimit") return `${inner("soft")}:${inner("hard")}`;
  return itemText(value);
}

function plainText(value: JsonValue): string {
  switch (value.kind) {
    case "string":
      return value.text;
    case "number":
      return value.written;
    case "boolean":
      return String(value.isTrue);
    case "null":
      return "";
    case "array":
      return value.items.map(plainText).join(",");
    case "object":
      return itemText(value);
    default:
      return value satisfies never;
  }
}
