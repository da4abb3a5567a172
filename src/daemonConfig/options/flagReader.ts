// Splits dockerd's command line into uses of flags, as its parser does (pflag; mflag up to 1.12).
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import { parseGoInteger } from "./goValues.ts";
import { isDefined, optionState, type OptionData } from "./optionData.ts";
import type { Argument, FlagProblem, FlagProblemCode, FlagUse, WordRange } from "./flagUses.ts";
import type { DaemonOption } from "./optionRecords.ts";

/** A flag that no release of dockerd has, or another one's. */
export interface UnknownFlag {
  /** Without dashes. */
  readonly name: string;
  readonly at: WordRange;
  readonly spelling: string;
}

export interface ReadFlags {
  readonly uses: readonly FlagUse[];
  readonly unknown: readonly UnknownFlag[];
  readonly problems: readonly FlagProblem[];
}

interface Reader {
  readonly words: readonly Argument[];
  readonly data: OptionData;
  readonly version: EngineVersion;
  readonly uses: FlagUse[];
  readonly unknown: UnknownFlag[];
  readonly problems: FlagProblem[];
  /** The index of the next word. */
  next: number;
}

/** Reads the words after the program's name. Goes on after a fault, where dockerd stops. */
export function readFlags(
  words: readonly Argument[],
  version: EngineVersion,
  data: OptionData,
): ReadFlags {
  const reader = { words, data, version, uses: [], unknown: [], problems: [], next: 0 };
  while (reader.next < words.length) readWord(reader);
  return reader;
}

function readWord(reader: Reader): void {
  const argument = reader.next++;
  const text = wordAt(reader, argument);
  if (text === "--") readStrays(reader);
  else if (text.startsWith("--")) readLong(reader, argument, text, 2);
  else if (text.startsWith("-") && text !== "-") readShort(reader, argument, text);
  else readStray(reader, argument, text);
}

/** After `--`, every word is a stray one. */
function readStrays(reader: Reader): void {
  while (reader.next < reader.words.length) {
    const argument = reader.next++;
    report(reader, "strayWord", whole(argument, wordAt(reader, argument)));
  }
}

function readLong(reader: Reader, argument: number, text: string, dashes: number): void {
  const equals = text.indexOf("=");
  const end = equals === -1 ? text.length : equals;
  const name = text.slice(dashes, end);
  const at = { argument, start: 0, end };
  if (name === "" || name.startsWith("-")) {
    report(reader, "badSyntax", at);
    return;
  }
  const option = findOption(reader, name);
  const attached = equals === -1 ? undefined : equals + 1;
  if (option === undefined) {
    reader.unknown.push({ name, at, spelling: text.slice(0, end) });
    if (attached === undefined) skipValue(reader);
  } else takeValue(reader, option, at, attached);
}

function readShort(reader: Reader, argument: number, text: string): void {
  const name = /^-([a-z\d][a-z\d-]+)(?:=|$)/i.exec(text)?.[1] ?? "";
  const long = findOption(reader, name);
  const isOld = !isAtLeast(reader.version, "1.13");
  if (long !== undefined && isOld && oldLongNames.has(name)) {
    readLong(reader, argument, text, 1);
    return;
  }
  if (long === undefined) {
    readBundle(reader, argument, text);
    return;
  }
  readSingleDash(reader, argument, text, long);
}

/** The long names that mflag took with one dash. */
const oldLongNames = new Set([
  "api-enable-cors",
  "bip",
  "dns",
  "icc",
  "ip",
  "ip-forward",
  "iptables",
  "mtu",
]);

/** `-dns`: a bundle of letters to dockerd, and not what its writer meant. */
function readSingleDash(reader: Reader, argument: number, text: string, long: DaemonOption): void {
  const trial: Reader = { ...reader, uses: [], unknown: [], problems: [] };
  readBundle(trial, argument, text);
  const end = text.includes("=") ? text.indexOf("=") : text.length;
  const before = reader.next;
  if (end === text.length && long.type !== "bool") skipValue(reader);
  const leavesStray = reader.next > before && trial.next === before;
  const isRefused =
    leavesStray ||
    trial.unknown.length > 0 ||
    trial.uses.some((use) => !isDefined(use.option, reader.version)) ||
    trial.problems.some((problem) => problem.severity === "error");
  reader.next = Math.max(reader.next, trial.next);
  if (!isRefused) reader.uses.push(...trial.uses);
  const at = { argument, start: 0, end };
  report(reader, "singleDashOption", at, {
    severity: isRefused ? "error" : "warning",
    option: long,
    suggestion: `--${long.name}`,
  });
}

