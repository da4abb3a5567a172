// What stands at an offset of a daemon.json, also where its text is no JSON yet.
import { getLocation } from "jsonc-parser";
import type { TextRange } from "../syntax/textRange.ts";
import type { CursorContext } from "./cursorContext.ts";
import { emptyAt, touches } from "./rangeLookup.ts";

/** What stands at an offset of a daemon.json. */
export function jsonCursor(text: string, offset: number): CursorContext {
  const shift = text.startsWith("\uFEFF") ? 1 : 0;
  const body = text.slice(shift);
  const { path, previousNode, isAtPropertyKey } = getLocation(body, Math.max(0, offset - shift));
  const node = previousNode && {
    start: previousNode.offset + shift,
    end: previousNode.offset + previousNode.length + shift,
  };
  const range: TextRange = node !== undefined && touches(node, offset) ? node : emptyAt(offset);
  if (isAtPropertyKey) {
    const key: unknown = previousNode !== undefined && range === node ? previousNode.value : "";
    const hasValue = /^\s*:/.test(text.slice(range.end));
    const parent = path.slice(0, -1);
    return {
      kind: "jsonKey",
      range,
      key: typeof key === "string" ? key : "",
      path: parent,
      hasValue,
    };
  }
  const word = range === node ? range : wordAround(text, offset);
  return { kind: "jsonValue", range: word, path, text: text.slice(word.start, word.end) };
}

/** `tru`, which is no value yet. */
function wordAround(text: string, offset: number): TextRange {
  const before = /[\w.+-]*$/.exec(text.slice(Math.max(0, offset - 40), offset))?.[0] ?? "";
  const after = /^[\w.+-]*/.exec(text.slice(offset, offset + 40))?.[0] ?? "";
  return { start: offset - before.length, end: offset + after.length };
}
