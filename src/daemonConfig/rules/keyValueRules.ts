// The values of a daemon.json: their types, the keys inside of them, and what dockerd says of each.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import { keyState, optionOfKey, proxiesKey } from "../options/daemonKeys.ts";
import { combinationFaults } from "../options/flagCombinations.ts";
import type { FaultStage } from "../options/flagStart.ts";
import { proxiesShape, shapeOf, type JsonShape } from "./jsonShapes.ts";
import { typeFaults, type TypeFault, type WantedType } from "./jsonTypes.ts";
import { keyValueFault } from "./keyValues.ts";
import { isZero, type KeyContext } from "./keyProblem.ts";
import { nearest } from "../../base/nearMiss.ts";
import type { Problem, Severity } from "./problem.ts";

/** A problem, and when dockerd finds it. */
export interface StagedProblem extends Problem {
  readonly stage: FaultStage;
}

/** What the decoder makes of the values. It reads every member, also those that a later one replaces. */
export function typeProblems(
  members: readonly JsonMember[],
  context: KeyContext,
): readonly Problem[] {
  return members.flatMap((member) => {
    const shape = shapeAt(member, context);
    if (shape === undefined) return [];
    return typeFaults(member.value, shape).flatMap((fault) => {
      if (fault.wanted !== "field") return [typeProblem(member.key, fault, fault.wanted, context)];
      // The names inside of `proxies` go through the check of names.
      return member.key === proxiesKey ? [] : [fieldProblem(member.key, fault, context)];
    });
  });
}

/** What dockerd says of the values, each at its place. */
export function valueProblems(
  options: readonly EffectiveOption[],
  { uri, version }: KeyContext,
): readonly StagedProblem[] {
  const found = options.flatMap(({ option, spelling, values }) =>
    values.flatMap(({ text, place }) => {
      const fault = keyValueFault(option, text, version);
      return fault === undefined ? [] : [{ spelling, text, place, ...fault }];
    }),
  );
  const clashes = combinationFaults(usesOf(options), version).map(({ use, stage, reason }) => ({
    spelling: use.spelling,
    text: use.value,
    place: use.place,
    stage,
    reason,
  }));
  return [...found, ...clashes].map(({ spelling, text, place, stage, reason }) => ({
    code: "invalidKeyValue",
    severity: "error",
    uri,
    range: place.range,
    args: { key: spelling, value: JSON.stringify(text), detail: reason },
    stage,
  }));
}

/** The values whose clash dockerd looks for in daemon.json too. A runtime's name is a key there. */
function usesOf(options: readonly EffectiveOption[]) {
  return options
    .filter(({ option }) => option.name !== "add-runtime")
    .flatMap(({ option, spelling, values }) =>
      values.map(({ text, place }) => ({ option, spelling, value: text, place })),
    );
}

/** The type of a member on the top level. */
function shapeAt({ key }: JsonMember, context: KeyContext): JsonShape | undefined {
  const { version, data } = context;
  if (keyState(key, version, data) !== "effective") return undefined;
  if (key === proxiesKey) return proxiesShape;
  const option = optionOfKey(key, data);
  return option && shapeOf(option, version);
}

function fieldProblem(
  parent: string,
  { path, range, found, fields = [], isIgnored }: TypeFault,
  { uri }: KeyContext,
): Problem {
  const key = path.at(-1) ?? "";
  const guess = nearest(key, fields);
  return {
    code: isIgnored ? "unknownField" : "refusedField",
    severity: isIgnored ? severityOfIgnored(found) : "error",
    uri,
    range,
    args: { key, parent: [parent, ...path.slice(0, -1)].join(".") },
    ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
  };
}

/** Where nothing is said, nothing is lost. */
function severityOfIgnored(value: JsonValue): Severity {
  return isZero(value) ? "information" : "warning";
}

function typeProblem(
  key: string,
  { path, range, found }: TypeFault,
  wanted: Exclude<WantedType, "field">,
  { uri, text }: KeyContext,
): Problem {
  const replacement = asType(text.slice(range.start, range.end), found.kind, wanted);
  return {
    code: "wrongType",
    severity: "error",
    uri,
    range,
    args: {
      key: [key, ...path].join("."),
      expected: typeWords[wanted],
      found: foundWords[found.kind],
    },
    ...(replacement !== undefined && { replacement }),
  };
}

const typeWords = {
  boolean: "true or false",
  integer: "a whole number",
  string: "a text in quotation marks",
  size: 'a text such as "64M"',
  list: "a list in square brackets",
  map: "an object in braces",
  record: "an object in braces",
} as const satisfies Record<Exclude<WantedType, "field">, string>;

const foundWords = {
  boolean: "true or false",
  number: "a number",
  string: "a text",
  array: "a list",
  object: "an object",
  null: "null",
} as const satisfies Record<JsonValue["kind"], string>;

/** The value as it has to be written, where there is only one way to do so. */
function asType(
  written: string,
  found: JsonValue["kind"],
  wanted: Exclude<WantedType, "field">,
): string | undefined {
  const inner = written.slice(1, -1);
  switch (wanted) {
    case "boolean":
      return found === "string" && /^(true|false)$/.test(inner) ? inner : undefined;
    case "integer":
      return found === "string" && /^(0|-?[1-9]\d{0,14})$/.test(inner) ? inner : undefined;
    case "string":
    case "size":
      return found === "number" || found === "boolean" ? JSON.stringify(written) : undefined;
    case "list":
      return found === "string" ? `[${written}]` : undefined;
    default:
      return undefined;
  }
}
