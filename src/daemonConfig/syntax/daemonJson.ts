// daemon.json as dockerd's decoder reads it: strict JSON, with the place of every key and value.
import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { TextRange } from "./textRange.ts";

export interface JsonMember {
  readonly key: string;
  /** With its quotes. */
  readonly keyRange: TextRange;
  readonly value: JsonValue;
  /** Key and value. */
  readonly range: TextRange;
}

export type JsonValue =
  | { readonly kind: "string"; readonly text: string; readonly range: TextRange }
  | {
      readonly kind: "number";
      readonly number: number;
      /** As it is written: `1.0` and `1e3` are not the same to dockerd as `1` and `1000`. */
      readonly written: string;
      readonly range: TextRange;
    }
  | { readonly kind: "boolean"; readonly isTrue: boolean; readonly range: TextRange }
  | { readonly kind: "null"; readonly range: TextRange }
  | { readonly kind: "array"; readonly items: readonly JsonValue[]; readonly range: TextRange }
  | { readonly kind: "object"; readonly members: readonly JsonMember[]; readonly range: TextRange };

/** Why the text is no JSON, in the order in which a reader would meet it; a decoder stops at the first. */
export type JsonFaultKind =
  | "comment"
  | "trailingComma"
  | "trailingContent"
  | "empty"
  | "unterminatedString"
  | "badEscape"
  | "badCharacter"
  | "missingComma"
  | "missingColon"
  | "missingBracket"
  | "missingValue"
  /** A key without the quotes that JSON knows. */
  | "bareKey"
  /** A blank that JSON does not know. */
  | "badBlank"
  | "badToken";

export interface JsonFault {
  readonly kind: JsonFaultKind;
  readonly range: TextRange;
}

export interface DaemonJson {
  /** As far as it can be read. Undefined where there is no value at all. */
  readonly root: JsonValue | undefined;
  readonly faults: readonly JsonFault[];
}

/**
 * Parses the text of a daemon.json. A byte order mark at its start is left out of account, and so are
 * blanks around it that JSON does not know: newer daemons take them off. What is nested deeper than any
 * option is has no result.
 */
export function parseDaemonJson(text: string): DaemonJson {
  const bom = text.startsWith("\uFEFF") ? 1 : 0;
  const lead = /^(?:(?!\uFEFF)\s)*/.exec(text.slice(bom))?.[0].length ?? 0;
  const shift = bom + lead;
  const body = text.slice(shift).replace(/(?:(?!\uFEFF)\s)+$/, "");
  if (body === "") {
    return {
      root: undefined,
      faults: [{ kind: "empty", range: { start: bom, end: text.length } }],
    };
  }
  if (isTooDeep(body)) return { root: undefined, faults: [] };
  const errors: ParseError[] = [];
  const options = { disallowComments: true, allowTrailingComma: false };
  const node = parseTree(body, errors, options);
  return {
    root: node === undefined ? undefined : valueOf(node, { body, shift }),
    faults: errors.map((error) => {
      const fault = faultOf(error, body, shift);
      const isAfterRoot = node !== undefined && error.offset >= node.offset + node.length;
      // Where the root itself has no end, the end of the file is in it.
      const isTrailing = isAfterRoot && fault.kind !== "missingBracket";
      return isTrailing ? { ...fault, kind: "trailingContent" } : fault;
    }),
  };
}

/** Far more than any option needs, and far less than the stack holds. */
const mostLevels = 200;

function isTooDeep(body: string): boolean {
  let depth = 0;
  for (const [token] of body.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[{\]}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth > mostLevels) return true;
  }
  return false;
}

/** The members of the root object that have a value; none where the root is something else. */
export function membersOf({ root }: DaemonJson): readonly JsonMember[] {
  return root?.kind === "object" ? root.members : [];
}

/** The text that was parsed, and how far into the file it begins. */
interface Source {
  readonly body: string;
  readonly shift: number;
}

function valueOf(node: Node, source: Source): JsonValue {
  const range = rangeOf(node, source);
  const value: unknown = node.value;
  switch (node.type) {
    case "string":
      return { kind: "string", text: typeof value === "string" ? value : "", range };
    case "number":
      return {
        kind: "number",
        number: typeof value === "number" ? value : Number.NaN,
        written: source.body.slice(node.offset, node.offset + node.length),
        range,
      };
    case "boolean":
      return { kind: "boolean", isTrue: value === true, range };
    case "array":
      return {
        kind: "array",
        items: (node.children ?? []).map((child) => valueOf(child, source)),
        range,
      };
    case "object":
      return {
        kind: "object",
        members: (node.children ?? []).flatMap((child) => memberOf(child, source)),
        range,
      };
    default:
      return { kind: "null", range };
  }
}

/** A key without a value is a fault already, and no member. */
function memberOf(node: Node, source: Source): readonly JsonMember[] {
  const [key, value] = node.children ?? [];
  if (key === undefined || value === undefined) return [];
  const name: unknown = key.value;
  return [
    {
      key: typeof name === "string" ? name : "",
      keyRange: rangeOf(key, source),
      value: valueOf(value, source),
      range: rangeOf(node, source),
    },
  ];
}

function rangeOf({ offset, length }: Node, { shift }: Source): TextRange {
  return { start: offset + shift, end: offset + length + shift };
}

function faultOf({ error, offset, length }: ParseError, body: string, shift: number): JsonFault {
  const range = { start: offset + shift, end: offset + length + shift };
  return {
    kind: kindOf(printParseErrorCode(error), body, { start: offset, end: offset + length }),
    range,
  };
}

function kindOf(code: string, body: string, { start, end }: TextRange): JsonFaultKind {
  switch (code) {
    case "InvalidCommentToken":
    case "UnexpectedEndOfComment":
      return "comment";
    case "EndOfFileExpected":
      return "trailingContent";
    case "UnexpectedEndOfString":
      return "unterminatedString";
    case "InvalidUnicode":
    case "InvalidEscapeCharacter":
      return "badEscape";
    case "InvalidCharacter":
      return "badCharacter";
    case "CommaExpected":
      return /[}\]]/.test(body.charAt(start)) ? "missingBracket" : "missingComma";
    case "ColonExpected":
      return "missingColon";
    case "CloseBraceExpected":
    case "CloseBracketExpected":
      return "missingBracket";
    case "ValueExpected":
    case "PropertyNameExpected":
      return isAfterComma(body, start) ? "trailingComma" : "missingValue";
    default:
      if (/^\s+$/.test(body.slice(start, end))) return "badBlank";
      return /^\s*:/.test(body.slice(end)) ? "bareKey" : "badToken";
  }
}

/** True where a closing bracket comes right after a comma. */
function isAfterComma(body: string, offset: number): boolean {
  return /,\s*$/.test(body.slice(0, offset)) && /^\s*[}\]]/.test(body.slice(offset));
}
