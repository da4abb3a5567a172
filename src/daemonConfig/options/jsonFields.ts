// Typed reading of parsed JSON that the product itself ships: a wrong type there is a defect, so it throws.

export type Fields = object;

/** A field's value, or undefined where it is missing or null. */
function valueOf(fields: Fields, name: string): unknown {
  const value: unknown = Reflect.get(fields, name);
  return value ?? undefined;
}

function wrong(name: string, wanted: string): TypeError {
  return new TypeError(`${name} is not ${wanted}`);
}

/** Fields of one type each. The `optional` ones may be missing; the others throw a TypeError. */
export const field = {
  text(fields: Fields, name: string): string {
    const value = valueOf(fields, name);
    if (typeof value !== "string") throw wrong(name, "a text");
    return value;
  },
  optionalText(fields: Fields, name: string): string | undefined {
    return valueOf(fields, name) === undefined ? undefined : field.text(fields, name);
  },
  /** False where it is missing. */
  flag(fields: Fields, name: string): boolean {
    const value = valueOf(fields, name) ?? false;
    if (typeof value !== "boolean") throw wrong(name, "true or false");
    return value;
  },
  fields(fields: Fields, name: string): Fields {
    return toFields(valueOf(fields, name), name);
  },
  /** The value of any type. */
  any: valueOf,
};

/** A list of records, parsed one by one. Empty where it is missing. */
export function list<T>(fields: Fields, name: string, parse: (item: Fields) => T): readonly T[] {
  return items(fields, name).map((item) => parse(toFields(item, name)));
}

/** A list of whatever there is. Empty where it is missing. */
export function items(fields: Fields, name: string): readonly unknown[] {
  const value = valueOf(fields, name) ?? [];
  if (!Array.isArray(value)) throw wrong(name, "a list");
  return value;
}

function toFields(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null) throw wrong(name, "an object");
  return value;
}
