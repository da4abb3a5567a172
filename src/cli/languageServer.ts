// `portolan language-server --stdio`: the language service for any editor that speaks the protocol.
import { networkInterfaces } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createConnection,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { english } from "../base/translate.ts";
import type { FileReader } from "../daemonConfig/fileReader.ts";
import { semanticTokensLegend } from "../daemonConfig/language/semanticTokens.ts";
import { createDaemonConfigService } from "../daemonConfig/languageService.ts";
import { loadOptionData } from "../daemonConfig/options/optionData.ts";
import { diskReader } from "./diskReader.ts";
import { ownPackage, type OwnPackage } from "./ownPackage.ts";
import { Diagnosing } from "./serverDiagnosing.ts";
import { registerFeatures } from "./serverFeatures.ts";
import { parseServerSettings, settingsSection, type ServerSettings } from "./serverSettings.ts";

/** Serves until the editor ends it. Resolves with the exit code. */
export async function serveLanguage(): Promise<number> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const [data, own] = await Promise.all([loadOptionData(), ownPackage()]);
  let settings = parseServerSettings(undefined, data);
  let canConfigure = false;
  const service = createDaemonConfigService({
    reader: openOr(documents, diskReader),
    data,
    translate: english,
    rulePage: (code) => pathToFileURL(path.join(own.folder, "media", "rules", `${code}.md`)).href,
    settingsFor: () => settingsWithMachine(settings),
  });
  const diagnosing = new Diagnosing(connection, documents, service);
  connection.onInitialize((params: InitializeParams) => {
    settings = parseServerSettings(params.initializationOptions, data);
    canConfigure = params.capabilities.workspace?.configuration === true;
    return capabilities(own);
  });
  const learnSettings = async (): Promise<void> => {
    if (!canConfigure) return;
    const answer: unknown = await connection.workspace.getConfiguration(settingsSection);
    settings = parseServerSettings(answer, data);
    diagnosing.all();
  };
  connection.onInitialized(() => {
    void learnSettings();
  });
  connection.onDidChangeConfiguration(() => {
    void learnSettings();
  });
  connection.onDidChangeWatchedFiles(() => {
    diagnosing.all();
  });
  registerFeatures(connection, documents, service);
  documents.listen(connection);
  const ended = new Promise<number>((resolve) => {
    connection.onExit(() => {
      resolve(0);
    });
  });
  connection.listen();
  return ended;
}

function capabilities({ version }: OwnPackage): InitializeResult {
  return {
    serverInfo: { name: "portolan", version },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      completionProvider: { triggerCharacters: ["-", "=", "$", "{", '"', "/"] },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      documentFormattingProvider: true,
      codeActionProvider: true,
      semanticTokensProvider: { legend: semanticTokensLegend, full: true },
    },
  };
}

function settingsWithMachine(settings: ServerSettings) {
  return { ...settings, machine: { interfaces: Object.keys(networkInterfaces()) } };
}

/** What an editor has open stands in for what is on disk. */
function openOr(documents: TextDocuments<TextDocument>, disk: FileReader): FileReader {
  return {
    read: async (file, signal) =>
      documents.get(URI.file(file).toString())?.getText() ?? (await disk.read(file, signal)),
    list: (folder, signal) => disk.list(folder, signal),
  };
}
