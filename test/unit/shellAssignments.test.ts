// What a shell makes of the assignments in OpenRC's file, and what is said about the options in them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shellAssignments } from "../../src/daemonConfig/syntax/shellAssignments.ts";
import { reportOf } from "./configuredFiles.ts";

describe("the assignments of a shell's file", () => {
  const cases: readonly (readonly [text: string, ...values: readonly string[]])[] = [
    ["A=1\n", "A: 1"],
    ['A="x y" # c\n', "A: x y"],
    ["A='x \"y\"' B=2\n", 'A: x "y"'],
    ["  export A=1\nexport\tB=2", "A: 1", "B: 2"],
    ['A="a\\"b\\$c\\d" \n', 'A: a"b$c\\d'],
    ["A=a\\ b\\\nc\n", "A: a bc"],
    ['A="x \\\n  y"\n', "A: x   y"],
    ['A="x\nB=2"\nC=3\n', "A: x\nB=2", "C: 3"],
    ["A=x'y'\"z\";B=1\n", "A: xyz"],
    ['A="$A --x $(id)"\n', "A: $A --x $(id)"],
    ["if true; then\n  A=1\nfi\n#A=2\nA = 3\nA-B=1\n", "A: 1"],
    ["A=\nB='open\n", "A: ", "B: open\n"],
    ["A=\\", "A: "],
  ];
  for (const [text, ...expected] of cases) {
    it(`are read from ${JSON.stringify(text)}`, () => {
      const found = shellAssignments(text).map(({ name, value }) => `${name}: ${value.text}`);
      assert.deepEqual(found, expected);
    });
  }

  it("have their places", () => {
    const text = '  export A="x \\"y" z\n';
    const [assignment] = shellAssignments(text);
    assert.ok(assignment);
    const { nameRange, value } = assignment;
    assert.equal(text.slice(nameRange.start, nameRange.end), "A");
    const { start, end } = value.sourceRange(2, 4);
    assert.equal(text.slice(start, end), '\\"y');
  });
});

describe("OpenRC's file", () => {
  const path = "/repo/etc/conf.d/docker";
  const report = (text: string): Promise<readonly string[]> => reportOf({ [path]: text }, path);

  it("is a shell's, so only its options are judged", async () => {
    const text =
      'export DOCKER_OPTS="--icc=false" # c\nDOCKER_OPTS="$DOCKER_OPTS --mtu 1400"\nsource /etc/x\n';
    assert.deepEqual(await report(text), []);
  });

  it("has options that dockerd does not know", async () => {
    const found = await report('DOCKER_OPTS="--icc=false --nothing-like-it"\n');
    assert.deepEqual(found, ["1 error unknownOption: --nothing-like-it"]);
  });
});
