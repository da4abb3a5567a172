// What is wrong inside a daemon.json, whatever the rest of the configuration says.
import type { Rule } from "./rule.ts";
import {
  membersOf,
  type DaemonJson,
  type JsonMember,
  type JsonValue,
} from "../syntax/daemonJson.ts";
import { optionsInDaemonJson } from "../daemonJsonOptions.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import { daemonKeyProblems } from "./daemonKeyRules.ts";
import { isAtLeast } from "../options/engineVersion.ts";
import { isReadable, jsonSyntaxProblems } from "./jsonSyntaxRules.ts";
import { keyProblem, type KeyContext } from "./keyProblem.ts";
import { typeProblems, valueProblems } from "./keyValueRules.ts";
import { recordProblems } from "./keyRecordRules.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { TextRange } from "../syntax/textRange.ts";

const rule: Rule = ({ file, version, data }) =>
  file.kind === "daemonJson"
    ? daemonJsonProblems(parsedDaemonJson(file.text), { ...file, version, data })
    : [];

export const daemonJsonRules: readonly Rule[] = [rule];

/** What dockerd of a version has to say about a daemon.json, and what it should have said. */
export function daemonJsonProblems(json: DaemonJson, context: KeyContext): readonly Problem[] {
  const syntax = jsonSyntaxProblems(context, json, context.version);
  if (!isReadable(json)) return syntax;
  const members = membersOf(json);
  const counting = [...new Map(members.map((member) => [member.key, member])).values()];
  const types = typeProblems(members, context);
  const isWrong = ({ range }: JsonMember): boolean =>
    types.some((one) => one.severity === "error" && contains(range, one.range));
  const isTyped = (range: TextRange): boolean =>
    types.some((one) => one.range.start === range.start);
  const sound = counting.filter((member) => !isWrong(member));
  return [
    ...syntax,
    ...daemonKeyProblems(counting, context),
    ...types,
    ...hugeNumbers(json.root, context).filter(({ range }) => !isTyped(range)),
    ...repeatedKeys(json.root, context),
    ...twiceSet(counting, context),
    ...valueProblems(optionsIn(sound, context), context),
    ...sound.flatMap((member) => recordProblems(member, context)),
  ];
}

function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function optionsIn(
  members: readonly JsonMember[],
  { uri, text, version, data }: KeyContext,
): readonly EffectiveOption[] {
  const starts = new Set(members.map(({ keyRange }) => keyRange.start));
  const options = optionsInDaemonJson({ uri, text }, version, data);
  return options.filter(({ values }) => values.every(({ name }) => starts.has(name.range.start)));
}

/** Numbers that are too large for the decoder wherever they stand. */
function hugeNumbers(value: JsonValue | undefined, context: KeyContext): readonly Problem[] {
  switch (value?.kind) {
    case "array":
      return value.items.flatMap((item) => hugeNumbers(item, context));
    case "object":
      return value.members.flatMap((member) => hugeNumbers(member.value, context));
    case "number": {
      if (Number.isFinite(value.number)) return [];
      const args = { detail: "this number is too large" };
      return [
        { code: "jsonSyntax", severity: "error", uri: context.uri, range: value.range, args },
      ];
    }
    default:
      return [];
  }
}

/** The members of any object that a later one replaces. Objects themselves are merged. */
function repeatedKeys(value: JsonValue | undefined, context: KeyContext): readonly Problem[] {
  if (value?.kind === "array") return value.items.flatMap((item) => repeatedKeys(item, context));
  if (value?.kind !== "object") return [];
  const last = new Map(value.members.map((member) => [member.key, member]));
  return value.members.flatMap((member) => {
    const counting = last.get(member.key);
    const isReplaced =
      counting !== undefined && counting !== member && counting.value.kind !== "object";
    if (!isReplaced) return repeatedKeys(member.value, context);
    const related = [{ uri: context.uri, range: counting.keyRange }];
    return [{ ...keyProblem("repeatedKey", "warning", member, context), related }];
  });
}

/** Two keys of one option, where a daemon takes both names and not both keys. */
function twiceSet(members: readonly JsonMember[], context: KeyContext): readonly Problem[] {
  const { version } = context;
  const hasGateways = isAtLeast(version, "28.0");
  const pairs = [
    ...(hasGateways ? [["host-gateway-ip", "host-gateway-ips"] as const] : []),
    ...(isAtLeast(version, "23.0") ? [] : [["graph", "data-root"] as const]),
  ];
  return pairs.flatMap(([old, other]) => {
    const member = members.find(({ key }) => key === old);
    const second = members.find(({ key }) => key === other);
    if (member === undefined || second === undefined) return [];
    const related = [{ uri: context.uri, range: second.keyRange }];
    return [{ ...keyProblem("keyTwice", "error", member, context, { other }), related }];
  });
}
