// Network checks in the Testing view: the files that there are, and runs of their checks.
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import { isChecksFile } from "../../connectivity/checks/networkCheck.ts";
import { toSignal } from "../adapt.ts";
import { CheckItems } from "./checkItems.ts";
import { runRequest } from "./checkRuns.ts";
import type { Changes } from "./dueWatch.ts";
import type { ChecksParts } from "./register.ts";

export interface NetworkChecksParts extends ChecksParts {
  /** The glob of the files. */
  readonly checkFiles: string;
}

export class NetworkChecks implements Disposable {
  readonly #parts: NetworkChecksParts;
  readonly #controller: vscode.TestController;
  readonly #items: CheckItems;
  readonly #registered: Disposable[] = [];

  /** Shows all files of the workspace and its editors, and watches them. */
  static async open(parts: NetworkChecksParts): Promise<NetworkChecks> {
    const checks = new NetworkChecks(parts);
    await checks.#findAll();
    return checks;
  }

  private constructor(parts: NetworkChecksParts) {
    this.#parts = parts;
    const title = vscode.l10n.t("Network Checks");
    this.#controller = vscode.tests.createTestController("portolan.checks", title);
    this.#controller.refreshHandler = () => this.#findAll();
    this.#items = new CheckItems(this.#controller);
    this.#watchFiles();
    // A file of somebody else's must not make our containers talk.
    if (vscode.workspace.isTrusted) this.#offerToRun();
    else {
      const offer = (): void => {
        this.#offerToRun();
      };
      this.#registered.push(vscode.workspace.onDidGrantWorkspaceTrust(offer));
    }
  }

  dispose(): void {
    for (const one of this.#registered) one.dispose();
    this.#items.dispose();
    this.#controller.dispose();
  }

  #watchFiles(): void {
    const failed = (error: unknown): void => {
      this.#parts.log.error(error instanceof Error ? error : String(error));
    };
    const show = (uri: vscode.Uri): void => {
      this.#items.show(uri).catch(failed);
    };
    // A watcher leaves out less than a search.
    const showOurs = (uri: vscode.Uri): void => {
      if (!uri.path.includes("/node_modules/")) show(uri);
    };
    const showOpen = ({ uri }: vscode.TextDocument): void => {
      if (isChecksFile(uri.path)) show(uri);
    };
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher(this.#parts.checkFiles);
    this.#registered.push(
      watcher,
      watcher.onDidCreate(showOurs),
      watcher.onDidChange(showOurs),
      watcher.onDidDelete(show),
      workspace.onDidChangeWorkspaceFolders(() => {
        this.#findAll().catch(failed);
      }),
      workspace.onDidOpenTextDocument(showOpen),
      // What was typed and not saved is gone then.
      workspace.onDidCloseTextDocument(showOpen),
      workspace.onDidChangeTextDocument(({ document }) => {
        showOpen(document);
      }),
    );
  }

  async #findAll(): Promise<void> {
    const { workspace } = vscode;
    const found = await workspace.findFiles(this.#parts.checkFiles, "**/node_modules/**");
    const open = workspace.textDocuments.map(({ uri }) => uri);
    const all = [...found, ...open.filter(({ path }) => isChecksFile(path))];
    const ids = new Set(all.map(String));
    for (const [id] of this.#controller.items) {
      if (!ids.has(id)) this.#items.remove(vscode.Uri.parse(id, true));
    }
    await Promise.all(all.map((uri) => this.#items.show(uri)));
  }

  #offerToRun(): void {
    const parts = {
      ...{ controller: this.#controller, items: this.#items },
      ...{ store: this.#parts.store, helpers: this.#parts.helpers, saved },
    };
    const profile = this.#controller.createRunProfile(
      vscode.l10n.t("Run"),
      vscode.TestRunProfileKind.Run,
      (request, token) => runRequest(request, parts, toSignal(token)),
      true,
    );
    profile.supportsContinuousRun = true;
    this.#registered.push(profile);
  }
}

/** Tells of every file of checks that is saved. */
const saved: Changes = (tell) =>
  vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    if (isChecksFile(uri.path)) tell();
  });
