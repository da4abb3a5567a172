// Numbers, sizes and time spans as systemd writes them in units: whether it takes a text for one.

const most64 = 2n ** 64n - 1n;

/** Microseconds in a unit of time, the longer spellings of each first. */
const timeUnits: readonly (readonly [spellings: string, microseconds: number])[] = [
  ["seconds|second|sec|s", 1e6],
  ["minutes|minute|min", 6e7],
  ["months|month|M", 2_629_800e6],
  ["msec|ms", 1e3],
  ["m", 6e7],
  ["hours|hour|hr|h", 3600e6],
  ["days|day|d", 86_400e6],
  ["weeks|week|w", 604_800e6],
  ["years|year|y", 31_557_600e6],
  ["usec|us|µs|μs", 1],
];

const timeTerm = new RegExp(
  String.raw`[ \t]*(?:\+?(\d+)(?:\.\d+)?|\.\d+)(?:[ \t]*(${timeUnits.map(([spellings]) => spellings).join("|")})|(?=[ \t]|$))`,
  "y",
);

const sizeUnits = ["E", "P", "T", "G", "M", "K", "B", ""];

const sizeTerms = new RegExp(
  `^${sizeUnits.map((unit) => String.raw`(?:[ \t]*\+?(\d+(?:\.\d*)?)[ \t]*${unit})?`).join("")}$`,
);

/** True for `90`, `5min 20s`, `1.5h` and `infinity`. A number alone counts seconds. */
export function isTimeSpan(text: string): boolean {
  if (/^[ \t]*infinity[ \t]*$/.test(text)) return true;
  let at = 0;
  let isAny = false;
  while (text.slice(at).trim() !== "") {
    timeTerm.lastIndex = at;
    const match = timeTerm.exec(text);
    if (match === null || !isShort(match[1] ?? "0", match[2])) return false;
    isAny = true;
    at = timeTerm.lastIndex;
  }
  return isAny;
}

/** The bytes in `1048576`, `512M`, `1.5G` or `1G 512M`, in steps of 1024; undefined where it is no size. */
export function bytesOf(text: string): number | undefined {
  const match = sizeTerms.exec(text);
  if (match === null || text.trim() === "") return undefined;
  let sum = 0;
  for (const [index, unit] of sizeUnits.entries()) {
    const power = unit === "" ? 0 : 6 - index;
    sum += Math.floor(Number(match[index + 1] ?? 0) * 1024 ** power);
  }
  return sum < 2 ** 64 ? sum : undefined;
}

/** The number in `1024`, `0x400` or `02000`; undefined where it is none, or beyond 64 bits. */
export function unsignedOf(text: string): bigint | undefined {
  const digits = text.trim().replace(/^\+/, "");
  const octal = /^0([0-7]+)$/.exec(digits)?.[1];
  const isNumber = /^(?:0|[1-9]\d*|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(digits);
  if (octal === undefined && !isNumber) return undefined;
  const value = BigInt(octal === undefined ? digits : `0o${octal}`);
  return value <= most64 ? value : undefined;
}

/** The number in `-5`, `+5` or `5`. */
export function integerOf(text: string): number | undefined {
  const trimmed = text.trim();
  const size = unsignedOf(trimmed.replace(/^-/, ""));
  if (size === undefined || trimmed.startsWith("-+")) return undefined;
  return trimmed.startsWith("-") ? -Number(size) : Number(size);
}

/** The share in `50%`, `12.5%` or `125‰`, in percent. */
export function percentageOf(text: string): number | undefined {
  const [, number, sign] = /^(\d+(?:\.\d{1,2})?)(%|‰|‱)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const parts = sign === "%" ? 1 : sign === "‰" ? 10 : 100;
  return Number(number) / parts;
}

function isShort(digits: string, unit: string | undefined): boolean {
  const row = timeUnits.find(([spellings]) => spellings.split("|").includes(unit ?? "s"));
  return BigInt(digits) < most64 / BigInt(row?.[1] ?? 1) && BigInt(digits) < 2n ** 63n;
}
