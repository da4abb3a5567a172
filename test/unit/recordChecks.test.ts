// What a mesh found, written down as network checks.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { recordedChecks, type RecordedPair } from "../../src/connectivity/checks/recordChecks.ts";

describe("recorded checks", () => {
  const pair = (
    source: string,
    target: string,
    verdict: RecordedPair["verdict"],
  ): RecordedPair => ({
    ...{ source, target, verdict },
  });

  it("are one mesh where everyone reaches everyone", () => {
    const text = recordedChecks("net", [pair("a", "b", "reachable"), pair("b", "a", "reachable")]);
    assert.deepEqual(
      readChecks(text).checks.map(({ kind }) => kind),
      ["mesh"],
    );
  });

  it("read back as what was found, whatever the names look like", () => {
    const pairs = [
      pair("a", "no", "reachable"),
      pair("007", "b-", "blocked"),
      pair("a", "lost", "unknown"),
    ];
    const text = recordedChecks("evil\n- x: \u0085", pairs);
    const { checks, problems } = readChecks(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      checks.map(({ name }) => name),
      ["a → no is reachable", "007 → b- is blocked"],
    );
    assert.match(text, /# a → lost could not be asked/);
  });
});
