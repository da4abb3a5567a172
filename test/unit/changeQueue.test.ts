// When changes are handled: the first at once, the rest at most ten times a second, never two at a time.
import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { describe, it } from "node:test";
import { ChangeQueue } from "../../src/engine/changeQueue.ts";
import type { Change } from "../../src/model/changeFor.ts";
import { ManualClock } from "../fixtures/manualClock.ts";

interface Handled {
  readonly at: number;
  readonly changes: readonly Change[];
}

class Scene {
  readonly clock = new ManualClock();
  readonly handled: Handled[] = [];
  readonly queue: ChangeQueue;
  atOnce = 0;
  mostAtOnce = 0;

  /** `work` is what handling takes. */
  constructor(work: () => Promise<void> = () => Promise.resolve()) {
    this.queue = new ChangeQueue(async (changes) => {
      this.handled.push({ at: this.clock.now(), changes });
      this.atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
      await work();
      this.atOnce -= 1;
    }, this.clock);
  }

  get times(): readonly number[] {
    return this.handled.map(({ at }) => at);
  }
}

function container(id: string): Change {
  return { kind: "container", id };
}

describe("ChangeQueue", () => {
  it("handles the first change at once, before add returns", () => {
    const { queue, handled } = new Scene();
    queue.add(container("a"));
    assert.deepEqual(handled, [{ at: 0, changes: [container("a")] }]);
  });

  it("gathers the rest of a burst and handles it 100 ms after the first", async () => {
    const { queue, clock, handled } = new Scene();
    for (const id of ["a", "b", "c"]) queue.add(container(id));
    await turn();
    clock.advance(99);
    assert.equal(handled.length, 1);
    clock.advance(1);
    assert.deepEqual(handled[1], { at: 100, changes: [container("b"), container("c")] });
  });

  it("handles a change at once again after a quiet moment", async () => {
    const scene = new Scene();
    scene.queue.add(container("a"));
    await turn();
    scene.clock.advance(100);
    scene.queue.add(container("b"));
    assert.deepEqual(scene.times, [0, 100]);
  });

  it("is not postponed by an engine that never rests, and stays at ten a second", async () => {
    const scene = new Scene();
    for (let ms = 0; ms < 2000; ms += 10) {
      scene.queue.add(container(`c${ms}`));
      await turn();
      scene.clock.advance(10);
    }
    await turn();
    // One at the start, then one every tenth of a second.
    assert.deepEqual(
      scene.times,
      Array.from({ length: 21 }, (_, index) => index * 100),
    );
    const ids = new Set(scene.handled.flatMap(({ changes }) => changes.map(({ id }) => id)));
    assert.equal(ids.size, 200, "every change was handled");
  });

  it("keeps the newest change of each object only", async () => {
    const { queue, clock, handled } = new Scene();
    queue.add(container("first"));
    queue.add(container("a"));
    queue.add({ kind: "network", id: "n" });
    queue.add({ kind: "containerRemoved", id: "a" });
    await turn();
    clock.advance(100);
    assert.deepEqual(handled[1]?.changes, [
      { kind: "network", id: "n" },
      { kind: "containerRemoved", id: "a" },
    ]);
  });

  it("never handles two lots at a time, and goes on when a slow one is done", async () => {
    const slow = Promise.withResolvers<undefined>();
    const scene = new Scene(() => slow.promise);
    scene.queue.add(container("a"));
    scene.queue.add(container("b"));
    scene.clock.advance(1000);
    await turn();
    assert.equal(scene.handled.length, 1);
    slow.resolve(undefined);
    await turn();
    assert.deepEqual(scene.times, [0, 1000]);
    assert.equal(scene.mostAtOnce, 1);
  });

  it("handles nothing and leaves no timer after it is disposed of", async () => {
    const { queue, clock, handled } = new Scene();
    queue.add(container("a"));
    queue.add(container("b"));
    await turn();
    assert.equal(clock.pending, 1);
    queue.dispose();
    assert.equal(clock.pending, 0);
    queue.add(container("c"));
    clock.advance(1000);
    await turn();
    assert.equal(handled.length, 1);
    queue.dispose();
  });

  it("sets no timer when it is disposed of while it handles", async () => {
    const slow = Promise.withResolvers<undefined>();
    const { queue, clock } = new Scene(() => slow.promise);
    queue.add(container("a"));
    queue.add(container("b"));
    queue.dispose();
    slow.resolve(undefined);
    await turn();
    assert.equal(clock.pending, 0);
  });
});
