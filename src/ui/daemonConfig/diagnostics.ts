// Shows what the rules find in the configuration files that are open, a moment after each change.
import * as vscode from "vscode";
import { configFileOf } from "./configDocuments.ts";

/** Finds what there is to say about a document. Rejects with the signal's abort. */
export type FindProblems = (
  document: vscode.TextDocument,
  signal: AbortSignal,
) => Promise<readonly vscode.Diagnostic[]>;

/** Long enough for two keystrokes to count as one, short enough not to be waited for. */
const pauseMs = 60;

export class Diagnostics implements vscode.Disposable {
  readonly #find: FindProblems;
  readonly #log: vscode.LogOutputChannel;
  readonly #shown = vscode.languages.createDiagnosticCollection("portolan");
  readonly #running = new Map<string, AbortController>();
  readonly #listening: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(find: FindProblems, log: vscode.LogOutputChannel) {
    this.#find = find;
    this.#log = log;
    const { workspace } = vscode;
    // Every file of a configuration may say something about the others.
    this.#listening = vscode.Disposable.from(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (configFileOf(document) !== undefined) this.refresh();
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (configFileOf(document) !== undefined) this.refresh();
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#running.get(document.uri.toString())?.abort();
        this.#shown.delete(document.uri);
      }),
    );
    this.refresh();
  }

  /** Looks at all open configuration files again, in a moment. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const open = vscode.workspace.textDocuments.filter(
        (document) => !document.isClosed && configFileOf(document) !== undefined,
      );
      for (const document of open) void this.#look(document);
    }, pauseMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const controller of this.#running.values()) controller.abort();
    this.#listening.dispose();
    this.#shown.dispose();
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    this.#running.get(key)?.abort();
    const controller = new AbortController();
    this.#running.set(key, controller);
    try {
      const found = await this.#find(document, controller.signal);
      if (!controller.signal.aborted) this.#shown.set(document.uri, found);
    } catch (error) {
      if (!controller.signal.aborted)
        this.#log.error(error instanceof Error ? error : String(error));
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }
}
