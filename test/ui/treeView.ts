// One tree view of the workbench, read and used as a person does.
import { strict } from "node:assert";
import type { Locator, Page } from "playwright-core";
import { eventually, until } from "./eventually.ts";
import { startingWith } from "./names.ts";

/** One row as a screen reader finds it. */
export interface TreeRow {
  /** The row's id in the page. */
  readonly id: string;
  /** The row's place among all rows, from 0. */
  readonly index: number;
  /** The accessible name. */
  readonly name: string;
  /** The text that is seen: label, then description. */
  readonly text: readonly string[];
  /** 1 for the top. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly isExpanded: boolean | undefined;
  readonly isSelected: boolean;
}

export class TreeView {
  readonly locator: Locator;
  private readonly page: Page;
  private readonly title: string;

  constructor(page: Page, title: string) {
    this.page = page;
    this.title = title;
    this.locator = page.getByRole("tree", { name: title, exact: true });
  }

  /** The first row of this name, wherever it is. It need not be there yet. */
  row(name: string | RegExp): Locator {
    return this.locator.getByRole("treeitem", { name: startingWith(name) }).first();
  }

  /** A row by the names from the top to it, for names that are there twice. Expands what is closed. */
  async rowAt(...names: readonly [string, ...string[]]): Promise<Locator> {
    const last = names.at(-1) ?? names[0];
    const parents = names.slice(0, -1);
    for (const [depth] of parents.entries()) {
      await this.expandRow(await this.find(names.slice(0, depth + 1)));
    }
    return this.find([...parents, last]);
  }

  /** All rows that are on the screen, from the top. */
  async rows(): Promise<TreeRow[]> {
    const rows = await this.locator.getByRole("treeitem").evaluateAll(readRows);
    // The page keeps its rows in the order in which they came.
    return rows.sort((one, other) => one.index - other.index);
  }

  async expand(name: string | RegExp): Promise<void> {
    await this.expandRow(this.row(name));
  }

  async collapse(name: string | RegExp): Promise<void> {
    await this.toggle(this.row(name), "false");
  }

  /** Clicks a row, and the others with Ctrl held. A click also opens or closes a row with children. */
  async select(first: string | RegExp, ...others: readonly (string | RegExp)[]): Promise<void> {
    await this.row(first).click();
    for (const other of others) await this.row(other).click({ modifiers: ["Control"] });
  }

  /** Rests the mouse on a row and returns its tooltip, whose text may still be on its way. */
  async hover(row: Locator): Promise<Locator> {
    await this.page.mouse.move(0, 0);
    const tooltip = this.page.getByRole("tooltip").filter({ visible: true });
    await until(async () => (await tooltip.count()) === 0);
    await row.hover();
    await tooltip.waitFor();
    return tooltip;
  }

  /** Presses one of the icons at the right end of a row. */
  async pressAction(row: Locator, action: string): Promise<void> {
    await row.hover();
    await row.getByRole("button", { name: action, exact: true }).click();
  }

  /** Presses one of the icons in the view's title. */
  async pressTitleAction(action: string): Promise<void> {
    await this.locator.hover();
    const toolbar = this.page.getByRole("toolbar", { name: `${this.title} actions` });
    await toolbar.getByRole("button", { name: action, exact: true }).click();
  }

  private async expandRow(row: Locator): Promise<void> {
    await this.toggle(row, "true");
  }

  /** Presses the arrow before a row, which does not select it, unless it is so already. */
  private async toggle(row: Locator, wanted: "true" | "false"): Promise<void> {
    const isDone = async (): Promise<boolean> =>
      (await row.getAttribute("aria-expanded")) === wanted;
    // A click that meets the tree while it redraws is lost, so it is given again.
    await until(async () => {
      if (await isDone()) return true;
      await row.locator(".monaco-tl-twistie").click();
      return eventually(async () => {
        strict.ok(await isDone());
      }, 2_000).then(
        () => true,
        () => false,
      );
    });
  }

  private async find(names: readonly string[]): Promise<Locator> {
    const id = await until(async () => findRow(await this.rows(), names)?.id);
    return this.page.locator(`[id="${id}"]`);
  }
}

/** What is used here of an element of the page. */
interface RowElement {
  readonly id: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<RowElement>;
}

/** Runs in the page. */
function readRows(elements: readonly RowElement[]): TreeRow[] {
  return elements.map((element) => {
    const expanded = element.getAttribute("aria-expanded");
    return {
      id: element.id,
      index: Number(element.getAttribute("data-index")),
      name: element.getAttribute("aria-label") ?? "",
      text: [...element.querySelectorAll(".label-name, .label-description")].map(
        (part) => part.textContent,
      ),
      level: Number(element.getAttribute("aria-level")),
      isExpanded: expanded === null ? undefined : expanded === "true",
      isSelected: element.getAttribute("aria-selected") === "true",
    };
  });
}

/** Walks down the names: each is looked for among the rows below the one before it. */
function findRow(rows: readonly TreeRow[], names: readonly string[]): TreeRow | undefined {
  let found: TreeRow | undefined;
  let scope = rows;
  for (const [depth, name] of names.entries()) {
    const at = scope.findIndex(
      (row) => row.level === depth + 1 && startingWith(name).test(row.name),
    );
    found = scope[at];
    if (!found) return undefined;
    const below = scope.slice(at + 1);
    const end = below.findIndex((row) => row.level <= depth + 1);
    scope = end === -1 ? below : below.slice(0, end);
  }
  return found;
}
