// The delays before an engine is tried again.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { backoffMs } from "../../src/engine/backoff.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

describe("backoffMs", () => {
  it("doubles from a quarter of a second to half a minute", () => {
    const delays = Array.from({ length: 10 }, (_, attempt) => backoffMs(attempt, () => 1));
    assert.deepEqual(delays, [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("is never less than half of that, nor more", () => {
    const random = seededRandom(6);
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const delay = backoffMs(attempt, random);
      const whole = backoffMs(attempt, () => 1);
      assert.ok(delay >= whole / 2 && delay <= whole, `${attempt}: ${delay}`);
      assert.equal(
        backoffMs(attempt, () => 0),
        whole / 2,
      );
    }
  });

  it("stays finite after days without an engine", () => {
    assert.equal(
      backoffMs(100_000, () => 1),
      30_000,
    );
  });
});
