// Command lines of units as systemd takes them apart, and what the process gets in the end.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  hasPrefix,
  parseCommandLine,
  variablesOf,
  type Command,
  type CommandFault,
} from "../../src/daemonConfig/syntax/commandWords.ts";
import { verbatim } from "../../src/daemonConfig/syntax/mappedText.ts";
import type { TextRange } from "../../src/daemonConfig/syntax/textRange.ts";
import { directivesOf, parseUnit } from "../../src/daemonConfig/syntax/unitFile.ts";

function written(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}

function commandOf(line: string): Command {
  const [command] = parseCommandLine(verbatim(line, 0)).commands;
  assert.ok(command);
  return command;
}

function wordsOf(line: string): readonly string[] {
  return commandOf(`/p ${line}`).words.map(({ text }) => text.text);
}

describe("the words of a command line", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["are split at blanks", "a \t b\n c ", ["a", "b", "c"]],
    [
      "lose their quotes, wherever these are",
      `"a b" 'c d' e"f g"h --x="1G"`,
      ["a b", "c d", "ef gh", "--x=1G"],
    ],
    ["keep the other kind of quote", `'it"s' "it's"`, ['it"s', "it's"]],
    ["can be empty", `"" ''`, ["", ""]],
    ["have C's escapes", String.raw`\a\b\f\n\r\t\v\\\"\'\s`, ["\u0007\b\f\n\r\t\v\\\"' "]],
    ["have escapes in quotes", String.raw`"a\tb" 'a\tb'`, ["a\tb", "a\tb"]],
    [
      "have escapes by number",
      String.raw`\x41 \101 \u00e9 \U0001f433`,
      ["A", "A", "é", "\u{1f433}"],
    ],
    ["have characters made of escaped bytes", String.raw`\xc3\xa9 \303\251`, ["é", "é"]],
    [
      "keep unknown escapes",
      String.raw`\d\: \x4 \x00 \400 \u0000 \U00110000`,
      [
        String.raw`\d\:`,
        String.raw`\x4`,
        String.raw`\x00`,
        String.raw`\400`,
        String.raw`\u0000`,
        String.raw`\U00110000`,
      ],
    ],
    ["are not split at a backslash and a blank", String.raw`a\ b`, [String.raw`a\ b`]],
    ["may be a backslash at the end", "a \\", ["a", "\\"]],
    ["have a semicolon where it is not alone", "a; ;b", ["a;", ";b"]],
    ["may be a semicolon in quotes or behind a backslash", `";" \\; b`, [";", ";", "b"]],
    ["keep typographic quotes and dashes", "–x “a b”", ["–x", "“a", "b”"]],
    ["are not split at blanks that are no ASCII", "a\u00a0b", ["a\u00a0b"]],
    ["may be Go templates", "tag={{.Name}}/{{.ID}}", ["tag={{.Name}}/{{.ID}}"]],
    ["may look like comments", "-D # debug", ["-D", "#", "debug"]],
  ];
  for (const [rule, line, expected] of cases) {
    it(rule, () => {
      assert.deepEqual(wordsOf(line), expected);
    });
  }

  it("know where they are written, quotes included", () => {
    const line = String.raw`/p a"b c"d \x41\d 'e'`;
    const { words } = commandOf(line);
    assert.deepEqual(
      words.map(({ range, isQuoted }) => [written(line, range), isQuoted]),
      [
        [`a"b c"d`, true],
        [String.raw`\x41\d`, false],
        ["'e'", true],
      ],
    );
    const [, escaped] = words;
    assert.ok(escaped);
    assert.equal(written(line, escaped.text.sourceRange(0, 1)), String.raw`\x41`);
    assert.deepEqual(
      escaped.unknownEscapes.map((range) => written(line, range)),
      [String.raw`\d`],
    );
  });

  it("know where they are written in a unit with continued lines", () => {
    const text = `[Service]\nExecStart=-/usr/bin/dockerd \\\n# c\n  "-H \\\n fd://"\n`;
    const [directive] = directivesOf(parseUnit(text));
    assert.ok(directive);
    const [command] = parseCommandLine(directive.value).commands;
    assert.ok(command);
    assert.deepEqual(
      command.words.map((word) => word.text.text),
      ["-H   fd://"],
    );
    assert.equal(written(text, command.program.range), "/usr/bin/dockerd");
    assert.deepEqual(
      command.words.map((word) => written(text, word.range)),
      ['"-H \\\n fd://"'],
    );
  });
});

