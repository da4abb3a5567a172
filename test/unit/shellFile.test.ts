// What a shell makes of the assignments in OpenRC's file, and what is said about the options in them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MarkupContent } from "vscode-languageserver-types";
import {
  assignmentsOf,
  printEnvironmentFile,
} from "../../src/daemonConfig/syntax/environmentFile.ts";
import { parseShellFile } from "../../src/daemonConfig/syntax/shellFile.ts";
import { reportOf } from "./configuredFiles.ts";
import { scene, unending } from "./serviceScene.ts";

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
      const found = assignmentsOf(parseShellFile(text)).map(
        ({ name, value }) => `${name}: ${value.text}`,
      );
      assert.deepEqual(found, expected);
    });
  }

  it("have their places", () => {
    const text = '  export A="x \\"y" z\n';
    const [assignment] = assignmentsOf(parseShellFile(text));
    assert.ok(assignment);
    const { nameRange, value } = assignment;
    assert.equal(text.slice(nameRange.start, nameRange.end), "A");
    const { start, end } = value.sourceRange(2, 4);
    assert.equal(text.slice(start, end), '\\"y');
  });
});

describe("a shell's file as a whole", () => {
  it("has each line in one node, in order, and prints as it is", () => {
    const texts = [
      "# c \\\nA=1\n\nif x; then\n  export B='y' # d\nfi",
      'A="x\n# no comment\n" B=2\nC',
      "A=\\",
    ];
    for (const text of texts) {
      const file = parseShellFile(text);
      assert.equal(printEnvironmentFile(file), text);
    }
    const kinds = parseShellFile(texts[0] ?? "").nodes.map(({ kind }) => kind);
    const expected = ["comment", "assignment", "blank", "ignored", "assignment", "ignored"];
    assert.deepEqual(kinds, expected);
  });

  it("shows what is quoted in a value", () => {
    const [node] = parseShellFile("A=x\\ y'z'\"a").nodes;
    assert.ok(node?.kind === "assignment");
    const parts = node.parts.map(({ kind, isClosed }) => `${kind} ${String(isClosed)}`);
    assert.deepEqual(parts, ["plain true", "singleQuoted true", "doubleQuoted false"]);
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

  it("is explained and completed as a shell reads it", async () => {
    const at = async (text: string): Promise<string> => {
      const { service, document, at } = scene({ [path]: text });
      const contents = (await service.hover(document, at, unending))?.contents;
      return MarkupContent.is(contents) ? contents.value : "";
    };
    // To systemd, the comment would go on, and so would the value behind the quote.
    assert.match(await at('# c \\\nDOCKER_OPTS="--mtu 1 \\\n --ic|c=false"\n'), /--icc/);
    assert.match(await at("DOCKER_OPTS=-D; export DOCKER_O|PTS=--icc\n"), /^$/);
    assert.equal(await at('DOCKER_OPTS="-D" # --ic|c\n'), "");
    const { service, document, at: cursor } = scene({ [path]: 'DOCKER_OPTS="--ic|"\n' });
    const labels = (await service.complete(document, cursor, unending)).map(({ label }) => label);
    assert.ok(labels.includes("--icc"));
  });
});
