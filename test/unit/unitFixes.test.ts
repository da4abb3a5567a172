// Fixes for units and environment files: what they make of a file, and that nothing else is wrong afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkFix, type FixCase } from "./fixScene.ts";
import { applied, environmentPath, scene, unending } from "./serviceScene.ts";

const unitPath = "/repo/docker.service";
const start = "[Service]\nExecStart=/usr/bin/dockerd -H fd://";

type Row = readonly [code: FixCase["code"], text: string, fixed: string, title?: string];

function check(path: string, rows: readonly Row[]): void {
  for (const [code, text, fixed, title] of rows) {
    it(`for ${code} in ${JSON.stringify(text)}`, async () => {
      await checkFix({
        code,
        files: { [path]: text },
        fixed,
        ...(title !== undefined && { title }),
      });
    });
  }
}

describe("fixes for the lines of a unit", () => {
  check(unitPath, [
    ["outsideSection", `After=x.target\n${start}\n`, `[Unit]\nAfter=x.target\n${start}\n`],
    ["missingEquals", `${start}\n<<<<<<< HEAD\n`, `${start}\n# <<<<<<< HEAD\n`],
    ["missingKey", `${start}\n=======\n`, `${start}\n# =======\n`],
    ["unknownDirective", `${start}\nFrobnicate=a \\\n b\n`, `${start}\n# Frobnicate=a \\\n#  b\n`],
    ["misspelledDirective", `${start}\nRestrat=no\n`, `${start}\nRestart=no\n`],
    [
      "misspelledSection",
      `[Servce]\nExecStart=/usr/bin/dockerd\n`,
      "[Service]\nExecStart=/usr/bin/dockerd\n",
    ],
    [
      "badSectionHeader",
      "[Service] # c\nExecStart=/usr/bin/dockerd\n",
      "[Service]\nExecStart=/usr/bin/dockerd\n",
    ],
    ["obsoleteDirective", `${start}\nCPUAccounting=yes\nNice=0\n`, `${start}\nNice=0\n`],
    [
      "misplacedDirective",
      `[Unit]\nRestart=no\nAfter=x.target\n${start}\n`,
      `[Unit]\nAfter=x.target\n${start}\nRestart=no\n`,
    ],
    ["misplacedDirective", `${start}\nAfter=x.target\n`, `${start}\n\n[Unit]\nAfter=x.target\n`],
    [
      "misplacedDirective",
      `[Unit]\nDescription=d\n${start}\nAfter=x.target`,
      `[Unit]\nDescription=d\nAfter=x.target\n${start}\n`,
    ],
    ["lostContinuation", `${start}\n  --mtu=1400\n`, `${start} \\\n  --mtu=1400\n`],
    ["lostContinuation", `${start} \\\n\n# c\n  --mtu=1400\n`, `${start} \\\n# c\n  --mtu=1400\n`],
    ["lostContinuation", `${start} \\ \n  --mtu=1400\n`, `${start} \\\n  --mtu=1400\n`],
    ["swallowedLine", `${start} \\\nRestart=no\n`, `${start}\nRestart=no\n`],
    ["swallowedLine", `${start} \\\n# c\nRestart=no\n`, `${start}\n# c\nRestart=no\n`],
    ["brokenContinuation", `${start} \\ \n  --mtu=1400\n`, `${start} \\\n  --mtu=1400\n`],
  ]);
});

describe("a section header above a line", () => {
  it("goes above all lines before it that belong there", async () => {
    const path = "/etc/systemd/system/docker.service.d/override.conf";
    const lines = "ExecStart=\nExecStart=/usr/bin/dockerd -H fd://\n";
    const { service, document, files } = scene({ [path]: `After=x.target\n${lines}` });
    const at = document.positionAt(document.getText().length - 4);
    const range = { start: at, end: at };
    const actions = await service.codeActions(document, range, ["quickfix"], unending);
    const edit = actions.find(({ title }) => title === "Put [Service] above it")?.edit;
    assert.equal(applied(edit ?? {}, files)[path], `After=x.target\n[Service]\n${lines}`);
  });
});

