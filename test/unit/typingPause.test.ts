// When the view and the lenses of a configuration are drawn anew while somebody types.
import { strict as assert } from "node:assert";
import { describe, it } from "node:test";
import { TypingPause } from "../../src/ui/daemonConfig/typingPause.ts";
import { ManualClock } from "../fixtures/manualClock.ts";

class Scene {
  readonly clock = new ManualClock();
  /** When it was drawn. */
  readonly drawn: number[] = [];
  readonly pause = new TypingPause(() => {
    this.drawn.push(this.clock.now());
  }, this.clock);

  typeFor(ms: number): void {
    const end = this.clock.now() + ms;
    while (this.clock.now() < end) {
      this.pause.typed();
      this.clock.advance(100);
    }
  }
}

describe("typing", () => {
  it("is followed by one drawing, 250 ms after the last key", () => {
    const { clock, drawn, pause } = new Scene();
    pause.typed();
    clock.advance(249);
    assert.deepEqual(drawn, []);
    clock.advance(1_000);
    assert.deepEqual(drawn, [250]);
  });

  it("is not interrupted by a drawing while the keys follow closely", () => {
    const scene = new Scene();
    scene.typeFor(3_000);
    assert.deepEqual(scene.drawn, []);
    scene.clock.advance(1_000);
    assert.deepEqual(scene.drawn, [3_150]);
  });

  it("is followed by a drawing at every pause", () => {
    const scene = new Scene();
    scene.typeFor(500);
    scene.clock.advance(1_000);
    scene.typeFor(500);
    scene.clock.advance(1_000);
    assert.equal(scene.drawn.length, 2);
  });

  it("leaves no timer behind", () => {
    const { clock, pause } = new Scene();
    pause.typed();
    pause.typed();
    assert.equal(clock.pending, 1);
    pause.dispose();
    assert.equal(clock.pending, 0);
  });
});
