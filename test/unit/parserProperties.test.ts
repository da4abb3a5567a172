// Parsers of units, environment files and command lines, under whatever text: nothing lost, nothing out of place.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { parseCommandLine } from "../../src/daemonConfig/syntax/commandWords.ts";
import {
  parseEnvironmentFile,
  printEnvironmentFile,
} from "../../src/daemonConfig/syntax/environmentFile.ts";
import { argvOf } from "../../src/daemonConfig/syntax/expandedWords.ts";
import { verbatim, type MappedText } from "../../src/daemonConfig/syntax/mappedText.ts";
import type { TextRange } from "../../src/daemonConfig/syntax/textRange.ts";
import { directivesOf, parseUnit, printUnit } from "../../src/daemonConfig/syntax/unitFile.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

const fragments = [
  ..."[Service]|[Unit]|[Service|ExecStart=|Environment=A=1|EnvironmentFile=-/etc/default/docker".split(
    "|",
  ),
  ..."/usr/bin/dockerd|-H fd://|--log-opt tag={{.Name}}|$OPTIONS|${A}|$A|$$|%i|%%|%Q|export |A=|B='".split(
    "|",
  ),
  ..."\\ \n|\\\n|\\\r\n|\\\\|\\|\n|\r\n|\r|\n\r|\0| |\t|=|;| ; |#|# c \\\n|\"|'|\\x41|\\xff|\\u00e9|\\s".split(
    "|",
  ),
  ..."-|@|:|+|!|!!|\uFEFF|\u00a0|é|\u{1f433}|\ud800|–".split("|"),
];

function randomText(random: () => number): string {
  const pick = (): string => fragments[Math.floor(random() * fragments.length)] ?? "";
  return Array.from({ length: Math.floor(random() * 30) }, pick).join("");
}

/** Each range within the outer one, and none before the end of the one before. */
function assertOrdered(ranges: readonly TextRange[], outer: TextRange): void {
  let last = outer.start;
  for (const { start, end } of ranges) {
    assert.ok(last <= start && start <= end && end <= outer.end);
    last = end;
  }
}

/** Nodes that meet each other and both ends of the text. */
function assertCovered(nodes: readonly { readonly range: TextRange }[], text: string): void {
  let at = 0;
  for (const { range } of nodes) {
    assert.equal(range.start, at);
    assert.ok(range.end > range.start);
    at = range.end;
  }
  assert.equal(at, text.length);
}

/** The characters of a mapped text come from places in their order. */
function assertMapped(mapped: MappedText, outer: TextRange): void {
  let last: TextRange = { start: outer.start, end: outer.start };
  for (let at = 0; at < mapped.text.length; at += 1) {
    const range = mapped.sourceRange(at, at + 1);
    assert.ok(range.start < range.end && range.end <= outer.end);
    const isSame = range.start === last.start && range.end === last.end;
    assert.ok(isSame || range.start >= last.end);
    last = range;
  }
}

function assertCommandLine(value: MappedText, outer: TextRange): void {
  const { commands, faults } = parseCommandLine(value);
  for (const fault of faults) assertOrdered([fault.range], outer);
  for (const command of commands) {
    const words = [command.program, ...command.words];
    assertOrdered(
      [...command.prefixes, ...words].map(({ range }) => range),
      outer,
    );
    for (const { text, range, parts, unknownEscapes } of words) {
      assertMapped(text, outer);
      assertOrdered(unknownEscapes, outer);
      assertOrdered(
        parts.map((part) => part.range),
        outer,
      );
      // The program's range begins after the prefixes, which may stand within its quotes.
      assert.ok(range.start <= range.end);
    }
    const environment = new Map([["A", { value: verbatim("x 'y z", 0) }]]);
    for (const { text, pieces } of argvOf(command, environment)) {
      assert.equal(text, pieces.map((piece) => piece.text.text).join(""));
    }
  }
}

function assertUnit(text: string): void {
  const unit = parseUnit(text);
  assert.equal(printUnit(unit), text);
  assertCovered(unit.nodes, text);
  for (const directive of directivesOf(unit)) {
    const { range, keyRange, equalsRange, value, comments } = directive;
    assertOrdered([keyRange, equalsRange, value.range], range);
    assertOrdered(comments, range);
    assertMapped(value, range);
    assertCommandLine(value, range);
    if (directive.brokenContinuation) assertOrdered([directive.brokenContinuation], range);
  }
}

function assertEnvironmentFile(text: string): void {
  for (const commentEnd of ["continues", "ends"] as const) {
    const file = parseEnvironmentFile(text, commentEnd);
    assert.equal(printEnvironmentFile(file), text);
    assertCovered(file.nodes, text);
    for (const node of file.nodes) {
      if (node.kind !== "assignment") continue;
      assertOrdered([node.nameRange, node.equalsRange, node.valueRange], node.range);
      assertOrdered(
        node.parts.map(({ range }) => range),
        node.valueRange,
      );
      assertOrdered(node.brokenContinuations, node.range);
      assertMapped(node.value, node.range);
    }
  }
}

describe("for a few thousand random texts", () => {
  const random = seededRandom(3);
  const texts = Array.from({ length: 4000 }, () => randomText(random));

  it("units are printed as they were read, each range in its place", () => {
    for (const text of texts) assertUnit(text);
    for (const text of texts) assertUnit(`[Service]\nExecStart=${text}`);
  });

  it("environment files are printed as they were read, each range in its place", () => {
    for (const text of texts) assertEnvironmentFile(text);
    for (const text of texts) assertEnvironmentFile(`A=${text}`);
  });

  it("command lines have each range in its place", () => {
    for (const text of texts) {
      assertCommandLine(verbatim(text, 0), { start: 0, end: text.length });
    }
  });
});

describe("long texts", () => {
  it("are parsed in one pass", () => {
    const count = 20_000;
    const rows = ["\\", "\\ ", "${", "$$", '"', "''", "\\x41", "A=b \\\n", "# c \\\n", " ", "%"];
    for (const row of rows) {
      const text = row.repeat(count);
      assertUnit(`[Service]\nExecStart=${text}`);
      assertEnvironmentFile(`A=${text}`);
    }
  });
});

// Other people's files, read where they are; there may be none on this machine.
const corpus = process.env["PORTOLAN_CORPUS"];

describe("files as people have them", () => {
  const files =
    corpus === undefined
      ? []
      : readdirSync(path.join(corpus, "files"), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name));

  it(`are printed as they were read (${files.length} files of PORTOLAN_CORPUS)`, () => {
    if (corpus !== undefined) assert.ok(files.length > 0);
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      assertUnit(text);
      assertEnvironmentFile(text);
    }
  });
});
