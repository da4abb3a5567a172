// The workbench as a person uses it. Parts are found by role and name; classes stand only where VS Code
// gives a part no role, and only in this folder's page objects, never in a test.
import type { FrameLocator, Locator, Page } from "playwright-core";
import { until } from "./eventually.ts";
import { escaped, startingWith } from "./names.ts";
import { Notifications } from "./notifications.ts";
import { QuickInput } from "./quickInput.ts";
import { TreeView } from "./treeView.ts";

export class WorkbenchPage {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
  }

  /** Opens a view container by its icon in the activity bar, such as "Portolan". */
  async openView(container: string): Promise<void> {
    const tab = this.page.getByRole("tab", { name: startingWith(container) });
    const isOpen = async (): Promise<boolean> =>
      (await tab.getAttribute("aria-expanded")) === "true";
    if (!(await isOpen())) await tab.click();
    await until(isOpen);
  }

  /** A tree view by its title, such as "Networks". It need not be open yet. */
  tree(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  /** The text and buttons that an empty view shows. The view's container must be open. */
  welcome(): Locator {
    return this.page.getByRole("region", { name: "Welcome" });
  }

  /** Runs a command from the palette by its full title: "Portolan: Create Network…". */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.quickInput.type(`>${title}`);
    // After the title there may be a key binding, or where the palette has it from.
    await this.quickInput.pick(new RegExp(`^${escaped(title)}(,|$)`));
  }

  /** The titles that the palette finds for what is typed. Closes the palette. */
  async findCommands(text: string): Promise<string[]> {
    await this.page.keyboard.press("F1");
    await this.quickInput.type(`>${text}`);
    const titles = await this.quickInput.items();
    await this.quickInput.cancel();
    return titles;
  }

  /** The items of the context menu of a row or of anything else. Closes the menu. */
  async contextMenu(target: Locator): Promise<string[]> {
    const menu = await this.openContextMenu(target);
    const items = await menu.getByRole("menuitem").allInnerTexts();
    await this.page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    return items;
  }

  /** Opens a context menu and chooses an item, or one of a submenu: `("Copy", "Id")`. */
  async chooseFromContextMenu(target: Locator, ...items: readonly string[]): Promise<void> {
    await this.openContextMenu(target);
    for (const item of items) {
      const menu = this.page.getByRole("menu").last();
      const entry = menu.getByRole("menuitem", { name: item, exact: true });
      await entry.hover();
      await entry.and(this.page.locator(":focus")).waitFor();
      // By keyboard, because a menu that has just opened takes no click.
      await this.page.keyboard.press("Enter");
    }
    await this.page.getByRole("menu").first().waitFor({ state: "hidden" });
  }

  /** The text of the open editor with this title, line by line, as far as it is on the screen. */
  async readEditor(title: string): Promise<string[]> {
    await this.page.getByRole("tab", { name: title, selected: true }).waitFor();
    const editor = this.page.getByRole("main").getByRole("code").last();
    const lines = editor.locator(".view-line");
    await lines.first().waitFor();
    const texts = await lines.evaluateAll((elements: readonly Line[]) =>
      elements.map(({ offsetTop, textContent }) => ({ offsetTop, textContent })),
    );
    return texts
      .sort((one, other) => one.offsetTop - other.offsetTop)
      .map(({ textContent }) => textContent.replaceAll("\u00a0", " "));
  }

  /** The content of the webview that is seen; the n-th, where there are several. */
  webview(index = 0): FrameLocator {
    return this.page
      .locator("iframe.webview.ready")
      .filter({ visible: true })
      .nth(index)
      .contentFrame()
      .locator("iframe#active-frame")
      .contentFrame();
  }

  /** The lines of the terminal that is seen. */
  async readTerminal(): Promise<string[]> {
    const lines = this.page.locator(".terminal-wrapper.active .xterm-rows > div");
    await lines.first().waitFor();
    return (await lines.allTextContents()).map((line) => line.replaceAll("\u00a0", " ").trimEnd());
  }

  /** What was copied last. */
  readClipboard(): Promise<string> {
    return this.page.evaluate("navigator.clipboard.readText()").then(String);
  }

  /** Makes the side bar this wide, in pixels, by dragging its edge. */
  async setSideBarWidth(width: number): Promise<void> {
    const bar = this.page.locator('[id="workbench.parts.sidebar"]');
    const edge = await boxOf(bar);
    const y = edge.y + edge.height / 2;
    await this.page.mouse.move(edge.x + edge.width + 1, y);
    await this.page.mouse.down();
    await this.page.mouse.move(edge.x + width + 1, y, { steps: 4 });
    await this.page.mouse.up();
    await until(async () => Math.abs((await boxOf(bar)).width - width) < 4);
  }

  private async openContextMenu(target: Locator): Promise<Locator> {
    await target.click({ button: "right" });
    const menu = this.page.getByRole("menu").first();
    await menu.waitFor();
    return menu;
  }
}

interface Line {
  readonly offsetTop: number;
  readonly textContent: string;
}

async function boxOf(
  target: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error("It is not on the screen.");
  return box;
}
