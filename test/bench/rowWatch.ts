// When a row of a tree came, changed or went in the workbench's page: looked at with every change of
// the page, by the page itself, so that nothing between the page and us counts.
import type { Page } from "playwright-core";

/** Runs in the page. Rows are told apart by what a screen reader says of them. */
const script = `(() => {
  const looks = new Set();
  const labels = () =>
    [...document.querySelectorAll('[role="treeitem"]')].map((row) => row.getAttribute("aria-label") ?? "");
  new MutationObserver(() => {
    if (looks.size === 0) return;
    const present = labels();
    for (const look of looks) look(present);
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["aria-label"],
  });
  globalThis.portolanRowDate = (text, isWanted) =>
    new Promise((resolve) => {
      const look = (present) => {
        if (present.some((label) => label.includes(text)) !== isWanted) return;
        looks.delete(look);
        resolve(Date.now());
      };
      looks.add(look);
      look(labels());
    });
})()`;

const limitMs = 30_000;

/** Prepares a page that has loaded. */
export async function watchRows(page: Page): Promise<void> {
  await page.evaluate(script);
}

/**
 * Resolves to the moment (`Date.now()`) when a row with this text is there, or none is any more. Throws
 * where that takes too long.
 */
export async function rowDate(page: Page, text: string, isWanted: boolean): Promise<number> {
  const date = await rowDateWithin(page, { text, isWanted, limitMs });
  if (date === undefined) {
    throw new Error(`Rows with “${text}”: ${isWanted ? "none came" : "still there"}`);
  }
  return date;
}

export interface RowCondition {
  readonly text: string;
  readonly isWanted: boolean;
  readonly limitMs: number;
}

/** The same; undefined where it takes longer than the limit. */
export async function rowDateWithin(
  page: Page,
  { text, isWanted, limitMs }: RowCondition,
): Promise<number | undefined> {
  const call = `portolanRowDate(${JSON.stringify(text)}, ${String(isWanted)})`;
  const limit = `new Promise((resolve) => setTimeout(resolve, ${limitMs}, 0))`;
  const date = Number(await page.evaluate(`Promise.race([${call}, ${limit}])`));
  return date === 0 ? undefined : date;
}
