// Redraws of a tree: never closer together than VS Code lets them through.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RedrawSpacing, spacingMs } from "../../src/ui/networkTree/redrawSpacing.ts";
import { ManualClock } from "../fixtures/manualClock.ts";

describe("a tree's redraws", () => {
  function start(): { clock: ManualClock; drawn: unknown[]; spacing: RedrawSpacing<string> } {
    const clock = new ManualClock();
    const drawn: unknown[] = [];
    const spacing = new RedrawSpacing<string>((rows) => drawn.push([clock.now(), rows]), clock);
    return { clock, drawn, spacing };
  }

  it("come at once, and again as soon as VS Code lets the next one through", () => {
    const { clock, drawn, spacing } = start();
    const first = clock.now();
    spacing.ask(["a"]);
    clock.advance(50);
    spacing.ask(["b"]);
    spacing.ask(["c", "b"]);
    clock.advance(1_000);
    spacing.ask(["d"]);
    assert.deepEqual(drawn, [
      [first, ["a"]],
      [first + spacingMs, ["b", "c"]],
      [first + 1_050, ["d"]],
    ]);
  });

  it("of all rows take in those of some", () => {
    const { clock, drawn, spacing } = start();
    const first = clock.now();
    spacing.ask(["a"]);
    spacing.ask(["b"]);
    spacing.ask(undefined);
    clock.advance(1_000);
    assert.deepEqual(drawn, [
      [first, ["a"]],
      [first + spacingMs, undefined],
    ]);
  });

  it("go on through a change every 100 ms", () => {
    const { clock, drawn, spacing } = start();
    for (let round = 0; round < 100; round += 1) {
      spacing.ask([`row${round}`]);
      clock.advance(100);
    }
    assert.ok(drawn.length > 40, `${drawn.length} redraws in 10 s`);
  });

  it("do not come for nothing, nor after the end", () => {
    const { clock, drawn, spacing } = start();
    spacing.ask([]);
    assert.deepEqual(drawn, []);
    spacing.ask(["a"]);
    spacing.ask(["b"]);
    spacing.dispose();
    clock.advance(1_000);
    assert.equal(drawn.length, 1);
  });
});
