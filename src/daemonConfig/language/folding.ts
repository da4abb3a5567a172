// What of a file can be folded: sections, assignments over several lines, blocks of comments.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import type { TextRange } from "../syntax/textRange.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { foldingRangeKind } from "./protocolConstants.ts";

interface Node {
  readonly kind: "section" | "directive" | "assignment" | "comment" | "blank" | "ignored";
  readonly range: TextRange;
}

/** The folding ranges of a file. None for daemon.json, which every editor folds as the JSON it is. */
export function foldingRanges(document: TextDocument, parsed: ParsedFile): FoldingRange[] {
  switch (parsed.syntax) {
    case "unit":
      return rangesOf(document, parsed.unit.nodes);
    case "environment":
      return rangesOf(document, parsed.file.nodes);
    case "json":
      return [];
  }
}

function rangesOf(document: TextDocument, nodes: readonly Node[]): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
    if (end > start) ranges.push({ startLine: start, endLine: end, ...(kind && { kind }) });
  };
  let section: number | undefined;
  let comment: number | undefined;
  let last = 0;
  for (const { kind, range } of [...nodes, undefined].map((node) => node ?? theEnd(document))) {
    const startLine = document.positionAt(range.start).line;
    if (kind !== "comment" && comment !== undefined) {
      add(comment, last, foldingRangeKind.Comment);
      comment = undefined;
    }
    if (kind === "section") {
      if (section !== undefined) add(section, last);
      section = startLine;
    }
    if (kind === "comment") comment ??= startLine;
    if (kind === "blank") continue;
    last = lastLine(document, range);
    if (kind === "directive" || kind === "assignment") add(startLine, last);
  }
  return ranges.toSorted((one, other) => one.startLine - other.startLine);
}

/** As good as one more section, which ends the one before. */
function theEnd(document: TextDocument): Node {
  const end = document.getText().length;
  return { kind: "section", range: { start: end, end } };
}

/** The last line on which a node has text. */
function lastLine(document: TextDocument, { start, end }: TextRange): number {
  const text = document.getText().slice(start, end);
  return document.positionAt(start + text.trimEnd().length).line;
}
