// Numbers, booleans, sizes and comma-separated values as the Go code of dockerd reads them.

/** What `strconv.ParseBool` takes. Undefined for everything else, the empty text included. */
export function parseGoBool(text: string): boolean | undefined {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(text)) return true;
  return ["0", "f", "F", "false", "FALSE", "False"].includes(text) ? false : undefined;
}

/**
 * What `strconv.ParseInt` with base 0 and 64 bits takes: decimal, 0x…, 0o…, 0b… and 0… (octal), with
 * underscores between digits. Undefined for everything else, and for what 64 bits cannot hold.
 */
export function parseGoInteger(text: string): bigint | undefined {
  const match =
    /^([+-]?)(0x(?:_?[\da-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const digits = (match[2] ?? "").replaceAll("_", "").toLowerCase();
  const isOldOctal = /^0\d/.test(digits);
  return signed(match[1], BigInt(isOldOctal ? `0o${digits.slice(1)}` : digits));
}

/** What `strconv.ParseInt` with base 10 and 64 bits takes. Undefined for everything else. */
export function parseGoDecimal(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)$/.exec(text);
  return match === null ? undefined : signed(match[1], BigInt(match[2] ?? "0"));
}

function signed(sign: string | undefined, magnitude: bigint): bigint | undefined {
  const value = sign === "-" ? -magnitude : magnitude;
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** True for what `time.ParseDuration` takes, such as `1h30m`. */
export function isDuration(text: string): boolean {
  return /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text);
}

/** True for a size such as `64M` or `1.5g` as the daemons up to 20.10 read it. */
export function isOldSize(text: string): boolean {
  return /^\d+(\.\d+)? ?[kmgtp]?i?b?$/i.test(text);
}

/** True for a size as the daemons from 23.0 on read it: any number, then `b`, or `k`, `kb`, `kib` and so on. */
export function isSize(text: string): boolean {
  const match = /^(.*[\d. ])([^\d. ]*)$/s.exec(text);
  if (match === null) return false;
  const number = (match[1] ?? "").replace(/ $/, "");
  return isUnsignedFloat(number) && /^(b|[kmgtp](i?b)?)?$/i.test(match[2] ?? "");
}

/** Numbers that `strconv.ParseFloat` takes and that are not below zero. */
function isUnsignedFloat(text: string): boolean {
  const digits = String.raw`\d(?:_?\d)*`;
  const decimal = new RegExp(
    String.raw`^([+-]?)((?:${digits})\.?(?:${digits})?|\.(?:${digits}))(e[+-]?\d+)?$`,
    "i",
  );
  const match = decimal.exec(text);
  if (match === null) return false;
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) && value >= 0;
}

/**
 * The fields of the first record of a text of comma-separated values, as Go's encoding/csv reads it.
 * Undefined for an empty text and for quotes that are out of place.
 */
export function parseCsvRecord(text: string): readonly string[] | undefined {
  let rest = text.replace(/^(?:\r?\n)+/, "");
  if (rest === "") return undefined;
  const fields: string[] = [];
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/.exec(rest);
    if (match === null) return undefined;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") return fields;
    rest = rest.slice(match[0].length);
  }
}
