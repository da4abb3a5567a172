// The one panel of network tests: made when it is needed, brought to the front when it is there. Hidden it is
// destroyed; when it comes back, its page asks for everything again.
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import type { HostMessage } from "../../shared/networkTest.ts";
import { pageMessage } from "./pageMessage.ts";
import { pageHtml, type PageParts } from "./testPage.ts";

/** No test waits longer for its page. */
const longestMs = 1000;

/** What a page has painted still goes through the processes of the browser, which must get to it. */
const throughBrowserMs = 200;

const viewType = "portolan.networkTest";

export interface PanelParts {
  readonly page: Promise<PageParts>;
  /** Called with all that the page says, whatever that is. */
  readonly onMessage: (message: unknown) => void;
  readonly onClosed: () => void;
}

export class TestPanel implements Disposable {
  readonly #parts: PanelParts;
  #panel: vscode.WebviewPanel | undefined;
  #drawn: Promise<void> | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Shows the panel beside the editor, or where it is. */
  show(subject: string): void {
    const panel = this.#panel ?? this.#open();
    panel.title = vscode.l10n.t("Test: {0}", subject);
    panel.reveal(undefined, false);
  }

  /**
   * Resolves once the page is on the screen, or when that takes too long. Many containers that ask while it is
   * being made can keep a small machine so busy that nobody sees their first answers.
   */
  async drawn(): Promise<void> {
    await Promise.race([this.#drawn, delay(longestMs)]);
  }

  /** A page that is hidden or not ready misses it, and asks for everything when it is. */
  post(message: HostMessage): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #fill(panel: vscode.WebviewPanel, page: Promise<PageParts>): Promise<void> {
    const parts = await page;
    if (panel === this.#panel) panel.webview.html = pageHtml(parts);
  }

  #open(): vscode.WebviewPanel {
    const { page, onMessage, onClosed } = this.#parts;
    const panel = vscode.window.createWebviewPanel(
      viewType,
      vscode.l10n.t("Network Test"),
      vscode.ViewColumn.Beside,
      { enableScripts: true, localResourceRoots: [] },
    );
    this.#drawn = new Promise((resolve) => {
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (pageMessage(message)?.type === "drawn") setTimeout(resolve, throughBrowserMs);
        onMessage(message);
      });
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      onClosed();
    });
    this.#panel = panel;
    void this.#fill(panel, page);
    return panel;
  }
}