describe("fixes for the values of a unit", () => {
  check(unitPath, [
    ["trailingComment", `${start} -D # debug\n`, `${start} -D\n`],
    ["trailingComment", `${start}\nRestart=no # c\n`, `${start}\nRestart=no\n`],
    ["trailingComment", `${start}\nEnvironment=A=1 # c\n`, `${start}\nEnvironment=A=1\n`],
    ["unknownSpecifier", `${start} --label=a=%Q\n`, `${start} --label=a=%%Q\n`],
    ["unknownEscape", `${start} --label=a=\\d\n`, `${start} --label=a=\\\\d\n`],
    ["unknownEscape", `${start} --label=a=\\$x\n`, `${start} --label=a=$x\n`],
    [
      "missingProgram",
      "[Service]\nExecStart=- /usr/bin/dockerd\n",
      "[Service]\nExecStart=-/usr/bin/dockerd\n",
    ],
    ["unknownDirectiveValue", `${start}\nType=Notify\n`, `${start}\nType=notify\n`],
    ["unknownDirectiveValue", `${start}\nRestart=allways\n`, `${start}\nRestart=always\n`],
    ["unsafeKillMode", `${start}\nKillMode=none\n`, `${start}\nKillMode=process\n`],
    ["quotedDirectiveValue", `${start}\nRestart="no"\n`, `${start}\nRestart=no\n`],
    [
      "droppedAssignment",
      `${start}\nEnvironment=A=-H x -D\n`,
      `${start}\nEnvironment="A=-H x -D"\n`,
    ],
    [
      "quotedEnvironmentFile",
      `${start}\nEnvironmentFile="/etc/a"\n`,
      `${start}\nEnvironmentFile=/etc/a\n`,
    ],
    [
      "severalEnvironmentFiles",
      `${start}\nEnvironmentFile=/etc/a -/etc/b\n`,
      `${start}\nEnvironmentFile=/etc/a\nEnvironmentFile=-/etc/b\n`,
    ],
    ["typographicQuote", `${start} --label=“a=b”\n`, `${start} --label="a=b"\n`],
    ["typographicBlank", `${start}\u00a0\u200b-D \u200b--ipv6\n`, `${start} -D --ipv6\n`],
  ]);
});

describe("fixes for environment files", () => {
  check(environmentPath, [
    ["shellKeyword", "export OPTIONS=-D\n", "OPTIONS=-D\n"],
    ["byteOrderMark", "\uFEFFOPTIONS=-D\n", "OPTIONS=-D\n", "Remove it"],
    ["gluedText", 'OPTIONS="--ipv6" --mtu=9\n', 'OPTIONS="--ipv6 --mtu=9"\n'],
    ["gluedText", "OPTIONS='--ipv6'  '--mtu=9'\n", "OPTIONS='--ipv6  --mtu=9'\n"],
    ["unclosedQuote", 'OPTIONS="-D \nA=1\n', 'OPTIONS="-D" \nA=1\n'],
    ["repeatedVariable", "OPTIONS=-D\n# c\nOPTIONS=--ipv6\n", "# c\nOPTIONS=--ipv6\n"],
    ["trailingComment", 'OPTIONS="-D" # c\n', 'OPTIONS="-D"\n'],
    ["continuedComment", "# c \\\nOPTIONS=-D\n", "# c\nOPTIONS=-D\n"],
    ["literalContinuation", "OPTIONS='-D \\\n--ipv6'\n", "OPTIONS='-D\n--ipv6'\n"],
    ["brokenContinuation", 'OPTIONS="-D \\ \n--ipv6"\n', 'OPTIONS="-D \\\n--ipv6"\n'],
    ["nulCharacter", "OPTIONS=-D\0\nA=\0\n", "OPTIONS=-D\nA=\n"],
  ]);
});
