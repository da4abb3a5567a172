// The numbers and names of the protocol that the language service gives. The protocol's package has them
// too, among checks and makers of everything that would be the largest part of what is loaded.
import type {
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  FoldingRangeKind,
  InsertTextFormat,
  MarkupKind,
  SymbolKind,
} from "vscode-languageserver-types";

// Their types are the package's, so that a wrong number does not compile.

export const codeActionKind: Pick<
  typeof CodeActionKind,
  "QuickFix" | "RefactorMove" | "RefactorRewrite"
> = {
  QuickFix: "quickfix",
  RefactorMove: "refactor.move",
  RefactorRewrite: "refactor.rewrite",
};

export const completionItemKind: Pick<
  typeof CompletionItemKind,
  "Field" | "Variable" | "Module" | "Property" | "Value" | "Snippet"
> = { Field: 5, Variable: 6, Module: 9, Property: 10, Value: 12, Snippet: 15 };

export const completionItemTag: Pick<typeof CompletionItemTag, "Deprecated"> = { Deprecated: 1 };

export const diagnosticSeverity: Pick<
  typeof DiagnosticSeverity,
  "Error" | "Warning" | "Information" | "Hint"
> = { Error: 1, Warning: 2, Information: 3, Hint: 4 };

export const diagnosticTag: Pick<typeof DiagnosticTag, "Unnecessary" | "Deprecated"> = {
  Unnecessary: 1,
  Deprecated: 2,
};

export const foldingRangeKind: Pick<typeof FoldingRangeKind, "Comment"> = { Comment: "comment" };

export const insertTextFormat: Pick<typeof InsertTextFormat, "PlainText" | "Snippet"> = {
  PlainText: 1,
  Snippet: 2,
};

export const markupKind: Pick<typeof MarkupKind, "Markdown"> = { Markdown: "markdown" };

export const symbolKind: Pick<typeof SymbolKind, "Namespace" | "Property" | "Field" | "Variable"> =
  { Namespace: 3, Property: 7, Field: 8, Variable: 13 };
