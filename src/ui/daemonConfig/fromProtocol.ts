// From the types of the Language Server Protocol, which the language service speaks, to VS Code's.
import * as vscode from "vscode";
import type {
  CodeAction,
  CodeLens,
  Command,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  MarkupContent,
  Range,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toLocation({ uri, range }: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), toRange(range));
}

export function toTextEdit({ range, newText }: TextEdit): vscode.TextEdit {
  return new vscode.TextEdit(toRange(range), newText);
}

export function toHover({ contents, range }: Hover): vscode.Hover {
  const texts = Array.isArray(contents) ? contents : [contents];
  const parts = texts.map((part) => {
    if (typeof part === "string") return new vscode.MarkdownString(part);
    return new vscode.MarkdownString(part.value);
  });
  return new vscode.Hover(parts, range && toRange(range));
}

export function toCompletionItem(from: CompletionItem): vscode.CompletionItem {
  const { kind, textEdit, documentation, insertTextFormat } = from;
  const item = new vscode.CompletionItem(from.label, kind && completionKinds[kind]);
  if (from.labelDetails !== undefined) item.label = { label: from.label, ...from.labelDetails };
  const text = textEdit?.newText ?? from.insertText ?? from.label;
  item.insertText = insertTextFormat === 2 ? new vscode.SnippetString(text) : text;
  if (textEdit !== undefined) {
    item.range =
      "range" in textEdit
        ? toRange(textEdit.range)
        : { inserting: toRange(textEdit.insert), replacing: toRange(textEdit.replace) };
  }
  if (documentation !== undefined) item.documentation = toMarkdown(documentation);
  if (from.detail !== undefined) item.detail = from.detail;
  if (from.sortText !== undefined) item.sortText = from.sortText;
  if (from.filterText !== undefined) item.filterText = from.filterText;
  if (from.preselect !== undefined) item.preselect = from.preselect;
  if (from.tags?.includes(1) === true) item.tags = [vscode.CompletionItemTag.Deprecated];
  if (from.additionalTextEdits !== undefined) {
    item.additionalTextEdits = from.additionalTextEdits.map(toTextEdit);
  }
  if (from.command !== undefined) item.command = toCommand(from.command);
  return item;
}

export function toDocumentSymbol(from: DocumentSymbol): vscode.DocumentSymbol {
  const { name, detail = "", kind, range, selectionRange, children = [] } = from;
  const symbol = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind] ?? vscode.SymbolKind.Null,
    toRange(range),
    toRange(selectionRange),
  );
  symbol.children = children.map(toDocumentSymbol);
  return symbol;
}

export function toFoldingRange({ startLine, endLine, kind }: FoldingRange): vscode.FoldingRange {
  const isComment = kind === "comment";
  return new vscode.FoldingRange(
    startLine,
    endLine,
    isComment ? vscode.FoldingRangeKind.Comment : undefined,
  );
}

export function toCodeLens({ range, command }: CodeLens): vscode.CodeLens {
  return new vscode.CodeLens(toRange(range), command && toCommand(command));
}

export function toCommand({ title, command, arguments: args }: Command): vscode.Command {
  return { title, command, ...(args !== undefined && { arguments: args }) };
}

/** The action, with those of VS Code's diagnostics that it mends. */
export function toCodeAction(
  from: CodeAction,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const kind = from.kind === undefined ? undefined : vscode.CodeActionKind.Empty.append(from.kind);
  const action = new vscode.CodeAction(from.title, kind);
  if (from.edit !== undefined) action.edit = toWorkspaceEdit(from.edit);
  if (from.command !== undefined) action.command = toCommand(from.command);
  if (from.isPreferred !== undefined) action.isPreferred = from.isPreferred;
  action.diagnostics = diagnostics.filter((diagnostic) =>
    (from.diagnostics ?? []).some(({ range }) => toRange(range).isEqual(diagnostic.range)),
  );
  return action;
}

export function toWorkspaceEdit({ changes, documentChanges }: WorkspaceEdit): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const change of documentChanges ?? []) {
    if ("textDocument" in change) {
      const uri = vscode.Uri.parse(change.textDocument.uri);
      for (const one of change.edits) {
        if ("newText" in one) edit.replace(uri, toRange(one.range), one.newText);
      }
    } else if (change.kind === "create") {
      edit.createFile(vscode.Uri.parse(change.uri), { ignoreIfExists: true });
    } else if (change.kind === "rename") {
      edit.renameFile(vscode.Uri.parse(change.oldUri), vscode.Uri.parse(change.newUri));
    }
  }
  for (const [uri, edits] of Object.entries(changes ?? {})) {
    for (const { range, newText } of edits) {
      edit.replace(vscode.Uri.parse(uri), toRange(range), newText);
    }
  }
  return edit;
}

function toMarkdown(text: string | MarkupContent): vscode.MarkdownString | string {
  if (typeof text === "string") return text;
  return text.kind === "markdown" ? new vscode.MarkdownString(text.value) : text.value;
}

/** By the protocol's numbers; those that the service gives. */
const completionKinds: Readonly<Record<number, vscode.CompletionItemKind>> = {
  1: vscode.CompletionItemKind.Text,
  5: vscode.CompletionItemKind.Field,
  6: vscode.CompletionItemKind.Variable,
  9: vscode.CompletionItemKind.Module,
  10: vscode.CompletionItemKind.Property,
  12: vscode.CompletionItemKind.Value,
  13: vscode.CompletionItemKind.Enum,
  14: vscode.CompletionItemKind.Keyword,
  15: vscode.CompletionItemKind.Snippet,
  17: vscode.CompletionItemKind.File,
  18: vscode.CompletionItemKind.Reference,
  20: vscode.CompletionItemKind.EnumMember,
  21: vscode.CompletionItemKind.Constant,
};

const symbolKinds: Readonly<Record<number, vscode.SymbolKind>> = {
  3: vscode.SymbolKind.Namespace,
  7: vscode.SymbolKind.Property,
  8: vscode.SymbolKind.Field,
  13: vscode.SymbolKind.Variable,
  14: vscode.SymbolKind.Constant,
};
