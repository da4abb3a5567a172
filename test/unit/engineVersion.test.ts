// Versions as people, packages and engines write them, and the order they come in.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  compareEngineVersions,
  formatEngineVersion,
  isAtLeast,
  parseEngineVersion,
} from "../../src/daemonConfig/options/engineVersion.ts";
import {
  isInRanges,
  loadOptionData,
  optionState,
} from "../../src/daemonConfig/options/optionData.ts";

function version(text: string): NonNullable<ReturnType<typeof parseEngineVersion>> {
  const parsed = parseEngineVersion(text);
  assert.ok(parsed !== undefined, text);
  return parsed;
}

describe("an engine's version", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["20.10", "20.10.0"],
    ["28", "28.0.0"],
    ["28.5.2+dfsg4", "28.5.2"],
    ["20.10.24+dfsg1", "20.10.24"],
    ["17.06.0-ce", "17.06.0"],
    ["v18.09.1", "18.09.1"],
    ["docker-v29.7.2", "29.7.2"],
    ["5:27.3.1-1~debian.12~bookworm", "27.3.1"],
    ["1.13.1", "1.13.1"],
    [" 23.0.0-rc.1 ", "23.0.0"],
    ["", undefined],
    ["latest", undefined],
    ["1.2.3.4", undefined],
    ["12345.1", undefined],
  ];
  for (const [text, expected] of cases) {
    it(`is read from "${text}"`, () => {
      const parsed = parseEngineVersion(text);
      assert.equal(parsed && formatEngineVersion(parsed), expected);
    });
  }

  it("has its place in the order of releases", () => {
    const inOrder = [
      "1.9.1",
      "1.13.1",
      "17.06.0",
      "18.09",
      "20.10.7",
      "20.10.24",
      "23.0",
      "29.7.2",
    ];
    const shuffled = [...inOrder].reverse().map(version).sort(compareEngineVersions);
    assert.deepEqual(shuffled, inOrder.map(version));
    assert.equal(compareEngineVersions(version("17.6"), version("17.06.0")), 0);
  });

  it("reaches a release or does not", () => {
    assert.ok(isAtLeast(version("20.10.24"), "20.10.0"));
    assert.ok(!isAtLeast(version("20.10.24"), "23.0"));
    assert.ok(!isAtLeast(version("20.10.24"), "never"));
  });
});

describe("the option data", () => {
  it("is read whole", async () => {
    const data = await loadOptionData();
    assert.equal(data.options.length, 149);
    assert.equal(data.flags.size, 112);
    assert.equal(data.daemonKeys.length, 133);
    assert.equal(data.releases.length, 236);
    assert.equal(data.releases.at(-1)?.version, data.newestEngine);
    assert.match(data.origin, /moby\/moby/);
  });

  it("is ordered by release", async () => {
    const releases = (await loadOptionData()).releases.map((release) => version(release.version));
    assert.deepEqual([...releases].sort(compareEngineVersions), releases);
  });

  const states: readonly (readonly [string, string, string])[] = [
    ["cluster-store", "1.8.0", "notYet"],
    ["cluster-store", "19.03", "usable"],
    ["cluster-store", "20.10.24", "deprecated"],
    ["cluster-store", "23.0", "refused"],
    ["cluster-store", "24.0.0", "removed"],
    ["register-service", "28.0", "foreign"],
    ["icc", "30.1", "usable"],
  ];
  for (const [name, at, expected] of states) {
    it(`says that --${name} is ${expected} at ${at}`, async () => {
      const option = (await loadOptionData()).flags.get(name);
      assert.ok(option);
      assert.equal(optionState(option, version(at)), expected);
    });
  }

  it("counts a release that it does not know as the one before", async () => {
    const data = await loadOptionData();
    const ranges = [
      { first: "17.06.0", last: "17.12.0" },
      { first: "27.0.1", last: data.newestEngine },
    ];
    const within = (text: string): boolean => isInRanges(data, ranges, version(text));
    assert.deepEqual(
      ["17.05.0", "17.06.0", "17.12.0", "17.12.1", "27.0.0", "27.0.1", "29.7.9", "31.0"].map(
        within,
      ),
      [false, true, true, false, false, true, true, true],
    );
  });
});
