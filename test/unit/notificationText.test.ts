// Texts of others in notifications: nothing in them is a link.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { notificationText } from "../../src/ui/notificationText.ts";

/** What VS Code takes for a link in a notification. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

describe("text in a notification", () => {
  for (const text of [
    "[x](command:evil)",
    "[[x](command:evil)](file:///x)",
    "a [b](https://c.d)",
  ]) {
    it(`is no link: ${text}`, () => {
      assert.match(text, link);
      assert.doesNotMatch(notificationText(text), link);
    });
  }

  it("stays as it is where nothing could be a link", () => {
    const text = "“web” (10.0.0.2) [front]: 4 sent";
    assert.equal(notificationText(text), text);
  });
});
