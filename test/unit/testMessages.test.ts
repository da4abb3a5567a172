// What the page of network tests and its host say to each other: taken for anything at all, and some at a time.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PageMessage, ShownCell } from "../../src/shared/networkTest.ts";
import { CellBatch } from "../../src/ui/networkTest/cellBatch.ts";
import { pageMessage } from "../../src/ui/networkTest/pageMessage.ts";

const place = { runId: 1, row: 2, column: 3 };

const messages: readonly PageMessage[] = [
  { type: "ready" },
  { type: "drawn" },
  { type: "cancel" },
  { type: "askDetail", ...place },
  { type: "runCell", ...place },
  { type: "runAgain", runId: 1 },
  { type: "showRun", runId: 0 },
  { type: "compare", runId: 1, withId: 2 },
  { type: "copy", runId: 1, format: "csv" },
  { type: "copyText", text: "" },
  { type: "act", ...place, actionId: "explain" },
];

describe("a message of the page", () => {
  for (const message of messages) {
    it(`is read: ${message.type}`, () => {
      assert.deepEqual(pageMessage({ ...message, more: "ignored" }), message);
    });
  }

  const wrong: readonly unknown[] = [
    ...[undefined, null, 1, "ready", [], {}],
    { type: "toString" },
    { type: "askDetail", runId: 1, row: 2 },
    { type: "askDetail", ...place, row: -1 },
    { type: "askDetail", ...place, row: "2" },
    { type: "runCell", ...place, column: 1.5 },
    { type: "compare", runId: 1, withId: Infinity },
    { type: "copy", runId: 1, format: "html" },
    { type: "copyText", text: 1 },
    { type: "act", ...place, actionId: { toString: "explain" } },
  ];
  for (const value of wrong) {
    it(`is none: ${JSON.stringify({ value })}`, () => {
      assert.equal(pageMessage(value), undefined);
    });
  }
});

describe("cells on their way to the page", () => {
  const cell = (column: number): ShownCell => {
    return { row: 0, column, state: "reachable", roundTripMs: 1, loss: 0, says: "1 ms" };
  };

  it("go at once if nothing went just before, else together, and each once", (context) => {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const posted: string[] = [];
    const batch = new CellBatch((runId, cells) => {
      posted.push(`${runId}: ${cells.map(({ column }) => column).join(" ")}`);
    });
    batch.add(1, cell(0));
    batch.add(1, cell(1));
    batch.add(1, cell(2));
    assert.deepEqual(posted, ["1: 0"]);
    context.mock.timers.tick(50);
    assert.deepEqual(posted, ["1: 0", "1: 1 2"]);
    batch.add(1, cell(3));
    batch.add(1, cell(4));
    // Another run's cells never travel with these.
    batch.add(2, cell(5));
    batch.flush();
    assert.deepEqual(posted.slice(2), ["1: 3", "1: 4", "2: 5"]);
    batch.add(2, cell(6));
    batch.dispose();
    context.mock.timers.tick(50);
    assert.equal(posted.length, 5);
  });
});
