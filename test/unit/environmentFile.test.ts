// Environment files as systemd reads them, which is not as a shell would.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  assignmentsOf,
  parseEnvironmentFile,
  printEnvironmentFile,
  type EnvironmentAssignment,
} from "../../src/daemonConfig/syntax/environmentFile.ts";
import type { TextRange } from "../../src/daemonConfig/syntax/textRange.ts";

function written(text: string, range: TextRange | undefined): string | undefined {
  return range && text.slice(range.start, range.end);
}

function onlyAssignment(text: string): EnvironmentAssignment {
  const found = parseEnvironmentFile(text).nodes.filter((node) => node.kind === "assignment");
  const [first] = found;
  assert.ok(first && found.length === 1, `one assignment in ${JSON.stringify(text)}`);
  return first;
}

describe("the value of a variable in an environment file", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["is the rest of the line without trailing blanks", "A=x y z \t", "x y z"],
    ["may have blanks around the equals sign", "A = 1", "1"],
    ["may have blanks before the name", "  A=1", "1"],
    ["loses double quotes", 'A="x y"', "x y"],
    ["loses single quotes", "A='x y'", "x y"],
    ["keeps quotes that are not at its start", 'A=a"b c"d', 'a"b c"d'],
    ["glues quoted parts together", 'A="x" "y"', "xy"],
    ["glues what follows a quote", 'A="x y" z', "x yz"],
    ["has no comment after a quote", 'A="x" # c', "x# c"],
    ["has no comment at all", "A=1 # c", "1 # c"],
    ["has four escapes in double quotes", 'A="a\\"b\\$c\\`d\\\\e"', 'a"b$c`d\\e'],
    ["keeps other backslashes in double quotes", 'A="a\\nb"', "a\\nb"],
    ["has no escapes in single quotes", "A='it\\'s'", "it\\s'"],
    ["drops backslashes outside quotes", "A=a\\nb", "anb"],
    ["keeps escaped blanks", "A=a\\ b", "a b"],
    ["is not expanded", "A=$HOME ${X} $(id) `id`", "$HOME ${X} $(id) `id`"],
    ["is continued by a backslash, without a blank", "A=x \\\ny", "x y"],
    ["is continued in double quotes", 'A="x \\\ny"', "x y"],
    ["is not continued in single quotes", "A='x \\\ny'", "x \\\ny"],
    ["may span lines in quotes", "A='x\ny'\n", "x\ny"],
    ["may span lines in double quotes", 'A="x\r\ny"\n', "x\r\ny"],
    ["has an escaped blank at the end of its line", "A=x \\ \ny", "x  "],
    ["keeps backslash and blank in double quotes", 'A="x \\ \ny"', "x \\ \ny"],
    ["eats the rest of the file after an open quote", 'A="unclosed\nB=2\n', "unclosed\nB=2\n"],
    ["loses the carriage return", "A=x\r\n", "x"],
    ["is not continued before CRLF", "A=x \\\r\ny\r\n", "x "],
    ["can be empty", "A=\n", ""],
    ["can be empty quotes", 'A=""', ""],
    ["ends in a backslash at the end of the file", "A=x \\", "x "],
    ["may have equals signs", "A==b=c", "=b=c"],
    ["keeps its comment signs", "A=#x;y", "#x;y"],
  ];
  for (const [rule, text, expected] of cases) {
    it(rule, () => {
      assert.equal(onlyAssignment(text).value.text, expected);
      assert.equal(printEnvironmentFile(parseEnvironmentFile(text)), text);
    });
  }
});

describe("the names in an environment file", () => {
  const cases: readonly (readonly [string, string, EnvironmentAssignment["dropped"]])[] = [
    ["A_1=x", "A_1", undefined],
    ["_a=x", "_a", undefined],
    ["export A=1", "export A", "export"],
    ["export\tA=1", "export\tA", "export"],
    ["1A=1", "1A", "badName"],
    ["A-B=1", "A-B", "badName"],
    ["A+=x", "A+", "badName"],
    ["\uFEFFA=1", "\uFEFFA", "badName"],
    ["if [ a=b ]; then", "if [ a", "badName"],
    ["=x=y", "=x", "badName"],
  ];
  for (const [text, name, dropped] of cases) {
    it(`are taken from ${JSON.stringify(text)}`, () => {
      const assignment = onlyAssignment(text);
      assert.equal(assignment.name, name);
      assert.equal(assignment.dropped, dropped);
      assert.equal(written(text, assignment.nameRange), name);
    });
  }

  it("are kept for each assignment, of which the last counts", () => {
    const found = assignmentsOf(parseEnvironmentFile("A=1\nexport B=2\nA=3\n"));
    assert.deepEqual(
      found.map(({ name, value }) => [name, value.text]),
      [
        ["A", "1"],
        ["A", "3"],
      ],
    );
  });
});

