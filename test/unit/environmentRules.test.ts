// Environment files: what systemd drops of them or reads otherwise than a shell, and what it does not.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { directiveTexts } from "../../src/daemonConfig/rules/directiveTexts.ts";
import { environmentTexts } from "../../src/daemonConfig/rules/environmentTexts.ts";
import { execTexts } from "../../src/daemonConfig/rules/execTexts.ts";
import { unitLineTexts } from "../../src/daemonConfig/rules/unitLineTexts.ts";
import { groupReport } from "../fixtures/ruleCases.ts";
import { problemsIn } from "./configuredFiles.ts";

const path = "/repo/etc/sysconfig/docker";

function report(text: string): Promise<readonly string[]> {
  const group = { ...environmentTexts, ...unitLineTexts, ...execTexts, ...directiveTexts };
  return groupReport(group, path, text);
}

const faults: readonly (readonly [text: string, ...report: readonly string[]])[] = [
  ["export A=1", "1 warning shellKeyword: export  → "],
  ["  declare -x A=1", "1 warning shellKeyword: declare -x  → "],
  ["source /etc/x", "1 warning sourcedFile: source /etc/x"],
  [". /etc/x", "1 warning sourcedFile: . /etc/x"],
  ["A-B=1", "1 warning badVariableName: A-B"],
  ["1A=1", "1 warning badVariableName: 1A"],
  ["A+=x", "1 warning appendedVariable: A+"],
  ["\uFEFFA=1", "1 warning byteOrderMark: \uFEFF → "],
  ["A=1\n\0B=2", "2 warning nulCharacter: \0"],
  ["OPTIONS", "1 warning missingEquals: OPTIONS"],
  ["[Service]\nA=1", "1 warning missingEquals: [Service]"],
  ['A="x" "y"', '1 warning gluedText: "y"'],
  ['A="--a" --b', "1 warning gluedText: --b"],
  ['A="x" # c', "1 warning trailingComment:  # c → "],
  ["A=1 # c", "1 warning trailingComment:  # c → "],
  ['A="--tag="x" -D"', '1 warning innerQuotes: x" -D"'],
  ['A=1\nB="x\nC=2', '2 warning unclosedQuote: "'],
  ["B='x\nC=2", "1 warning unclosedQuote: '"],
  ["# c \\\nA=1", "1 warning continuedComment: \\ → "],
  ["A='x \\\n y'", "1 warning literalContinuation: \\ → "],
  ['A="x \\\r\n y"', "1 warning carriageReturnContinuation: \\"],
  ["A=1\nB=2\nA=3", "1 warning repeatedVariable: A"],
  ["A=x \\ \ny", "1 warning brokenContinuation: \\  → \\", "2 warning missingEquals: y"],
  ['A="x \\ \ny"', "1 warning brokenContinuation: \\  → \\"],
  ["A=--bip=${X}", "1 warning notExpanded: ${X}"],
  [
    'A="$A -D $(id) `id`"',
    ...["$A", "$(id)", "`id`"].map((text) => `1 warning notExpanded: ${text}`),
  ],
  ["OPTIONS=“-D”", '1 error typographicQuote: “ → "', '1 error typographicQuote: ” → "'],
  ["MOTD=“hi”", '1 warning typographicQuote: “ → "', '1 warning typographicQuote: ” → "'],
];

const sound: readonly string[] = [
  "# c\n; c\n\nOPTIONS=--a --b\n",
  "OPTIONS='--selinux-enabled --log-driver=journald'\n",
  'if [ -z "${DOCKER_CERT_PATH}" ]; then\n    DOCKER_CERT_PATH=/etc/docker\nfi\n',
  'if [ "$A" = "b" ]; then\n  A=1\nelse\n  B=1\nfi\n',
  'OPTIONS="\n  --a\n  --b\n"\n',
  'A="x \\\n y"\nB=x \\\n y\n',
  "A=1\r\nB=2\r\n",
  "# c \\\n\nA=1\n",
  "# c \\\n# d\nA=1\n",
  'A="a\\"b\\$c\\`d"\n',
  "A='$X ${Y} `z`'\n",
  "A=\\$X\n",
  "A=a#b\nB=--label=x#y\n",
  "A=\"x\"'y'\n",
  "A = 1\n",
  "A=\n",
  "PRICE=5$\n",
  "HTTP_PROXY=http://user:pa$word@proxy:3128\n",
  "HTTPS_PROXY=http://user:$ecret@proxy:3128\n",
];

describe("an environment file", () => {
  for (const [text, ...expected] of faults) {
    it(`is reported for ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await report(text), expected);
    });
  }
  it("is a shell's where the unit does not read it", async () => {
    const unit = "[Service]\nExecStart=/usr/bin/dockerd\n";
    const unitPath = "/tree/etc/systemd/system/docker.service";
    const filePath = "/tree/etc/default/docker";
    const files = { [unitPath]: unit, [filePath]: "export HTTP_PROXY=$PROXY # c\n" };
    const codes = (await problemsIn(files, filePath)).map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code in environmentTexts || code in directiveTexts),
      [],
    );
    const reading = `${unit}EnvironmentFile=-/etc/default/docker\n`;
    const problems = await problemsIn({ ...files, [unitPath]: reading }, filePath);
    assert.ok(problems.some(({ code }) => code === "shellKeyword"));
  });

  for (const text of sound) {
    it(`may hold ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await report(text), []);
    });
  }
});
