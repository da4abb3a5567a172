// Texts of others in Markdown: nothing in them is a link, a heading, an image or an entity.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { markdownText } from "../../src/ui/markdownText.ts";

describe("text in Markdown", () => {
  it("keeps its words and spaces", () => {
    assert.equal(markdownText("web reaches db"), "web reaches db");
    assert.equal(markdownText("größer als 5 ms"), "größer als 5 ms");
  });

  it("has nothing left that Markdown takes for its own", () => {
    const hostile = [
      "[x](command:evil)",
      "<command:evil>",
      "<a href='command:evil'>",
      "![x](https://example.org/x.png)",
      "https://example.org and www.example.org",
      "&lt;b&gt;",
      "`code` *b* _i_ ~s~ |a|",
      "\\[x](y)",
    ];
    for (const text of hostile) {
      const bare = markdownText(text).replaceAll(/\\[!-/:-@[-`{-~]/g, "");
      assert.doesNotMatch(bare, /[!-/:-@[-`{-~]/, text);
    }
  });

  it("begins no other paragraph, list or block", () => {
    assert.equal(markdownText("  a\n\n# b\u0000\n    c"), "a \\# b c");
    assert.equal(markdownText("1. one"), "1\\. one");
    assert.equal(markdownText("- one"), "\\- one");
  });
});
