// Formatting continued lines: how they look afterwards, and that they mean the same.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCommandLine } from "../../src/daemonConfig/syntax/commandWords.ts";
import { argvOf } from "../../src/daemonConfig/syntax/expandedWords.ts";
import { formatContinuations } from "../../src/daemonConfig/language/continuationFormat.ts";
import { runOfAssignment } from "../../src/daemonConfig/language/optionRuns.ts";
import {
  parseFile,
  type FileSyntax,
  type ParsedFile,
} from "../../src/daemonConfig/language/parsedFile.ts";
import { withChanges } from "../../src/daemonConfig/language/textChange.ts";
import { unitAssignments } from "../../src/daemonConfig/language/unitAssignments.ts";
import { verbatim } from "../../src/daemonConfig/syntax/mappedText.ts";
import { assignmentsOf } from "../../src/daemonConfig/syntax/environmentFile.ts";
import { directivesOf } from "../../src/daemonConfig/syntax/unitFile.ts";
import { randomText, tornText } from "../fixtures/randomTexts.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

function formatted(text: string, syntax: FileSyntax): string {
  return withChanges(text, formatContinuations(parseFile(text, syntax)));
}

describe("formatted continued lines", () => {
  const cases: readonly (readonly [string, FileSyntax, string, string])[] = [
    [
      "stand below the start of the value",
      "unit",
      "[Service]\nExecStart=/usr/bin/dockerd\\\n-H fd://   \\\n\t--icc=false \\\n  # why\n      -D\n",
      "[Service]\nExecStart=/usr/bin/dockerd \\\n          -H fd:// \\\n          --icc=false \\\n          # why\n          -D\n",
    ],
    [
      "stand below the equals sign where the first line is empty",
      "unit",
      "[Service]\n ExecStart=\\\n/usr/bin/dockerd \\\n-D\n",
      "[Service]\n ExecStart=\\\n           /usr/bin/dockerd \\\n           -D\n",
    ],
    [
      "keep what is quoted",
      "unit",
      '[Service]\nExecStart=/usr/bin/dockerd --label "a=b   \\\n   c" \\\n-D\n',
      '[Service]\nExecStart=/usr/bin/dockerd --label "a=b   \\\n   c" \\\n          -D\n',
    ],
    [
      "are those of Environment= too",
      "unit",
      '[Service]\nEnvironment="A=1" \\\n"B=2"\n',
      '[Service]\nEnvironment="A=1" \\\n            "B=2"\n',
    ],
    [
      "are no other directive's",
      "unit",
      "[Unit]\nDescription=a \\\n b\n",
      "[Unit]\nDescription=a \\\n b\n",
    ],
    [
      "stay as they are behind an open quote",
      "unit",
      '[Service]\nExecStart=/usr/bin/dockerd "a \\\n b\n',
      '[Service]\nExecStart=/usr/bin/dockerd "a \\\n b\n',
    ],
    [
      "keep their line ends",
      "unit",
      "[Service]\r\nExecStart=/x \\\r\n-D\r\n",
      "[Service]\r\nExecStart=/x \\\r\n          -D\r\n",
    ],
    [
      "stand behind the quote in an environment file",
      "environment",
      'OPTIONS="-D   \\\n--icc=false \\\n    --glued\\\n--on"\nX="a\\\n  b"\n',
      'OPTIONS="-D \\\n         --icc=false \\\n         --glued\\\n--on"\nX="a\\\n  b"\n',
    ],
    ["are no matter in daemon.json", "json", '{"a":\n1}', '{"a":\n1}'],
  ];
  for (const [rule, syntax, text, expected] of cases) {
    it(rule, () => {
      assert.equal(formatted(text, syntax), expected);
    });
  }
});

/** All that systemd takes from a file, but for blanks that only separate. */
function meaning(parsed: ParsedFile): unknown {
  switch (parsed.syntax) {
    case "unit":
      return directivesOf(parsed.unit).map((directive) => {
        const { section, key, value } = directive;
        if (key === "Environment") {
          return [key, unitAssignments(directive).map(({ name, value: { text } }) => [name, text])];
        }
        return [section, key, key.startsWith("Exec") ? commands(value.text) : value.text];
      });
    case "environment":
      return assignmentsOf(parsed.file).map((assignment) => [
        assignment.name,
        runOfAssignment(assignment).words.map(({ text }) => text.text),
      ]);
    case "json":
      return parsed.text;
  }
}

function commands(value: string): unknown {
  const { commands: found, faults } = parseCommandLine(verbatim(value, 0));
  const environment = new Map([["A", { value: verbatim("x 'y z", 0) }]]);
  return [
    found.map((command) => argvOf(command, environment).map(({ text }) => text)),
    faults.map(({ kind }) => kind),
  ];
}

describe("formatting any text", () => {
  const random = seededRandom(7);
  for (const syntax of ["unit", "environment"] as const) {
    it(`changes nothing that counts, and nothing twice (${syntax})`, () => {
      for (let count = 0; count < 4000; count += 1) {
        const text = count % 4 === 0 ? tornText(syntax, random) : randomText(syntax, random);
        const once = formatted(text, syntax);
        assert.deepEqual(
          meaning(parseFile(once, syntax)),
          meaning(parseFile(text, syntax)),
          JSON.stringify(text),
        );
        assert.equal(formatted(once, syntax), once, JSON.stringify(text));
      }
    });
  }
});
