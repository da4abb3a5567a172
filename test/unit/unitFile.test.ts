// Units and drop-ins as systemd reads them: which lines count, what they say, and where each part stands.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  directivesOf,
  unreadableLine,
  parseUnit,
  printUnit,
  type IgnoredReason,
} from "../../src/daemonConfig/syntax/unitFile.ts";
import type { TextRange } from "../../src/daemonConfig/syntax/textRange.ts";

function written(text: string, range: TextRange | undefined): string | undefined {
  return range && text.slice(range.start, range.end);
}

function settings(text: string): readonly (readonly [string, string])[] {
  return directivesOf(parseUnit(text)).map(({ key, value }) => [key, value.text]);
}

describe("the directives of a unit", () => {
  const cases: readonly {
    readonly rule: string;
    readonly lines: string;
    readonly expected: readonly (readonly [string, string])[];
  }[] = [
    { rule: "has no comment after a value", lines: "A=b # c", expected: [["A", "b # c"]] },
    {
      rule: "drops blanks around key and value",
      lines: "  A \t=  b c \t",
      expected: [["A", "b c"]],
    },
    { rule: "joins lines with one blank", lines: "A=x \\\n  -D", expected: [["A", "x    -D"]] },
    {
      rule: "needs no blank before the backslash",
      lines: "A=x\\\n--y",
      expected: [["A", "x --y"]],
    },
    { rule: "continues lines that end in CRLF", lines: "A=x\\\r\ny\r\n", expected: [["A", "x y"]] },
    {
      rule: "does not continue where a blank follows the backslash",
      lines: "A=x \\ \n  B=y",
      expected: [
        ["A", "x \\"],
        ["B", "y"],
      ],
    },
    {
      rule: "takes two backslashes for one that is written",
      lines: "A=a\\\\\nB=b",
      expected: [
        ["A", "a\\\\"],
        ["B", "b"],
      ],
    },
    { rule: "continues after three", lines: "A=a\\\\\\\nb", expected: [["A", "a\\\\ b"]] },
    {
      rule: "skips comments in a continuation",
      lines: "A=x \\\n# c \\\n  ; d\n -D",
      expected: [["A", "x   -D"]],
    },
    {
      rule: "ends a continuation at an empty line",
      lines: "A=x \\\n\nB=1",
      expected: [
        ["A", "x"],
        ["B", "1"],
      ],
    },
    {
      rule: "ends a continuation at a line of blanks",
      lines: "A=x \\\n \nB=1",
      expected: [
        ["A", "x"],
        ["B", "1"],
      ],
    },
    { rule: "does not continue comments", lines: "# c \\\nA=x", expected: [["A", "x"]] },
    { rule: "allows a backslash at the end of the file", lines: "A=x \\", expected: [["A", "x"]] },
    {
      rule: "keeps a comment-like first line after a bare backslash out",
      lines: "\\\n#A=x\nB=y",
      expected: [["B", "y"]],
    },
    { rule: "keeps the blank that is no ASCII", lines: "A=\u00a0x", expected: [["A", "\u00a0x"]] },
    { rule: "has values with equals signs", lines: "A=b=c", expected: [["A", "b=c"]] },
    {
      rule: "has empty values",
      lines: "A=\nB=  ",
      expected: [
        ["A", ""],
        ["B", ""],
      ],
    },
    { rule: "joins keys too", lines: "Exec\\\nStart=x", expected: [["Exec Start", "x"]] },
    {
      rule: "ends lines at a bare carriage return",
      lines: "A=x\rB=y",
      expected: [
        ["A", "x"],
        ["B", "y"],
      ],
    },
    {
      rule: "takes line feed and return, in this order, for one end",
      lines: "A=x\\\n\ry",
      expected: [["A", "x y"]],
    },
    {
      rule: "ends lines at NUL",
      lines: "A=x\0B=y",
      expected: [
        ["A", "x"],
        ["B", "y"],
      ],
    },
  ];
  for (const { rule, lines, expected } of cases) {
    it(rule, () => {
      assert.deepEqual(settings(`[Service]\n${lines}`), expected);
      assert.equal(printUnit(parseUnit(lines)), lines);
    });
  }

  it("is chosen by section and key, over all sections of one name", () => {
    const unit = parseUnit("[Service]\nA=1\n[Unit]\nA=2\n[Service]\nA=3\nB=4\n");
    const values = directivesOf(unit, "Service", "A").map(({ value }) => value.text);
    assert.deepEqual(values, ["1", "3"]);
    assert.equal(directivesOf(unit, "Unit").length, 1);
  });

  it("is read behind a byte order mark", () => {
    assert.deepEqual(settings("\uFEFF[Service]\nA=1"), [["A", "1"]]);
  });

  it("has sections with blanks around them", () => {
    assert.deepEqual(settings(" \t[Service] \nA=1"), [["A", "1"]]);
  });
});

