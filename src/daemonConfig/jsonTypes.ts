// Compares a value of a daemon.json with the type that dockerd's decoder wants, as strictly as it does.
import type { JsonMember, JsonValue } from "./daemonJson.ts";
import { parseGoDecimal } from "./goValues.ts";
import { fieldOf, type JsonShape, type RecordShape } from "./jsonShapes.ts";
import type { TextRange } from "./textRange.ts";

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

/** All faults of a value, in its order. The text is the file's. */
export function typeFaults(value: JsonValue, shape: JsonShape, text: string): readonly TypeFault[] {
  return check(value, shape, { text, path: [] });
}

interface Place {
  readonly text: string;
  readonly path: readonly string[];
}

function check(value: JsonValue, shape: JsonShape, place: Place): readonly TypeFault[] {
  const { kind } = shape;
  // To the decoder, null is no value at all.
  if (kind === "any" || (value.kind === "null" && kind !== "size")) return [];
  const fault = { range: value.range, found: value, path: place.path, isIgnored: false };
  const wrong = [{ ...fault, wanted: kind }];
  switch (kind) {
    case "boolean":
      return value.kind === "boolean" ? [] : wrong;
    case "string":
    case "size":
      return value.kind === "string" ? [] : wrong;
    case "integer":
      return isInteger(value, place.text) ? [] : wrong;
    case "list":
      return value.kind === "array"
        ? value.items.flatMap((item) => check(item, shape.item, place))
        : wrong;
    case "map":
      return value.kind === "object"
        ? value.members.flatMap(({ key, value: inner }) =>
            check(inner, shape.value, below(place, key)),
          )
        : wrong;
    case "record":
      return value.kind === "object" ? checkFields(value.members, shape, place) : wrong;
    default:
      return kind satisfies never;
  }
}

function checkFields(
  members: readonly JsonMember[],
  shape: RecordShape,
  place: Place,
): readonly TypeFault[] {
  return members.flatMap(({ key, keyRange, value }) => {
    const field = fieldOf(shape, key);
    if (field !== undefined) return check(value, field.shape, below(place, key));
    const { path } = below(place, key);
    const fields = Object.keys(shape.fields);
    const isIgnored = shape.others === "ignored";
    return [{ range: keyRange, wanted: "field", found: value, path, fields, isIgnored }];
  });
}

function below({ text, path }: Place, key: string): Place {
  return { text, path: [...path, key] };
}

/** `1.0` and `1e3` are numbers, and no integers to Go. */
function isInteger(value: JsonValue, text: string): boolean {
  return (
    value.kind === "number" &&
    parseGoDecimal(text.slice(value.range.start, value.range.end)) !== undefined
  );
}
