// What the rules over the keys of a daemon.json share: what they know, and how they say it.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import { keyState, proxiesKey } from "../options/daemonKeys.ts";
import { formatEngineVersion, type EngineVersion } from "../options/engineVersion.ts";
import type { OptionData } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { Problem, Severity } from "./problem.ts";
import type { ProblemCode } from "./problemTexts.ts";

/** A daemon.json and the release to judge it for. */
export interface KeyContext {
  readonly uri: string;
  readonly text: string;
  readonly version: EngineVersion;
  readonly data: OptionData;
}

/** A problem of a key. Key and version are what its words may name besides the arguments given. */
export function keyProblem(
  code: ProblemCode,
  severity: Severity,
  { key, keyRange }: JsonMember,
  { uri, version }: KeyContext,
  args: Problem["args"] = {},
): Problem {
  const shown = { key, version: formatEngineVersion(version), ...args };
  return { code, severity, uri, range: keyRange, args: shown };
}

/** When an option ended, and what to write instead: arguments of the texts that say so. */
export function endOf(option: DaemonOption | undefined, context: KeyContext): Problem["args"] {
  const release = shortRelease(option?.fatalSince ?? option?.removedIn ?? "");
  return { release, instead: insteadOf(option, context) };
}

/** What replaces an option, with daemon.json's names for flags. */
export function insteadOf(option: DaemonOption | undefined, { data }: KeyContext): string {
  const replacement = option?.replacement ?? "remove it";
  return replacement.replace(/--([a-z-]+)/g, (flag: string, name: string) => {
    const key = data.flags.get(name)?.jsonKey;
    return key === undefined ? flag : `"${key}"`;
  });
}

/** `23.0` for `23.0.0`. */
export function shortRelease(release: string): string {
  return release.replace(/^(\d+\.\d+)\.0$/, "$1");
}

/** True for a value that leaves an option at its default. */
export function isZero(value: JsonValue): boolean {
  switch (value.kind) {
    case "string":
      return value.text === "";
    case "array":
      return value.items.length === 0;
    case "object":
      return value.members.length === 0;
    case "boolean":
      return !value.isTrue;
    case "number":
      return value.number === 0;
    default:
      return true;
  }
}

/** The last field of that name, in any case: what the decoder takes. */
export function fieldIn(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (value?.kind !== "object") return undefined;
  return value.members.findLast(({ key }) => key.toLowerCase() === name.toLowerCase())?.value;
}

/** True for the names that the check lets pass wherever they stand, whether or not something comes of them. */
export function passes(key: string, { version, data }: KeyContext): boolean {
  const state = keyState(key, version, data);
  return key !== proxiesKey && (state === "effective" || state === "ignored");
}
