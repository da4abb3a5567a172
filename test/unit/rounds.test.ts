// Checks of many containers go in rounds: none asks more at once than its hosts keep neighbors for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { roundsOf } from "../../src/connectivity/checks/rounds.ts";
import { inspected } from "../fixtures/modelObjects.ts";

describe("many questions", () => {
  it("are asked in rounds that the host's table of neighbors has room for", () => {
    const source = inspected({ name: "box", networks: ["front"] });
    const asks = (count: number) => ({
      source,
      probes: Array.from({ length: count }, () => ({ kind: "ping", target: "x" }) as const),
    });
    const sizes = (counts: readonly number[]): readonly (readonly number[])[] =>
      roundsOf(counts.map(asks)).map((round) => round.map(({ probes }) => probes.length));
    assert.deepEqual(sizes([19, 19, 19]), [[19, 19, 19]]);
    assert.deepEqual(sizes([99, 99, 99, 99, 99, 99]), [
      [99, 99, 99, 99],
      [99, 99],
    ]);
    assert.deepEqual(sizes([500, 1, 500]), [[500], [1], [500]]);
    assert.deepEqual(sizes([]), []);
  });
});
