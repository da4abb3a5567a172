// Network checks in the Testing view: the files that there are, and runs of their checks.
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import { isChecksFile } from "../../connectivity/checks/networkCheck.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { toSignal } from "../adapt.ts";
import { CheckItems } from "./checkItems.ts";
import type { ChecksParts } from "./register.ts";
import { nextChange } from "./nextChange.ts";
import { runItems } from "./runItems.ts";

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
    const show = (uri: vscode.Uri): void => {
      this.#items.show(uri).catch((error: unknown) => {
        this.#parts.log.error(error instanceof Error ? error : String(error));
      });
    };
    const showOpen = ({ uri }: vscode.TextDocument): void => {
      if (isChecksFile(uri.path)) show(uri);
    };
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher(this.#parts.checkFiles);
    this.#registered.push(
      watcher,
      watcher.onDidCreate(show),
      watcher.onDidChange(show),
      watcher.onDidDelete(show),
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
    const known = [...this.#controller.items].map(([id]) => vscode.Uri.parse(id, true));
    const all = [...found, ...open.filter(({ path }) => isChecksFile(path)), ...known];
    await Promise.all(all.map((uri) => this.#items.show(uri)));
  }

  #offerToRun(): void {
    const profile = this.#controller.createRunProfile(
      vscode.l10n.t("Run"),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#run(request, toSignal(token)),
      true,
    );
    profile.supportsContinuousRun = true;
    this.#registered.push(profile);
  }

  async #run(request: vscode.TestRunRequest, signal: AbortSignal): Promise<void> {
    const store = await this.#parts.store();
    if (request.continuous !== true) {
      await this.#runOnce(request, store, signal);
      return;
    }
    const watching = store.watch();
    try {
      do await this.#runOnce(request, store, signal);
      while (await nextChange(store, signal));
    } finally {
      watching.dispose();
    }
  }

  async #runOnce(
    request: vscode.TestRunRequest,
    store: NetworkStore,
    signal: AbortSignal,
  ): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const stopped = AbortSignal.any([signal, toSignal(run.token)]);
    try {
      const helpers = await this.#parts.helpers();
      const parts = { items: this.#items, store, helpers };
      await runItems({ run, chosen: this.#chosen(request), ...parts }, stopped);
    } finally {
      run.end();
    }
  }

  /** The items of checks that a request means, in the order of their files. */
  #chosen(request: vscode.TestRunRequest): readonly vscode.TestItem[] {
    const excluded = new Set(request.exclude);
    const chosen = new Set<vscode.TestItem>();
    const take = (item: vscode.TestItem): void => {
      if (excluded.has(item)) return;
      if (this.#items.checkOf(item) !== undefined) chosen.add(item);
      item.children.forEach(take);
    };
    if (request.include === undefined) this.#controller.items.forEach(take);
    else request.include.forEach(take);
    return [...chosen];
  }
}
