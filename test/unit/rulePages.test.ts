// Every code has a page that explains it, and every page a code.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { combinationTexts } from "../../src/daemonConfig/combinationTexts.ts";
import { daemonJsonTexts } from "../../src/daemonConfig/daemonJsonTexts.ts";
import { commandTexts } from "../../src/daemonConfig/commandTexts.ts";
import { directiveTexts } from "../../src/daemonConfig/directiveTexts.ts";
import { environmentTexts } from "../../src/daemonConfig/environmentTexts.ts";
import { execTexts } from "../../src/daemonConfig/execTexts.ts";
import { flagTexts } from "../../src/daemonConfig/flagTexts.ts";
import { optionTexts } from "../../src/daemonConfig/optionTexts.ts";
import { placementTexts } from "../../src/daemonConfig/placementTexts.ts";
import { problemTexts } from "../../src/daemonConfig/problemTexts.ts";
import { unitLineTexts } from "../../src/daemonConfig/unitLineTexts.ts";
import { variableTexts } from "../../src/daemonConfig/variableTexts.ts";

const folder = path.join(import.meta.dirname, "../../media/rules");
const pages = readdirSync(folder);

describe("the page of a rule", () => {
  const texts = {
    ...{ ...daemonJsonTexts, ...combinationTexts },
    ...{ ...unitLineTexts, ...directiveTexts, ...execTexts, ...environmentTexts },
    ...{ ...commandTexts, ...flagTexts, ...optionTexts, ...placementTexts, ...variableTexts },
  };
  for (const code of Object.keys(texts)) {
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
