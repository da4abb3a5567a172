// Every code has a page that explains it, and every page a code.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { problemTexts } from "../../src/daemonConfig/rules/problemTexts.ts";

const folder = path.join(import.meta.dirname, "../../media/rules");
const pages = readdirSync(folder);

describe("the page of a rule", () => {
  for (const code of Object.keys(problemTexts)) {
    it(`is there for ${code}, with an example and how to switch it off`, () => {
      const page = readFileSync(path.join(folder, `${code}.md`), "utf8");
      assert.ok(page.startsWith(`# ${code}\n`));
      assert.match(page, /^```/m);
      assert.match(page, /^Versions: /m);
      assert.ok(page.includes(`set \`${code}\` to \`off\` in the setting`));
      const { length } = page.trimEnd().split("\n");
      assert.ok(length >= 10 && length <= 30, `${length} lines`);
    });
  }

  it("is there for no other code than the product's own", () => {
    const unknown = pages.filter((name) => !Object.hasOwn(problemTexts, name.replace(/\.md$/, "")));
    assert.deepEqual(unknown, []);
  });
});