describe("the lines of an environment file", () => {
  const kinds = (text: string): readonly string[] =>
    parseEnvironmentFile(text).nodes.map(({ kind }) => kind);

  it("without an equals sign are ignored, those inside an if are not", () => {
    const text = 'if [ -z "${X}" ]; then\n  A=/etc/docker\nfi\n. file\n[Service]\nA\n=\n';
    const ignored = "ignored" as const;
    const expected = [ignored, "assignment", ignored, ignored, ignored, ignored, ignored];
    assert.deepEqual(kinds(text), expected);
  });

  it("are comments after blanks too", () => {
    assert.deepEqual(kinds("# c\n; c=d\n  # c\n\n \t\n"), [
      "comment",
      "comment",
      "comment",
      "blank",
      "blank",
    ]);
  });

  it("are swallowed by a comment that ends in a backslash, up to systemd 253", () => {
    const text = "# c \\\nA=1\nB=2\n";
    const [comment, second] = parseEnvironmentFile(text).nodes;
    assert.ok(comment?.kind === "comment");
    assert.equal(written(text, comment.swallowed), "A=1");
    assert.ok(second?.kind === "assignment" && second.name === "B");
    const later = parseEnvironmentFile(text, "ends").nodes;
    assert.deepEqual(
      later.map(({ kind }) => kind),
      ["comment", "assignment", "assignment"],
    );
  });

  it("are not swallowed after two backslashes, nor before CRLF", () => {
    assert.deepEqual(kinds("# c\\\\\nA=1"), ["comment", "assignment"]);
    const [comment] = parseEnvironmentFile("# c\\\r\nA=1").nodes;
    assert.ok(comment?.kind === "comment");
    assert.equal(comment.swallowed, undefined);
  });

  it("are all rejected in a file with NUL", () => {
    const file = parseEnvironmentFile("A=1\0\n");
    assert.equal(file.isRejected, true);
    assert.deepEqual(assignmentsOf(file), []);
  });
});

describe("the places in an environment file", () => {
  it("are those of name, equals sign and value", () => {
    const text = "\n  A =  'x y'  z \t\r\n";
    const { nameRange, equalsRange, valueRange, range } = onlyAssignment(text);
    assert.equal(written(text, nameRange), "A");
    assert.equal(written(text, equalsRange), "=");
    assert.equal(written(text, valueRange), "'x y'  z");
    assert.equal(written(text, range), text.slice(1));
  });

  it("are found from the characters of a value", () => {
    const text = 'A="a\\"b \\\n c"d';
    const { value } = onlyAssignment(text);
    assert.equal(value.text, 'a"b  cd');
    assert.equal(written(text, value.sourceRange(1, 2)), '\\"');
    assert.equal(written(text, value.sourceRange(5, 7)), 'c"d');
  });

  it("are those of quoted and plain parts, and of quotes left open", () => {
    const text = "A='a' \"b\"c'd'\nB='x";
    const parts = parseEnvironmentFile(text).nodes.flatMap((node) =>
      node.kind === "assignment" ? node.parts : [],
    );
    assert.deepEqual(
      parts.map(({ kind, range, isClosed }) => [kind, written(text, range), isClosed]),
      [
        ["singleQuoted", "'a'", true],
        ["doubleQuoted", '"b"', true],
        ["plain", "c'd'", true],
        ["singleQuoted", "'x", false],
      ],
    );
  });

  const broken: readonly (readonly [string, readonly string[]])[] = [
    ["A=x \\ \ny", ["\\ "]],
    ['A="x \\ \ny \\\t\nz"', ["\\ ", "\\\t"]],
    ["A='x \\ \ny'", []],
    ["A=x \\\ny", []],
    ["A=x \\\\ \n", []],
    ["A=x\\ y\n", []],
  ];
  for (const [text, expected] of broken) {
    it(`are those of ${expected.length} broken continuations in ${JSON.stringify(text)}`, () => {
      const { brokenContinuations } = onlyAssignment(text);
      assert.deepEqual(
        brokenContinuations.map((range) => written(text, range)),
        expected,
      );
    });
  }
});