describe("what systemd ignores in a unit", () => {
  const cases: readonly (readonly [string, IgnoredReason, string])[] = [
    ["A=b\n[Service]", "outsideSection", "A=b"],
    ["nothing\n[Service]", "outsideSection", "nothing"],
    ["[Service]\n  --log-driver journald \n", "missingEquals", "--log-driver journald"],
    ["[Service]\n<<<<<<< HEAD", "missingEquals", "<<<<<<< HEAD"],
    ["[Service]\n=======", "missingKey", "======="],
    ["[Service\nA=b", "badSectionHeader", "[Service"],
    ["[Service] # c\nA=b", "badSectionHeader", "[Service] # c"],
    ['[Ser"vice]', "badSectionHeader", '[Ser"vice]'],
    ["[", "badSectionHeader", "["],
  ];
  for (const [text, reason, content] of cases) {
    it(`says ${reason} of ${JSON.stringify(content)}`, () => {
      const ignored = parseUnit(text).nodes.filter((node) => node.kind === "ignored");
      assert.deepEqual(
        ignored.map((node) => [node.reason, node.content.text]),
        [[reason, content]],
      );
      assert.equal(written(text, ignored[0]?.content.range), content);
      assert.equal(unreadableLine(parseUnit(text)) !== undefined, reason === "badSectionHeader");
    });
  }

  it("finds what follows a bad header in the section that was meant", () => {
    const unit = parseUnit("[Service] # c\nA=b");
    assert.deepEqual(directivesOf(unit, "Service", "A").length, 1);
  });

  it("is the whole file where a line is longer than one MiB", () => {
    const most = 1024 * 1024;
    const line = (length: number): string => `A=${"x".repeat(length - 2)}`;
    assert.equal(unreadableLine(parseUnit(`[Service]\n${line(most)}`)) !== undefined, false);
    assert.equal(unreadableLine(parseUnit(`[Service]\n${line(most + 1)}`)) !== undefined, true);
    assert.equal(
      unreadableLine(parseUnit(`[Service]\nA=${"é".repeat(most / 2)}`)) !== undefined,
      true,
    );
  });
});

describe("the places in a unit", () => {
  const text = "[Service]\r\nExecStart = /bin/d \\\r\n# why\r\n  --x=1 \\ \r\nB=2\r\n";
  const [section, exec] = parseUnit(text).nodes;
  assert.ok(section?.kind === "section" && exec?.kind === "directive");

  it("are those of header, key, equals sign and value", () => {
    assert.equal(written(text, section.nameRange), "Service");
    assert.equal(written(text, exec.keyRange), "ExecStart");
    assert.equal(written(text, exec.equalsRange), "=");
    assert.equal(written(text, exec.value.range), "/bin/d \\\r\n# why\r\n  --x=1 \\");
    assert.equal(written(text, exec.range), text.slice(11, text.indexOf("B=2")));
  });

  it("are found from each character of the joined value", () => {
    const at = exec.value.text.indexOf("--x");
    assert.equal(written(text, exec.value.sourceRange(at, at + 5)), "--x=1");
    const joint = exec.value.sourceRange(7, 8);
    assert.equal(written(text, joint), "\\\r\n");
  });

  it("are those of comments inside, and of the backslash that continues nothing", () => {
    assert.deepEqual(
      exec.comments.map((range) => written(text, range)),
      ["# why"],
    );
    assert.equal(written(text, exec.brokenContinuation), "\\ ");
  });

  it("are behind the equals sign for an empty value", () => {
    const [, empty] = parseUnit("[S]\nA= \n").nodes;
    assert.ok(empty?.kind === "directive");
    assert.deepEqual(empty.value.range, { start: 6, end: 6 });
  });
});

describe("a backslash before blanks", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["A=x \\ \nB=y", "\\ "],
    ["A=x \\\t\t\r\nB=y", "\\\t\t"],
    ["--x \\ \nB=y", "\\ "],
    ["A=x \\\n y \\  ", "\\  "],
    ["A=x \\\\ \nB=y", undefined],
    ["A=x \\\nB=y", undefined],
    ["A=x \\ y", undefined],
  ];
  for (const [lines, expected] of cases) {
    it(`is ${expected === undefined ? "not " : ""}seen in ${JSON.stringify(lines)}`, () => {
      const text = `[S]\n${lines}`;
      const node = parseUnit(text).nodes[1];
      assert.ok(node?.kind === "directive" || node?.kind === "ignored");
      assert.equal(written(text, node.brokenContinuation), expected);
    });
  }
});
