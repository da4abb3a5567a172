// Random and torn texts under the cursor: an answer everywhere, within the text, around the cursor.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cursorAt } from "../../src/daemonConfig/language/cursorAt.ts";
import { parseFile } from "../../src/daemonConfig/language/parsedFile.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { randomText, tornText } from "../fixtures/randomTexts.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

const target = { data: await loadOptionData(), version: [28, 5, 2] } as const;

describe("at any offset of a random text", () => {
  const random = seededRandom(5);
  for (const syntax of ["unit", "environment", "json"] as const) {
    it(`there is something to say (${syntax})`, () => {
      for (let count = 0; count < 400; count += 1) {
        const text = count % 2 === 0 ? randomText(syntax, random) : tornText(syntax, random);
        const parsed = parseFile(text, syntax);
        for (let offset = 0; offset <= text.length; offset += 1) {
          const { range, kind } = cursorAt(parsed, offset, target);
          const isInside = 0 <= range.start && range.start <= range.end && range.end <= text.length;
          assert.ok(isInside, `${kind} at ${offset} of ${JSON.stringify(text)}`);
          const isAround = range.start <= offset && offset <= range.end;
          assert.ok(
            isAround || kind === "nothing",
            `${kind} at ${offset} of ${JSON.stringify(text)}`,
          );
        }
      }
    });
  }
});
