// What can be written at the cursor.
import type { CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { TextRange } from "../syntax/textRange.ts";
import type { CursorContext } from "./cursorContext.ts";
import { cursorAt } from "./cursorAt.ts";
import {
  directiveSuggestions,
  directiveValueSuggestions,
  sectionSuggestions,
} from "./directiveCompletion.ts";
import type { FileContext } from "./fileContext.ts";
import { jsonKeySuggestions, jsonValueSuggestions } from "./jsonCompletion.ts";
import { toLspRange } from "./lspRange.ts";
import { optionNameSuggestions, optionValueItems } from "./optionCompletion.ts";
import {
  completionItemKind,
  completionItemTag,
  insertTextFormat,
  markupKind,
} from "./protocolConstants.ts";
import { snippetSuggestions } from "./snippetCompletion.ts";
import { missingVariableSuggestions, variableSuggestions } from "./variableCompletion.ts";

/** Something to write, before it is put into the protocol's words. */
export interface Suggestion {
  readonly label: string;
  readonly kind: "section" | "directive" | "option" | "value" | "variable" | "key" | "snippet";
  readonly newText: string;
  /** One line, plain. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  readonly isDeprecated?: boolean;
  readonly isSnippet?: boolean;
  /** What typed text is compared with, where that is not the label. */
  readonly filterText?: string;
  /** Where a comma is missing before it. */
  readonly commaAt?: number | undefined;
  /** Lower comes first; 1 where it is left out. */
  readonly order?: number;
}

/** The items for an offset of a file. */
export function completionItems(context: FileContext, offset: number): CompletionItem[] {
  const { document, parsed, configuration } = context;
  const cursor = cursorAt(parsed, offset, configuration);
  const range = replacedRange(cursor.range, offset);
  return suggestionsFor(cursor, context, offset).map((suggestion) => {
    const { label, kind, newText, detail, documentation, isDeprecated, isSnippet } = suggestion;
    const { commaAt: at } = suggestion;
    return {
      label,
      kind: kinds[kind],
      ...(detail && { detail }),
      ...(documentation && { documentation: { kind: markupKind.Markdown, value: documentation } }),
      ...(isDeprecated && { tags: [completionItemTag.Deprecated] }),
      insertTextFormat: isSnippet ? insertTextFormat.Snippet : insertTextFormat.PlainText,
      textEdit: { range: toLspRange(document, range), newText },
      ...(at !== undefined && {
        additionalTextEdits: [
          { range: toLspRange(document, { start: at, end: at }), newText: "," },
        ],
      }),
      filterText: suggestion.filterText ?? label,
      sortText: sortText(suggestion),
    };
  });
}

function sortText({ order = 1, isDeprecated, label }: Suggestion): string {
  return `${String(order).padStart(2, "0")}${isDeprecated ? "~" : ""}${label}`;
}

const kinds: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  section: completionItemKind.Module,
  directive: completionItemKind.Property,
  option: completionItemKind.Field,
  value: completionItemKind.Value,
  variable: completionItemKind.Variable,
  key: completionItemKind.Property,
  snippet: completionItemKind.Snippet,
};

/** In front of a word the new text comes before it; within it, or behind it, it takes its place. */
function replacedRange({ start, end }: TextRange, offset: number): TextRange {
  return offset === start ? { start, end: start } : { start, end };
}

function suggestionsFor(
  cursor: CursorContext,
  context: FileContext,
  offset: number,
): readonly Suggestion[] {
  switch (cursor.kind) {
    case "sectionName":
      return sectionSuggestions(context);
    case "directiveKey":
      return directiveSuggestions(cursor, context);
    case "directiveValue":
      return directiveValueSuggestions(cursor, context);
    case "optionName":
      return optionNameSuggestions(cursor, context, offset);
    case "optionValue":
      return optionValueItems(cursor, context);
    case "variableReference":
      return variableSuggestions(cursor, context);
    case "variableName":
      return [...missingVariableSuggestions(cursor, context), ...linePieces(cursor, context)];
    case "jsonKey":
      return jsonKeySuggestions(cursor, context);
    case "jsonValue":
      return jsonValueSuggestions(cursor, context);
    default:
      return [];
  }
}

function linePieces(cursor: CursorContext, context: FileContext): readonly Suggestion[] {
  const isInFile = context.parsed.syntax === "environment";
  return isInFile && cursor.kind === "variableName" && !cursor.hasEquals
    ? snippetSuggestions(context)
    : [];
}
