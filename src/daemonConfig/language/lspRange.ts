// From offsets to the positions of the Language Server Protocol.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Range, TextEdit } from "vscode-languageserver-types";
import type { TextRange } from "../syntax/textRange.ts";
import type { TextChange } from "./textChange.ts";

/** The protocol's range of two offsets. */
export function toLspRange(document: TextDocument, { start, end }: TextRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** The protocol's edits of changes to a document. */
export function toTextEdits(document: TextDocument, changes: readonly TextChange[]): TextEdit[] {
  return changes.map(({ range, newText }) => ({ range: toLspRange(document, range), newText }));
}
