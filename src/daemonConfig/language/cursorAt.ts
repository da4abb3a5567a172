// What stands at an offset of a configuration file, whatever its syntax.
import type { CursorContext } from "./cursorContext.ts";
import { environmentCursor } from "./environmentCursor.ts";
import { jsonCursor } from "./jsonCursor.ts";
import { nothingAt, touches } from "./rangeLookup.ts";
import type { ParsedFile } from "./parsedFile.ts";
import type { TargetOptions } from "./targetOptions.ts";
import { unitCursor } from "./unitCursor.ts";

/** What stands at an offset of a file. Any offset within any text has a result. */
export function cursorAt(parsed: ParsedFile, offset: number, target: TargetOptions): CursorContext {
  const found = contextIn(parsed, offset, target);
  // Blanks around a key or a value belong to its line, and are no place to say anything about it.
  return touches(found.range, offset) ? found : nothingAt(offset);
}

function contextIn(parsed: ParsedFile, offset: number, target: TargetOptions): CursorContext {
  switch (parsed.syntax) {
    case "unit":
      return unitCursor(parsed.unit, offset, target);
    case "environment":
      return environmentCursor(parsed.file, offset, target);
    case "json":
      return jsonCursor(parsed.text, offset);
  }
}
