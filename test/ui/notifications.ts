// The notifications in the corner of the workbench, and the modal dialog in its middle.
import type { Locator, Page } from "playwright-core";

export class Notifications {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The notifications that are seen now: "Error: Name taken, source: Portolan…, notification". */
  async read(): Promise<string[]> {
    return this.all().evaluateAll((elements: readonly Labelled[]) =>
      elements.map((element) => element.getAttribute("aria-label") ?? ""),
    );
  }

  /** Resolves when one with this text is seen. */
  async waitFor(text: string | RegExp): Promise<Locator> {
    const notification = this.all(text).first();
    await notification.waitFor();
    return notification;
  }

  /** Presses a button of the one with this text, once it is there. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await (await this.waitFor(text)).getByRole("button", { name: button, exact: true }).click();
  }

  /** Clears the one with this text, once it is there. */
  async clear(text: string | RegExp): Promise<void> {
    const notification = await this.waitFor(text);
    await notification.hover();
    await notification.getByRole("button", { name: /^Clear Notification/ }).click();
  }

  /** What the modal dialog asks: its message and its detail. */
  async readDialog(): Promise<{ message: string; detail: string; buttons: string[] }> {
    const dialog = this.dialog();
    const text = async (id: string): Promise<string> => {
      const part = dialog.locator(`[id="monaco-dialog-message-${id}"]`);
      return (await part.count()) > 0 ? part.innerText() : "";
    };
    await dialog.waitFor();
    return {
      message: await text("text"),
      detail: await text("detail"),
      // The cross in the corner has no text.
      buttons: (await dialog.getByRole("button").allInnerTexts()).filter((name) => name !== ""),
    };
  }

  /** Presses a button of the modal dialog, once it is there. */
  async answerDialog(button: string): Promise<void> {
    await this.dialog().getByRole("button", { name: button, exact: true }).click();
    await this.dialog().waitFor({ state: "hidden" });
  }

  private all(name: string | RegExp = /, notification/): Locator {
    return this.page.getByRole("dialog", { name }).and(this.page.locator(":not([aria-modal])"));
  }

  private dialog(): Locator {
    return this.page.locator('[role="dialog"][aria-modal="true"]');
  }
}

/** What is used here of an element of the page. */
interface Labelled {
  getAttribute(name: string): string | null;
}
