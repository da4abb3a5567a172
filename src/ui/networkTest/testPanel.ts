// The one panel of network tests: made when it is needed, brought to the front when it is there. Hidden it is
// destroyed; when it comes back, its page asks for everything again.
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import type { HostMessage } from "../../shared/networkTest.ts";
import { pageFolders, pageHtml } from "./testPage.ts";

const viewType = "portolan.networkTest";

export interface PanelParts {
  readonly extension: vscode.Uri;
  /** Called with all that the page says, whatever that is. */
  readonly onMessage: (message: unknown) => void;
  readonly onClosed: () => void;
}

export class TestPanel implements Disposable {
  readonly #parts: PanelParts;
  #panel: vscode.WebviewPanel | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Shows the panel beside the editor, or where it is. */
  show(subject: string): void {
    const panel = this.#panel ?? this.#open();
    panel.title = vscode.l10n.t("Test: {0}", subject);
    panel.reveal(undefined, false);
  }

  /** A page that is hidden or not ready misses it, and asks for everything when it is. */
  post(message: HostMessage): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const { extension, onMessage, onClosed } = this.#parts;
    const panel = vscode.window.createWebviewPanel(
      viewType,
      vscode.l10n.t("Network Test"),
      vscode.ViewColumn.Beside,
      { enableScripts: true, localResourceRoots: pageFolders(extension) },
    );
    panel.webview.onDidReceiveMessage(onMessage);
    panel.onDidDispose(() => {
      this.#panel = undefined;
      onClosed();
    });
    panel.webview.html = pageHtml(panel.webview, extension);
    this.#panel = panel;
    return panel;
  }
}