/** Letters: `-D`, `-DH fd://`, `-Hfd://`, `-H=fd://`. The first that takes a value has the rest for it. */
function readBundle(reader: Reader, argument: number, text: string): void {
  for (let start = 1; start < text.length; start++) {
    const letter = text.slice(start, start + 1);
    const at = { argument, start, end: start + 1 };
    const option = findShorthand(reader, letter);
    if (option === undefined) {
      reader.unknown.push({ name: letter, at, spelling: `-${letter}` });
      if (start + 1 === text.length) skipValue(reader);
      return;
    }
    // `-D=` alone is not a boolean with an empty value, but the letters `D` and `=`.
    const hasEquals = text[start + 1] === "=" && start + 2 < text.length;
    if (hasEquals) {
      takeValue(reader, option, at, start + 2);
      return;
    }
    const isLast = start + 1 === text.length;
    if (option.type !== "bool") {
      takeValue(reader, option, at, isLast ? undefined : start + 1);
      return;
    }
    takeValue(reader, option, at, undefined);
  }
}

/** The value of a flag: behind it in the same word, `true` for a boolean, else the next word. */
function takeValue(
  reader: Reader,
  option: DaemonOption,
  at: WordRange,
  attached: number | undefined,
): void {
  const text = wordAt(reader, at.argument);
  const spelling = at.start === 0 ? text.slice(0, at.end) : `-${text.slice(at.start, at.end)}`;
  const use = { option, spelling, at };
  if (attached !== undefined) {
    const valueAt = { argument: at.argument, start: attached, end: text.length };
    reader.uses.push({ ...use, value: text.slice(attached), valueAt });
  } else if (option.type === "bool") {
    reader.uses.push({ ...use, value: "true", valueAt: undefined });
  } else if (reader.next < reader.words.length) {
    const argument = reader.next++;
    const value = wordAt(reader, argument);
    const valueAt = whole(argument, value);
    reader.uses.push({ ...use, value, valueAt });
    if (isSwallowed(option, value)) {
      report(reader, "swallowedOption", valueAt, { severity: "warning", option });
    }
  } else report(reader, "missingValue", at, { option });
}

/** True where a value looks like the next flag, and is no number below zero. */
function isSwallowed(option: DaemonOption, value: string): boolean {
  if (!/^-./.test(value)) return false;
  return !(option.type?.startsWith("int") === true && parseGoInteger(value) !== undefined);
}

/** The word behind an unknown flag is its value rather than a stray one. */
function skipValue(reader: Reader): void {
  const text = reader.words[reader.next]?.text;
  if (text !== undefined && !text.startsWith("-")) reader.next++;
}

const booleanWord = /^(true|false|yes|no|on|off|[01tf])$/i;
const oddDash = /^[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+-*/;

function readStray(reader: Reader, argument: number, text: string): void {
  const at = whole(argument, text);
  const last = reader.uses.at(-1);
  const isBehindBoolean =
    last?.option.type === "bool" && last.valueAt === undefined && last.at.argument === argument - 1;
  if (isBehindBoolean && booleanWord.test(text)) {
    const isFalse = /^(false|no|off|[0f])$/i.test(text);
    const suggestion = `${last.spelling}=${isFalse ? "false" : "true"}`;
    report(reader, "separateBoolean", at, { option: last.option, suggestion });
    return;
  }
  if (!oddDash.test(text)) {
    report(reader, "strayWord", at);
    return;
  }
  const name = text.replace(oddDash, "");
  const option = findOption(reader, name.replace(/=.*$/s, ""));
  const isLong = option !== undefined || name.length > 1;
  const suggestion = `${isLong ? "--" : "-"}${name}`;
  if (option !== undefined && option.type !== "bool" && !name.includes("=")) skipValue(reader);
  report(reader, "typographicDash", at, { option, suggestion });
}

function report(
  reader: Reader,
  code: FlagProblemCode,
  at: WordRange,
  more: Partial<Pick<FlagProblem, "severity" | "option" | "suggestion">> = {},
): void {
  reader.problems.push({
    code,
    severity: more.severity ?? "error",
    stage: "parse",
    at,
    token: wordAt(reader, at.argument).slice(at.start, at.end),
    option: more.option,
    detail: "",
    suggestion: more.suggestion,
  });
}

function findOption({ data, version }: Reader, name: string): DaemonOption | undefined {
  const flag = data.flags.get(name);
  if (flag !== undefined && optionState(flag, version) !== "foreign") return flag;
  return data.options.find(
    (option) =>
      option.name === name && option.kind !== "json-only" && option.kind !== "json-refused",
  );
}

function findShorthand({ data, version }: Reader, letter: string): DaemonOption | undefined {
  const candidates = data.options.filter((option) => option.shorthand === letter);
  return candidates.find((option) => isDefined(option, version)) ?? candidates[0];
}

function wordAt({ words }: Reader, argument: number): string {
  return words[argument]?.text ?? "";
}

function whole(argument: number, text: string): WordRange {
  return { argument, start: 0, end: text.length };
}
