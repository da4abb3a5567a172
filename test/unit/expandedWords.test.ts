// What a process gets from a command line: variables put in, each argument with the place where it is written.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCommandLine, type Command } from "../../src/daemonConfig/syntax/commandWords.ts";
import { argvOf, expandWords, sourceOf } from "../../src/daemonConfig/syntax/expandedWords.ts";
import {
  assignmentsOf,
  parseEnvironmentFile,
} from "../../src/daemonConfig/syntax/environmentFile.ts";
import { verbatim } from "../../src/daemonConfig/syntax/mappedText.ts";
import type { TextRange } from "../../src/daemonConfig/syntax/textRange.ts";

function written(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}

function commandOf(line: string): Command {
  const [command] = parseCommandLine(verbatim(line, 0)).commands;
  assert.ok(command);
  return command;
}

/** The arguments of `/p` with variables given by name. */
function expanded(line: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const environment = new Map(
    Object.entries(variables).map(([name, value]) => [name, { value: verbatim(value, 0) }]),
  );
  return expandWords(commandOf(`/p ${line}`).words, environment).map(({ text }) => text);
}

describe("variables in a command line", () => {
  const cases: readonly (readonly [
    string,
    string,
    Readonly<Record<string, string>>,
    readonly string[],
  ])[] = [
    ["are split where they are a word", "$A", { A: "a b\tc\nd" }, ["a", "b", "c", "d"]],
    ["are split in quotes too", '"$A"', { A: "a b" }, ["a", "b"]],
    [
      "are split by their own quotes",
      "$A",
      { A: `--log-opt tag="x y" -D` },
      ["--log-opt", "tag=x y", "-D"],
    ],
    ["may have quotes that are not closed", "$A", { A: '--x="u y' }, ["--x=u y"]],
    [
      "lose backslashes when they are split",
      "$A",
      { A: String.raw`a\ b \x41 c\ `.trimEnd() + "\\" },
      ["a b", "x41", "c\\"],
    ],
    ["are not split in braces", "${A} x${A}y", { A: "a b" }, ["a b", "xa by"]],
    ["are literal inside a word", "--bip=$A", { A: "1" }, ["--bip=$A"]],
    [
      "disappear as a word, and leave nothing in braces, where they are not set",
      "$N ${N} p${N}q",
      {},
      ["", "pq"],
    ],
    ["disappear where they are empty", "$N ${N}", { N: "" }, [""]],
    ["vanish with what follows them", "$A-x $A, $A$B $N:-d", { A: "1" }, []],
    ["are not those of two dollar signs", "$$A $${A} a$$b", { A: "1" }, ["$A", "${A}", "a$b"]],
    [
      "are not looked for in values",
      "$A ${A}",
      { A: "$B ${B}", B: "1" },
      ["$B", "${B}", "$B ${B}"],
    ],
    ["have no operators", "${A:-d} ${A", { A: "1" }, ["${A:-d}", "${A"]],
    ["are found after escapes", String.raw`\x24A`, { A: "a b" }, ["a", "b"]],
    ["vanish without a name", "$ a$ ${}", {}, ["a$", ""]],
  ];
  for (const [rule, line, variables, expected] of cases) {
    it(rule, () => {
      assert.deepEqual(expanded(line, variables), expected);
    });
  }

  it("stay in the arguments after the prefix for it", () => {
    const argv = argvOf(commandOf(":/p $A ${A}"), new Map([["A", { value: verbatim("x", 0) }]]));
    assert.deepEqual(
      argv.map(({ text }) => text),
      ["/p", "$A", "${A}"],
    );
  });
});

describe("what the process gets", () => {
  it("begins with the program, or with the word after it where the prefix says so", () => {
    assert.deepEqual(
      argvOf(commandOf("/p a"), new Map()).map(({ text }) => text),
      ["/p", "a"],
    );
    assert.deepEqual(
      argvOf(commandOf("@/p a b"), new Map()).map(({ text }) => text),
      ["a", "b"],
    );
  });

  it("has the values of specifiers where they are known", () => {
    const values = new Map([["n", "docker.service"]]);
    const argv = argvOf(commandOf("/p %n x%%n %H"), new Map(), values);
    assert.deepEqual(
      argv.map(({ text }) => text),
      ["/p", "docker.service", "x%n", "%H"],
    );
  });

  const file = `OPTIONS="-D --bip=\\"10.1.0.1/16\\""\nX=5\n`;
  const environment = new Map(
    assignmentsOf(parseEnvironmentFile(file)).map(({ name, value }) => [
      name,
      { value, file: "sysconfig" },
    ]),
  );
  const line = "/p $OPTIONS --mtu=${X}0 ${N}";
  const [debug, bip, mtu, none] = expandWords(commandOf(line).words, environment);
  assert.ok(debug && bip && mtu && none);

  it("knows the variable it comes from, and where that is set", () => {
    assert.equal(bip.text, "--bip=10.1.0.1/16");
    assert.equal(written(line, bip.range), "$OPTIONS");
    const place = sourceOf(bip, 6, bip.text.length);
    assert.equal(written(file, place.range), "10.1.0.1/16");
    assert.equal(place.variable?.name, "OPTIONS");
    assert.equal(place.variable.definition?.file, "sysconfig");
    assert.equal(written(line, place.variable.range), "$OPTIONS");
    assert.equal(written(file, sourceOf(debug, 0, 2).range), "-D");
  });

  it("is made of pieces from both", () => {
    assert.equal(mtu.text, "--mtu=50");
    assert.deepEqual(
      mtu.pieces.map(({ text, variable }) => [text.text, variable?.name]),
      [
        ["--mtu=", undefined],
        ["5", "X"],
        ["0", undefined],
      ],
    );
    assert.equal(written(file, sourceOf(mtu, 6, 7).range), "5");
    assert.equal(written(line, sourceOf(mtu, 2, 5).range), "mtu");
    assert.equal(written(line, sourceOf(mtu, 6, 8).range), "--mtu=${X}0");
  });

  it("is empty for a variable in braces that is not set", () => {
    assert.equal(none.text, "");
    assert.deepEqual(
      none.pieces.map(({ variable }) => variable?.definition),
      [undefined],
    );
    assert.equal(written(line, none.range), "${N}");
  });
});
