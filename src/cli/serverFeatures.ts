// The protocol's requests, each handed to the language service.
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type CodeActionParams,
  type Connection,
  type ReferenceParams,
  type RenameParams,
  type TextDocumentPositionParams,
  type TextDocuments,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DaemonConfigService } from "../daemonConfig/languageService.ts";

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

/** Answers every request about a document from the service. */
export function registerFeatures(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  service: DaemonConfigService,
): void {
  const at = answering(documents);
  type Here = TextDocumentPositionParams;
  connection.onCompletion(
    at((on, { position }: Here, signal) => service.complete(on, position, signal)),
  );
  connection.onHover(
    at(
      async (on, { position }: Here, signal) => (await service.hover(on, position, signal)) ?? null,
    ),
  );
  connection.onDefinition(
    at((on, { position }: Here, signal) => service.definition(on, position, signal)),
  );
  connection.onReferences(
    at((on, { position, context }: ReferenceParams, signal) =>
      service.references(on, position, context, signal),
    ),
  );
  connection.onPrepareRename(
    at(
      async (on, { position }: Here, signal) =>
        (await service.prepareRename(on, position, signal)) ?? null,
    ),
  );
  connection.onRenameRequest(
    at((on, { position, newName }: RenameParams, signal) =>
      service.rename(on, position, newName, signal),
    ),
  );
  connection.onCodeAction(
    at((on, { range, context }: CodeActionParams, signal) =>
      service.codeActions(on, range, context.only, signal),
    ),
  );
  connection.onDocumentSymbol(at((on) => service.symbols(on)));
  connection.onFoldingRanges(at((on) => service.foldings(on)));
  connection.onDocumentFormatting(at((on) => service.format(on)));
  connection.languages.semanticTokens.on(async (params, token) => {
    const answer = await at((on) => service.semanticTokens(on))(params, token);
    return answer ?? { data: [] };
  });
}

type Feature<P, R> = (document: TextDocument, params: P, signal: AbortSignal) => R | Promise<R>;

/** Finds the document that a request is about, and bridges the protocol's way to cancel. */
function answering(documents: TextDocuments<TextDocument>) {
  return <P extends AboutDocument, R>(feature: Feature<P, R>) =>
    async (params: P, token: CancellationToken): Promise<R | ResponseError | null> => {
      const document = documents.get(params.textDocument.uri);
      if (document === undefined) return null;
      const asking = new AbortController();
      const cancelling = token.onCancellationRequested(() => {
        asking.abort();
      });
      try {
        return await feature(document, params, asking.signal);
      } catch (error) {
        if (!asking.signal.aborted) throw error;
        return new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled");
      } finally {
        cancelling.dispose();
      }
    };
}