describe("the prefixes of a command", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["/p", [], "/p"],
    ["-/p", ["-"], "/p"],
    ["@-:/p x", ["@", "-", ":"], "/p"],
    ["+/p", ["+"], "/p"],
    ["!/p", ["!"], "/p"],
    ["!!/p", ["!!"], "/p"],
    ["-!!/p", ["-", "!!"], "/p"],
    ['"-/p"', ["-"], "/p"],
    ['-"/p"', ["-"], "/p"],
    ["--/p", ["-"], "-/p"],
    ["+!/p", ["+"], "!/p"],
    ["!!!/p", ["!!"], "!/p"],
    ["|/p", [], "|/p"],
  ];
  for (const [line, prefixes, program] of cases) {
    it(`of ${line} are ${prefixes.join(" ") || "none"}`, () => {
      const command = commandOf(line);
      assert.deepEqual(
        command.prefixes.map(({ text }) => text),
        prefixes,
      );
      assert.deepEqual(
        command.prefixes.map(({ range }) => written(line, range)),
        prefixes,
      );
      assert.equal(command.program.text.text, program);
      assert.equal(written(line, command.program.range).replaceAll('"', ""), program);
    });
  }

  it("are found by name", () => {
    assert.equal(hasPrefix(commandOf("-:/p").prefixes, ":"), true);
    assert.equal(hasPrefix(commandOf("-/p").prefixes, ":"), false);
  });
});

describe("a command line", () => {
  const programs = (line: string): readonly string[] =>
    parseCommandLine(verbatim(line, 0)).commands.map(({ program }) => program.text.text);

  it("has several commands with semicolons between them", () => {
    assert.deepEqual(programs("/a x ; /b y"), ["/a", "/b"]);
    assert.deepEqual(programs("; /a ; ; /b ;"), ["/a", "/b"]);
  });

  it("has none where it is empty", () => {
    assert.deepEqual(parseCommandLine(verbatim("", 0)), { commands: [], faults: [] });
  });

  const faults: readonly (readonly [
    string,
    CommandFault["kind"],
    string,
    CommandFault["effect"],
  ])[] = [
    ['/p "a b', "unbalancedQuote", '"', "refused"],
    ["/p 'a\\", "unbalancedQuote", "'", "refused"],
    ['-/p "a b', "unbalancedQuote", '"', "dropped"],
    ['"/p a', "unbalancedQuote", '"', "dropped"],
    ["/p %Q", "unknownSpecifier", "%Q", "refused"],
    ["/p %5", "unknownSpecifier", "%5", "refused"],
    ["/p $A%5", "unknownSpecifier", "%5", "refused"],
    ["a/b%p", "badProgram", "a/b%p", "refused"],
    ["-/p --x=%Q", "unknownSpecifier", "%Q", "dropped"],
    ["- /p", "emptyProgram", "-", "dropped"],
    ["@ /p", "emptyProgram", "@", "refused"],
    ["a/b", "badProgram", "a/b", "refused"],
    ["++/p", "badProgram", "++/p", "refused"],
    ["|/p", "badProgram", "|/p", "refused"],
    ["/bin/", "badProgram", "/bin/", "refused"],
    ["@/p", "missingArgv0", "@/p", "refused"],
  ];
  for (const [line, kind, place, effect] of faults) {
    it(`has the fault ${kind} in ${line}`, () => {
      const found = parseCommandLine(verbatim(line, 0)).faults;
      const seen = found.map((fault) => [fault.kind, written(line, fault.range), fault.effect]);
      assert.deepEqual(seen, [[kind, place, effect]]);
    });
  }

  const sound = ["dockerd -H fd://", "%h/bin/p", "/p 50% %- %", "/p %i %% %H", "@/p p", "/p \\d"];
  for (const line of sound) {
    it(`has no fault in ${line}`, () => {
      assert.deepEqual(parseCommandLine(verbatim(line, 0)).faults, []);
    });
  }
});

describe("the parts of a word", () => {
  const partsOf = (line: string): readonly (readonly [string, string, string])[] =>
    commandOf(line).words.flatMap(({ parts }) =>
      parts.map((part) => {
        const text = part.kind === "literal" ? part.text.text : undefined;
        const name = part.kind === "variable" ? part.name : undefined;
        return [part.kind, text ?? name ?? "", written(line, part.range)] as const;
      }),
    );

  it("are literal text, variables and specifiers, each in its place", () => {
    assert.deepEqual(partsOf('/p "--a=x${A}%iy%%$$"'), [
      ["literal", "--a=x", "--a=x"],
      ["variable", "A", "${A}"],
      ["specifier", "", "%i"],
      ["literal", "y%$", "y%%$$"],
    ]);
  });

  it("are all literal after the prefix for it, specifiers apart", () => {
    assert.deepEqual(partsOf("-:/p ${A}%i $A $$"), [
      ["literal", "${A}", "${A}"],
      ["specifier", "", "%i"],
      ["literal", "$A", "$A"],
      ["literal", "$$", "$$"],
    ]);
  });

  it("name the variables of a command, with their form", () => {
    const found = variablesOf(commandOf('/p "$A" x${B}y --c=$C $D-x $${E} ${F:-d} ${G'));
    assert.deepEqual(
      found.map(({ name, form }) => [name, form]),
      [
        ["A", "word"],
        ["B", "braced"],
        ["D-x", "word"],
      ],
    );
  });
});
