// Every cause has a page that explains it, and every page a cause.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { causeTexts } from "../../src/connectivity/diagnosis/causeTexts.ts";

const folder = path.join(import.meta.dirname, "../../media/causes");

describe("the page of a cause", () => {
  for (const code of Object.keys(causeTexts)) {
    it(`is there for ${code}: how it shows, how to see it, and what mends it`, () => {
      const page = readFileSync(path.join(folder, `${code}.md`), "utf8");
      assert.ok(page.startsWith(`# ${code}\n\n`));
      assert.match(page, /^How it shows: \S/m);
      assert.match(page, /^See it yourself:\n\n```sh\n[^`]*\bdocker /m);
      assert.match(page, /^Mend it:/m);
      assert.match(page, /^Docker's documentation: \[[^\]]+\]\(https:\/\/docs\.docker\.com\//m);
      const { length } = page.trimEnd().split("\n");
      assert.ok(length >= 15 && length <= 35, `${length} lines`);
    });
  }

  it("is there for no other code than the product's own", () => {
    const unknown = readdirSync(folder).filter(
      (name) => !Object.hasOwn(causeTexts, name.replace(/\.md$/, "")),
    );
    assert.deepEqual(unknown, []);
  });
});
