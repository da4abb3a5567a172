// When the language server says what is wrong: with every change, and only the newest answer counts.
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DaemonConfigService } from "../daemonConfig/languageService.ts";

/** Sends diagnostics for open documents; a newer question about one ends the older. */
export class Diagnosing {
  readonly #running = new Map<string, AbortController>();
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #service: DaemonConfigService;

  constructor(
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    service: DaemonConfigService,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#service = service;
    // What one file says may change what is wrong in another.
    documents.onDidChangeContent(() => {
      this.all();
    });
    documents.onDidClose(({ document: { uri } }) => {
      this.#running.get(uri)?.abort();
      this.#running.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
      this.all();
    });
  }

  all(): void {
    for (const document of this.#documents.all()) void this.#one(document);
  }

  async #one(document: TextDocument): Promise<void> {
    const { uri, version } = document;
    const asking = new AbortController();
    this.#running.get(uri)?.abort();
    this.#running.set(uri, asking);
    try {
      const diagnostics = await this.#service.diagnose(document, asking.signal);
      if (asking.signal.aborted) return;
      await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    } catch (error) {
      if (!asking.signal.aborted) this.#connection.console.error(String(error));
    }
  }
}
