// The language service of the daemon's configuration: the protocol's types in and out, no editor in sight.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type {
  CodeAction,
  CodeActionKind,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  Position,
  Range,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import type { Translate } from "../base/translate.ts";

import type { SourceFile } from "./configFile.ts";
import { gatherConfiguration } from "./configuration.ts";
import type { EngineVersion } from "./options/engineVersion.ts";
import type { FileReader } from "./fileReader.ts";
import { codeActionsFor } from "./language/codeActions.ts";
import { codeLenses } from "./language/codeLens.ts";
import { completionItems } from "./language/completion.ts";
import { formatContinuations } from "./language/continuationFormat.ts";
import { effectiveLines, type EffectiveLine } from "./language/effectiveDocument.ts";
import {
  ConfigurationDocuments,
  type FileContext,
  type LanguageSettings,
} from "./language/fileContext.ts";
import { diagnosticsOf, type RulePage } from "./language/diagnostics.ts";
import { fileOfDocument, syntaxOf } from "./language/documentFile.ts";
import { foldingRanges } from "./language/folding.ts";
import { hoverAt } from "./language/hover.ts";
import { toTextEdits } from "./language/lspRange.ts";
import { OptionDocs } from "./language/optionDocs.ts";
import { parseFile, type ParsedFile } from "./language/parsedFile.ts";
import { semanticTokens } from "./language/semanticTokens.ts";
import { documentSymbols } from "./language/symbols.ts";
import {
  definitionsAt,
  referencesAt,
  renameAt,
  renamedAt,
  type RenamedThing,
} from "./language/variableNavigation.ts";
import type { OptionData } from "./options/optionData.ts";

/** What the settings say for one document. */
export interface DocumentSettings extends LanguageSettings {
  /** The release that the file is for. */
  readonly version: EngineVersion;
  /** The folder that is the root of the file system which the file belongs to. */
  readonly root?: string;
}

export interface DaemonConfigServiceOptions {
  /** Lets open documents stand in for what is on disk. */
  readonly reader: FileReader;
  readonly data: OptionData;
  readonly translate: Translate;
  /** Where the page on a code is, for a link. */
  readonly rulePage?: RulePage;
  readonly settingsFor: (document: TextDocument) => DocumentSettings;
}

/** Everything an editor can ask about a document. Documents of other things get empty answers. */
export interface DaemonConfigService {
  diagnose(document: TextDocument, signal: AbortSignal): Promise<Diagnostic[]>;
  complete(document: TextDocument, at: Position, signal: AbortSignal): Promise<CompletionItem[]>;
  hover(document: TextDocument, at: Position, signal: AbortSignal): Promise<Hover | undefined>;
  definition(document: TextDocument, at: Position, signal: AbortSignal): Promise<Location[]>;
  references(
    document: TextDocument,
    at: Position,
    options: { readonly includeDeclaration: boolean },
    signal: AbortSignal,
  ): Promise<Location[]>;
  /** What a rename would change the name of. */
  prepareRename(
    document: TextDocument,
    at: Position,
    signal: AbortSignal,
  ): Promise<RenamedThing | undefined>;
  /** Rejects with a `RenameRefusal`. */
  rename(
    document: TextDocument,
    at: Position,
    newName: string,
    signal: AbortSignal,
  ): Promise<WorkspaceEdit>;
  /** Fixes for the problems in a range, and moves of what stands there; with kinds only those. */
  codeActions(
    document: TextDocument,
    range: Range,
    only: readonly CodeActionKind[] | undefined,
    signal: AbortSignal,
  ): Promise<CodeAction[]>;
  codeLenses(document: TextDocument, signal: AbortSignal): Promise<CodeLens[]>;
  /** The lines of a document to read; `effectiveText` puts them together. */
  effectiveConfiguration(
    document: TextDocument,
    signal: AbortSignal,
  ): Promise<readonly EffectiveLine[]>;
  symbols(document: TextDocument): DocumentSymbol[];
  foldings(document: TextDocument): FoldingRange[];
  /** In the terms of `semanticTokensLegend`. */
  semanticTokens(document: TextDocument): SemanticTokens;
  format(document: TextDocument): TextEdit[];
}

/** Makes the service. All that it keeps is texts of options. */
export function createDaemonConfigService(
  options: DaemonConfigServiceOptions,
): DaemonConfigService {
  const { data, translate, rulePage = () => undefined } = options;
  const docs = new OptionDocs(translate);
  /** What a feature gives for a document, `otherwise` for one of something else. */
  const ask = async <T>(
    document: TextDocument,
    signal: AbortSignal,
    feature: (context: FileContext) => T,
    otherwise: T,
  ): Promise<T> => {
    const context = await contextOf(document, options, signal);
    return context === undefined ? otherwise : feature({ ...context, docs });
  };
  return {
    diagnose: (document, signal) =>
      ask(document, signal, (context) => diagnosticsOf(context, rulePage), []),
    complete: (document, at, signal) =>
      ask(document, signal, (context) => completionItems(context, document.offsetAt(at)), []),
    hover: (document, at, signal) =>
      ask(document, signal, (context) => hoverAt(context, document.offsetAt(at)), undefined),
    definition: (document, at, signal) =>
      ask(document, signal, (context) => definitionsAt(context, document.offsetAt(at)), []),
    references: (document, at, what, signal) =>
      ask(document, signal, (context) => referencesAt(context, document.offsetAt(at), what), []),
    prepareRename: (document, at, signal) =>
      ask(document, signal, (context) => renamedAt(context, document.offsetAt(at)), undefined),
    rename: (document, at, newName, signal) =>
      ask(document, signal, (context) => renameAt(context, document.offsetAt(at), newName), {}),
    codeActions: (document, range, only, signal) => {
      const at = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return ask(document, signal, (context) => codeActionsFor(context, at, rulePage, only), []);
    },
    codeLenses: (document, signal) => ask(document, signal, codeLenses, []),
    effectiveConfiguration: (document, signal) => ask(document, signal, effectiveLines, []),
    symbols: (document) =>
      withParsed(document, (parsed) =>
        documentSymbols(document, parsed, { data, version: options.settingsFor(document).version }),
      ) ?? [],
    foldings: (document) => withParsed(document, (parsed) => foldingRanges(document, parsed)) ?? [],
    semanticTokens: (document) =>
      withParsed(document, (parsed) =>
        semanticTokens(document, parsed, { data, version: options.settingsFor(document).version }),
      ) ?? { data: [] },
    format: (document) =>
      withParsed(document, (parsed, { template }) =>
        template === undefined ? toTextEdits(document, formatContinuations(parsed)) : [],
      ) ?? [],
  };
}

function withParsed<T>(
  document: TextDocument,
  use: (parsed: ParsedFile, file: SourceFile) => T,
): T | undefined {
  const file = fileOfDocument(document);
  return file && use(parseFile(file.text, syntaxOf(file.kind)), file);
}

/** What belongs to a document, read anew; undefined for a document of something else. */
async function contextOf(
  document: TextDocument,
  { reader, data, translate, settingsFor }: DaemonConfigServiceOptions,
  signal: AbortSignal,
): Promise<Omit<FileContext, "docs"> | undefined> {
  const file = fileOfDocument(document);
  if (file === undefined) return undefined;
  const settings = settingsFor(document);
  const { version, root } = settings;
  const gather = { version, data, ...(root !== undefined && { root }) };
  const configuration = await gatherConfiguration(file, reader, gather, signal);
  return {
    ...{ document, file, configuration, settings, translate },
    parsed: parseFile(file.text, syntaxOf(file.kind)),
    documents: new ConfigurationDocuments(file, configuration),
  };
}
