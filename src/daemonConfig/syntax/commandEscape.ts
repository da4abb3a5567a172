// The backslash escapes of systemd's command lines, after C's.

export interface CommandEscape {
  /** What it stands for. */
  readonly text: string;
  /** With the backslash, in characters. */
  readonly length: number;
}

const simple: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ['"', '"'],
  ["'", "'"],
  ["s", " "],
]);

/** Reads the escape whose backslash is at `at`; undefined where systemd knows none and keeps the backslash. */
export function readEscape(text: string, at: number): CommandEscape | undefined {
  const replaced = simple.get(text.charAt(at + 1));
  if (replaced !== undefined) return { text: replaced, length: 2 };
  const rest = text.slice(at, at + 10);
  const short = /^\\u([0-9a-fA-F]{4})/.exec(rest)?.[1];
  if (short !== undefined) return unicodeEscape(short);
  const long = /^\\U([0-9a-fA-F]{8})/.exec(rest)?.[1];
  if (long !== undefined && isCharacter(Number.parseInt(long, 16))) return unicodeEscape(long);
  return readBytes(text, at);
}

function unicodeEscape(digits: string): CommandEscape | undefined {
  const code = Number.parseInt(digits, 16);
  if (code === 0) return undefined;
  // Half a character, which only the short form lets through.
  const text = isSurrogate(code) ? "\uFFFD" : String.fromCodePoint(code);
  return { text, length: digits.length + 2 };
}

function isCharacter(code: number): boolean {
  const isNonCharacter = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
  return code <= 0x10ffff && !isSurrogate(code) && !isNonCharacter;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Escaped bytes beyond ASCII only make characters together, so a row of them is one escape. */
function readBytes(text: string, at: number): CommandEscape | undefined {
  const bytes: number[] = [];
  let end = at;
  for (let byte = byteAt(text, end); byte !== undefined; byte = byteAt(text, end)) {
    if (bytes.length > 0 && byte < 0x80) break;
    bytes.push(byte);
    end += 4;
    if (byte < 0x80) break;
  }
  if (bytes.length === 0) return undefined;
  return { text: new TextDecoder().decode(Uint8Array.from(bytes)), length: end - at };
}

/** The byte that `\xHH` or `\OOO` stands for; NUL is none. */
function byteAt(text: string, at: number): number | undefined {
  const written = text.slice(at, at + 4);
  const hex = /^\\x([0-9a-fA-F]{2})$/.exec(written)?.[1];
  const octal = /^\\([0-3][0-7]{2})$/.exec(written)?.[1];
  const byte = hex === undefined ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(hex, 16);
  return byte === 0 ? undefined : byte;
}
