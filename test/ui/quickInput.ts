// The box at the top of the workbench: quick picks and input boxes, and flows made of them.
import type { Locator, Page } from "playwright-core";
import { until } from "./eventually.ts";
import { startingWith } from "./names.ts";

/** What the box says below its input about what was typed. `none` is the prompt, if any. */
export interface QuickInputMessage {
  readonly severity: "error" | "warning" | "info" | "none";
  readonly text: string;
}

export class QuickInput {
  readonly locator: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    // It has no role of its own.
    this.locator = page.locator(".quick-input-widget");
  }

  /** Resolves when the box shows this title, such as "Create Network (2/3)". */
  async waitForTitle(title: string): Promise<void> {
    await this.locator.getByText(title, { exact: true }).waitFor();
  }

  /** Resolves when the box is gone. */
  async waitUntilClosed(): Promise<void> {
    await this.locator.waitFor({ state: "hidden" });
  }

  /** The accessible names of the items: label, description and detail with commas between. */
  async items(): Promise<string[]> {
    const options = this.locator.getByRole("option");
    await options.first().waitFor();
    const names = await options.evaluateAll((elements: readonly Labelled[]) =>
      elements.map((element) => element.getAttribute("aria-label") ?? ""),
    );
    return names.map((name) => name.replaceAll(/\s+/g, " "));
  }

  /** Picks the item whose name starts so. */
  async pick(name: string | RegExp): Promise<void> {
    await this.option(name).click();
  }

  /** Ticks or unticks an item of a box that takes several; `accept` ends it. */
  async toggle(name: string | RegExp): Promise<void> {
    await this.option(name).getByRole("checkbox").click();
  }

  /** Replaces what is in the input. */
  async type(text: string): Promise<void> {
    await this.input().fill(text);
  }

  /** Resolves when this is in the input. */
  async waitForValue(text: string): Promise<void> {
    await until(async () => (await this.input().inputValue()) === text);
  }

  /** Resolves when the input's placeholder starts so: what tells steps of the same title apart. */
  async waitForPlaceholder(start: string): Promise<void> {
    await until(async () => (await this.input().getAttribute("placeholder"))?.startsWith(start));
  }

  async message(): Promise<QuickInputMessage> {
    const styles = (await this.locator.locator(".monaco-inputbox").getAttribute("class")) ?? "";
    const severities = ["error", "warning", "info"] as const;
    const severity = severities.find((name) => styles.split(" ").includes(name)) ?? "none";
    // By its id, which the input names as its description.
    const message = this.locator.locator('[id="quickInput_message"]');
    return { severity, text: (await message.isVisible()) ? await message.innerText() : "" };
  }

  /** Resolves with the next message that is an error. */
  async waitForError(): Promise<string> {
    const message = await until(async () => {
      const message = await this.message();
      return message.severity === "error" && message;
    });
    return message.text;
  }

  /** Enter. */
  async accept(): Promise<void> {
    await this.input().press("Enter");
  }

  /** Escape. */
  async cancel(): Promise<void> {
    await this.page.keyboard.press("Escape");
  }

  async pressBack(): Promise<void> {
    await this.pressButton(/^Back/);
  }

  /** Presses a button of the title, or of an item when its name is given. */
  async pressButton(button: string | RegExp, item?: string | RegExp): Promise<void> {
    const place = item === undefined ? this.locator : this.option(item);
    if (item !== undefined) await place.hover();
    await place.getByRole("button", { name: startingWith(button) }).click();
  }

  private option(name: string | RegExp): Locator {
    return this.locator.getByRole("option", { name: startingWith(name) }).first();
  }

  private input(): Locator {
    return this.locator.getByRole("textbox");
  }
}

/** What is used here of an element of the page. */
interface Labelled {
  getAttribute(name: string): string | null;
}
