// Compares a value of a daemon.json with the type that dockerd's decoder wants, as strictly as it does.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import { parseGoDecimal } from "../options/goValues.ts";
import { fieldOf, proxiesShape, type JsonShape, type RecordShape } from "./jsonShapes.ts";
import type { TextRange } from "../syntax/textRange.ts";

/** What the decoder wants, or `field` where it wants no member of that name. */
export type WantedType = Exclude<JsonShape["kind"], "any"> | "field";

export interface TypeFault {
  /** The value, or the key of a member that is not wanted. */
  readonly range: TextRange;
  readonly wanted: WantedType;
  readonly found: JsonValue;
  /** The keys on the way to the value. */
  readonly path: readonly string[];
  /** The names that the decoder knows at a place where it does not know the one there is. */
  readonly fields?: readonly string[];
  /** True for a member that the decoder passes over. */
  readonly isIgnored: boolean;
}

/** All faults of a value, in its order. */
export function typeFaults(value: JsonValue, shape: JsonShape): readonly TypeFault[] {
  return check(value, shape, []);
}

function check(value: JsonValue, shape: JsonShape, path: readonly string[]): readonly TypeFault[] {
  const { kind } = shape;
  // To the decoder, null is no value at all; the check of names wants an object for `proxies`.
  const takesNull = kind !== "size" && shape !== proxiesShape;
  if (kind === "any" || (value.kind === "null" && takesNull)) return [];
  const fault = { range: value.range, found: value, path, isIgnored: false };
  const wrong = [{ ...fault, wanted: kind }];
  switch (kind) {
    case "boolean":
      return value.kind === "boolean" ? [] : wrong;
    case "string":
    case "size":
      return value.kind === "string" ? [] : wrong;
    case "integer":
      return isInteger(value) ? [] : wrong;
    case "list":
      return value.kind === "array"
        ? value.items.flatMap((item) => check(item, shape.item, path))
        : wrong;
    case "map":
      return value.kind === "object"
        ? value.members.flatMap(({ key, value: inner }) =>
            check(inner, shape.value, [...path, key]),
          )
        : wrong;
    case "record":
      return value.kind === "object" ? checkFields(value.members, shape, path) : wrong;
    default:
      return kind satisfies never;
  }
}

function checkFields(
  members: readonly JsonMember[],
  shape: RecordShape,
  outer: readonly string[],
): readonly TypeFault[] {
  return members.flatMap(({ key, keyRange, value }) => {
    const path = [...outer, key];
    const field = fieldOf(shape, key);
    if (field !== undefined) return check(value, field.shape, path);
    const fields = Object.keys(shape.fields);
    const isIgnored = shape.others === "ignored";
    return [{ range: keyRange, wanted: "field", found: value, path, fields, isIgnored }];
  });
}

/** `1.0` and `1e3` are numbers, and no integers to Go. */
function isInteger(value: JsonValue): boolean {
  return value.kind === "number" && parseGoDecimal(value.written) !== undefined;
}
