// What the data file says of one option, one daemon.json key and one release.
import { field, items, list, type Fields } from "./jsonFields.ts";

/** Both releases included. */
export interface ReleaseRange {
  readonly first: string;
  readonly last: string;
}

/** One of the values that an option is known to take. */
export interface OptionValue {
  readonly value: string;
  readonly since: string | undefined;
  readonly removedIn: string | undefined;
  readonly lastRelease: string | undefined;
  readonly isWindowsOnly: boolean;
}

/** A default that changed: what it is from a release on. */
export interface DefaultSince {
  readonly since: string;
  readonly value: string;
}

export type OptionKind = "flag" | "json-only" | "json-refused" | "distribution" | "client-only";

/** Releases are texts as engines print them (`20.10.0`), undefined where there is none. */
export interface DaemonOption {
  /** The flag without its dashes; the daemon.json key where there is no flag. */
  readonly name: string;
  readonly kind: OptionKind;
  readonly shorthand: string | undefined;
  /** How the flag is parsed: `bool`, `int`, `ip`, `list`, `map`… Undefined for what dockerd never parses. */
  readonly type: string | undefined;
  /** What the value means: `ipv4-cidr`, `file-path`, `url-list`… */
  readonly semanticType: string | undefined;
  /** True where every use adds a value, instead of the last one counting. */
  readonly isRepeatable: boolean;
  /** Where it became repeatable later than it came: before that release, the last value counts. */
  readonly repeatableSince: string | undefined;
  /** As a flag would say it, undefined where it is unknown, none or empty. */
  readonly default: string | undefined;
  readonly defaultHistory: readonly DefaultSince[];
  readonly valueSyntax: string | undefined;
  readonly values: readonly OptionValue[];
  /** Which part of the value `values` lists, where it is not the whole. */
  readonly valuesOf: string | undefined;
  /** True where other values than the listed ones are taken as well. */
  readonly isOpen: boolean;
  readonly valueNote: string | undefined;
  readonly jsonKey: string | undefined;
  readonly jsonType: string | undefined;
  readonly jsonNote: string | undefined;
  readonly jsonRanges: readonly ReleaseRange[];
  readonly platforms: "linux" | "windows" | "both";
  readonly since: string | undefined;
  readonly deprecatedSince: string | undefined;
  readonly hiddenSince: string | undefined;
  /** From here on it parses, and the daemon does not start. */
  readonly fatalSince: string | undefined;
  readonly fatalError: string | undefined;
  /** The first release without it. */
  readonly removedIn: string | undefined;
  readonly replacement: string | undefined;
  readonly isReloadable: boolean;
  readonly reloadableSince: string | undefined;
  readonly reloadableUntil: string | undefined;
  /** True for what concerns networks. */
  readonly isNetwork: boolean;
  readonly security: string | undefined;
  readonly experimental: string | undefined;
  readonly summary: string;
  readonly note: string | undefined;
  /** Whose daemon has it, where it is a distribution's own. */
  readonly distribution: string | undefined;
}

export interface DaemonKey {
  readonly key: string;
  readonly flag: string | undefined;
  /** Where the key does something. */
  readonly effective: readonly ReleaseRange[];
  /** Where the daemon accepts it and ignores it silently. */
  readonly ignored: readonly ReleaseRange[];
  /** Where the daemon has a setting of this name and refuses the key all the same. */
  readonly refused: readonly ReleaseRange[];
  readonly useInstead: string | undefined;
}

export interface EngineRelease {
  readonly version: string;
  /** The highest API version that it speaks. */
  readonly api: string;
  /** `2023-04-04` */
  readonly date: string;
}

/** An option of the data file. */
export function parseOption(fields: Fields): DaemonOption {
  const text = (name: string): string | undefined => field.optionalText(fields, name);
  return {
    name: text("flag") ?? field.text(fields, "jsonKey"),
    kind: oneOf(field.text(fields, "kind"), kinds),
    platforms: oneOf(field.text(fields, "platforms"), platforms),
    summary: field.text(fields, "summary"),
    ...valueFacts(fields),
    ...releaseFacts(fields),
    shorthand: text("shorthand"),
    jsonKey: text("jsonKey"),
    jsonType: text("jsonType"),
    jsonNote: text("jsonNote"),
    jsonRanges: parseRanges(fields, "jsonRanges"),
    replacement: text("replacement"),
    isNetwork: field.flag(fields, "network"),
    security: text("security"),
    experimental: text("experimental"),
    note: text("note"),
    distribution: text("distribution"),
  };
}

const kinds = ["flag", "json-only", "json-refused", "distribution", "client-only"] as const;
const platforms = ["linux", "windows", "both"] as const;

function valueFacts(fields: Fields) {
  const text = (name: string): string | undefined => field.optionalText(fields, name);
  return {
    type: text("type"),
    semanticType: text("semanticType"),
    isRepeatable: field.flag(fields, "repeatable"),
    repeatableSince: text("repeatableSince"),
    default: plainText(field.any(fields, "default")),
    defaultHistory: list(fields, "defaultHistory", parseDefault),
    valueSyntax: text("valueSyntax"),
    values: list(fields, "values", parseValue),
    valuesOf: text("enumOf"),
    isOpen: field.flag(fields, "enumOpen"),
    valueNote: text("enumNote"),
  };
}

function releaseFacts(fields: Fields) {
  const text = (name: string): string | undefined => field.optionalText(fields, name);
  return {
    since: text("since"),
    deprecatedSince: text("deprecatedSince"),
    hiddenSince: text("hiddenSince"),
    fatalSince: text("fatalSince"),
    fatalError: text("fatalError"),
    removedIn: text("removedIn"),
    isReloadable: field.flag(fields, "reloadable"),
    reloadableSince: text("reloadableSince"),
    reloadableUntil: text("reloadableUntil"),
  };
}

function parseDefault(fields: Fields): DefaultSince {
  const value = plainText(field.any(fields, "value")) ?? "";
  return { since: field.text(fields, "since"), value };
}

function parseValue(fields: Fields): OptionValue {
  return {
    value: field.text(fields, "value"),
    since: field.optionalText(fields, "since"),
    removedIn: field.optionalText(fields, "removedIn"),
    lastRelease: field.optionalText(fields, "lastRelease"),
    isWindowsOnly: field.optionalText(fields, "platform") === "windows",
  };
}

/** A daemon.json key of the data file. */
export function parseDaemonKey(fields: Fields): DaemonKey {
  return {
    key: field.text(fields, "key"),
    flag: field.optionalText(fields, "flag"),
    effective: parseRanges(fields, "effective"),
    ignored: parseRanges(fields, "ignored"),
    refused: parseRanges(fields, "refused"),
    useInstead: field.optionalText(fields, "useInstead"),
  };
}

/** A release of the data file. */
export function parseRelease(fields: Fields): EngineRelease {
  return {
    version: field.text(fields, "version"),
    api: field.text(fields, "api"),
    date: field.text(fields, "date"),
  };
}

function parseRanges(fields: Fields, name: string): readonly ReleaseRange[] {
  return items(fields, name).map((range) => {
    const [first, last] = Array.isArray(range) ? range.map(plainText) : [];
    if (first === undefined || last === undefined) throw new TypeError(`${name} holds no range`);
    return { first, last };
  });
}

/** Defaults are texts, numbers and booleans in the data. */
function plainText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === text);
  if (found === undefined) throw new TypeError(`${text} is none of ${allowed.join(", ")}`);
  return found;
}
