// What VS Code asks about configuration files, answered by the language service.
import * as vscode from "vscode";
import type { Hover } from "vscode-languageserver-types";
import { RenameRefusal } from "../../daemonConfig/language/variableNavigation.ts";
import { semanticTokensLegend } from "../../daemonConfig/language/semanticTokens.ts";
import { toSignal } from "../adapt.ts";
import { anyFiles, configFileOf, namedFiles } from "./configDocuments.ts";
import {
  toCodeAction,
  toCodeLens,
  toCompletionItem,
  toDocumentSymbol,
  toFoldingRange,
  toHover,
  toLocation,
  toRange,
  toTextEdit,
  toWorkspaceEdit,
} from "./fromProtocol.ts";
import type { ServedDocument, Services } from "./services.ts";

/** Registers all features. `onDidChange` fires where what stands above a line may be another now. */
export function registerLanguageFeatures(
  services: Services,
  onDidChange: vscode.Event<void>,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCompletion(services),
    registerNavigation(services),
    registerStructure(services),
    registerActions(services),
    vscode.languages.registerHoverProvider(anyFiles, {
      provideHover: (document, position, token) =>
        ask(document, services, async ({ service, document: served }) => {
          const hover = await service.hover(served, position, toSignal(token));
          return hover && toHover(isJson(document) ? besideSchema(hover) : hover);
        }),
    }),
    vscode.languages.registerCodeLensProvider(anyFiles, {
      onDidChangeCodeLenses: onDidChange,
      provideCodeLenses: (document, token) =>
        ask(document, services, async ({ service, document: served }) =>
          (await service.codeLenses(served, toSignal(token))).map(toCodeLens),
        ),
    }),
  );
}

/** The answer for a document, none for one that only happens to fit the pattern. */
function ask<T>(
  document: vscode.TextDocument,
  services: Services,
  question: (served: ServedDocument) => Promise<T> | T,
): Promise<T> | T | undefined {
  return configFileOf(document) === undefined ? undefined : question(services.for(document));
}

/** What the schema's own explanation leaves out: what the option effectively is. */
function besideSchema({ contents, ...rest }: Hover): Hover {
  if (typeof contents === "string" || !("kind" in contents)) return { contents, ...rest };
  const value = contents.value.split("\n\n---\n\n").at(-1) ?? "";
  return { contents: { ...contents, value }, ...rest };
}

function registerCompletion(services: Services): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    anyFiles,
    {
      provideCompletionItems: (document, position, token) =>
        ask(document, services, async ({ service, document: served }) => {
          const items = (await service.complete(served, position, toSignal(token))).map(
            toCompletionItem,
          );
          // Keys and values come from the schema, through VS Code's own JSON service.
          const isSnippet = ({ kind }: vscode.CompletionItem): boolean =>
            kind === vscode.CompletionItemKind.Snippet;
          return isJson(document) ? items.filter(isSnippet) : items;
        }),
    },
    ...["-", "=", "$", "{", "/", "[", '"'],
  );
}

function isJson({ languageId }: vscode.TextDocument): boolean {
  return languageId === "json" || languageId === "jsonc";
}

function registerNavigation(services: Services): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerDefinitionProvider(anyFiles, {
      provideDefinition: (document, position, token) =>
        ask(document, services, async ({ service, document: served }) =>
          (await service.definition(served, position, toSignal(token))).map(toLocation),
        ),
    }),
    languages.registerReferenceProvider(anyFiles, {
      provideReferences: (document, position, context, token) =>
        ask(document, services, async ({ service, document: served }) => {
          const found = await service.references(served, position, context, toSignal(token));
          return found.map(toLocation);
        }),
    }),
    languages.registerRenameProvider(anyFiles, {
      prepareRename: (document, position, token) =>
        ask(document, services, async ({ service, document: served }) => {
          const thing = await service.prepareRename(served, position, toSignal(token));
          if (thing === undefined) {
            throw new Error(vscode.l10n.t("Only variables can be renamed here."));
          }
          return { range: toRange(thing.range), placeholder: thing.placeholder };
        }),
      provideRenameEdits: (document, position, newName, token) =>
        ask(document, services, async ({ service, document: served }) => {
          try {
            return toWorkspaceEdit(
              await service.rename(served, position, newName, toSignal(token)),
            );
          } catch (error) {
            // VS Code shows the message of an Error; any other one is a failure of ours.
            throw error instanceof RenameRefusal ? new Error(error.message) : error;
          }
        }),
    }),
  );
}

function registerActions(services: Services): vscode.Disposable {
  const { QuickFix, RefactorMove, RefactorRewrite } = vscode.CodeActionKind;
  return vscode.languages.registerCodeActionsProvider(
    anyFiles,
    {
      provideCodeActions: (document, range, { only, diagnostics }, token) =>
        ask(document, services, async ({ service, document: served }) => {
          const wanted = only === undefined ? undefined : [only.value];
          const found = await service.codeActions(served, range, wanted, toSignal(token));
          return found.map((action) => toCodeAction(action, diagnostics));
        }),
    },
    { providedCodeActionKinds: [QuickFix, RefactorMove, RefactorRewrite] },
  );
}

function registerStructure(services: Services): vscode.Disposable {
  const { languages } = vscode;
  const { tokenTypes, tokenModifiers } = semanticTokensLegend;
  const legend = new vscode.SemanticTokensLegend(tokenTypes, tokenModifiers);
  return vscode.Disposable.from(
    languages.registerDocumentSymbolProvider(anyFiles, {
      provideDocumentSymbols: (document) =>
        ask(document, services, ({ service, document: served }) =>
          service.symbols(served).map(toDocumentSymbol),
        ),
    }),
    languages.registerFoldingRangeProvider(anyFiles, {
      provideFoldingRanges: (document) =>
        ask(document, services, ({ service, document: served }) =>
          service.foldings(served).map(toFoldingRange),
        ),
    }),
    // Where a name decides, no other formatter is asked for its opinion.
    languages.registerDocumentFormattingEditProvider([...namedFiles], {
      provideDocumentFormattingEdits: (document) =>
        ask(document, services, ({ service, document: served }) =>
          service.format(served).map(toTextEdit),
        ),
    }),
    languages.registerDocumentSemanticTokensProvider(
      anyFiles,
      {
        provideDocumentSemanticTokens: (document) =>
          ask(document, services, ({ service, document: served }) => {
            const { data } = service.semanticTokens(served);
            return new vscode.SemanticTokens(Uint32Array.from(data));
          }),
      },
      legend,
    ),
  );
}
