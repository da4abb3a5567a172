// Reading JSON of unknown shape without trusting it: a missing or odd field becomes a neutral value.

export type JsonRecord = Readonly<Record<string, unknown>>;

const noFields: JsonRecord = {};

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function asRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : noFields;
}

/** The value as a list, or an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, or the empty string. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value as text, or undefined where it is missing or empty. */
export function asOptionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The value as a finite number other than 0, or undefined: the engine writes 0 for "none". */
export function asOptionalNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value !== 0 ? value : undefined;
}

/** The value as texts, leaving out what is no text; undefined where there is no list at all. */
export function asOptionalTexts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

/** The value as a map of texts, leaving out what is no text. */
export function asTextMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asRecord(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(entries);
}
