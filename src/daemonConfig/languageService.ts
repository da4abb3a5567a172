// The language service of the daemon's configuration: the protocol's types in and out, no editor in sight.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Position,
  SemanticTokens,
  TextEdit,
} from "vscode-languageserver-types";
import type { Translate } from "../base/translate.ts";

import { gatherConfiguration } from "./configuration.ts";
import type { EngineVersion } from "./engineVersion.ts";
import type { FileReader } from "./fileReader.ts";
import { completionItems } from "./language/completion.ts";
import { formatContinuations } from "./language/continuationFormat.ts";
import {
  ConfigurationDocuments,
  type FileContext,
  type LanguageSettings,
} from "./language/fileContext.ts";
import { fileOfDocument, syntaxOf } from "./language/documentFile.ts";
import { foldingRanges } from "./language/folding.ts";
import { hoverAt } from "./language/hover.ts";
import { toTextEdits } from "./language/lspRange.ts";
import { parseFile, type ParsedFile } from "./language/parsedFile.ts";
import { semanticTokens } from "./language/semanticTokens.ts";
import { documentSymbols } from "./language/symbols.ts";
import type { OptionData } from "./optionData.ts";

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
  readonly settingsFor: (document: TextDocument) => DocumentSettings;
}

/** Everything an editor can ask about a document. Documents of other things get empty answers. */
export interface DaemonConfigService {
  complete(document: TextDocument, at: Position, signal: AbortSignal): Promise<CompletionItem[]>;
  hover(document: TextDocument, at: Position, signal: AbortSignal): Promise<Hover | undefined>;
  symbols(document: TextDocument): DocumentSymbol[];
  foldings(document: TextDocument): FoldingRange[];
  /** In the terms of `semanticTokensLegend`. */
  semanticTokens(document: TextDocument): SemanticTokens;
  format(document: TextDocument): TextEdit[];
}

/** Makes the service. It keeps no state of its own. */
export function createDaemonConfigService(
  options: DaemonConfigServiceOptions,
): DaemonConfigService {
  const { data } = options;
  return {
    async complete(document, at, signal) {
      const context = await contextOf(document, options, signal);
      return context === undefined ? [] : completionItems(context, document.offsetAt(at));
    },
    async hover(document, at, signal) {
      const context = await contextOf(document, options, signal);
      return context && hoverAt(context, document.offsetAt(at));
    },
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
      withParsed(document, (parsed) => toTextEdits(document, formatContinuations(parsed))) ?? [],
  };
}

function withParsed<T>(document: TextDocument, use: (parsed: ParsedFile) => T): T | undefined {
  const file = fileOfDocument(document);
  return file && use(parseFile(file.text, syntaxOf(file.kind)));
}

/** What belongs to a document, read anew; undefined for a document of something else. */
async function contextOf(
  document: TextDocument,
  { reader, data, translate, settingsFor }: DaemonConfigServiceOptions,
  signal: AbortSignal,
): Promise<FileContext | undefined> {
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
