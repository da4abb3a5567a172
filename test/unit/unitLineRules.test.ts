// Lines of units that systemd ignores or takes for something else, and those that only look like it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { unitLineTexts } from "../../src/daemonConfig/rules/unitLineTexts.ts";
import { groupReport, type RuleCase } from "../fixtures/ruleCases.ts";
import { messageOf, problemsIn } from "./configuredFiles.ts";

const unit = "/repo/docker.service";

const faults: readonly RuleCase[] = [
  {
    rule: "a line before the first section",
    text: "After=network.target\nExecStart=/bin/dockerd\n[Service]\n",
    expected: [
      "1 warning outsideSection: After=network.target",
      "2 warning outsideSection: ExecStart=/bin/dockerd",
    ],
  },
  {
    rule: "a line without an equals sign",
    text: "[Service]\nRestart always\n",
    expected: ["2 warning missingEquals: Restart always"],
  },
  {
    rule: "the marks of a merge conflict",
    text: "[Service]\n<<<<<<< HEAD\nRestart=no\n=======\nRestart=always\n>>>>>>> mine\n",
    expected: [
      "2 warning missingEquals: <<<<<<< HEAD",
      "4 warning missingKey: =======",
      "6 warning missingEquals: >>>>>>> mine",
    ],
  },
  {
    rule: "a header that systemd can't read",
    text: "[Unit]\n[Service] # c\nType=simple\n",
    expected: ["2 error badSectionHeader: [Service] # c → [Service]"],
  },
  {
    rule: "a header that is not closed",
    text: "[Servce\n",
    expected: ["1 error badSectionHeader: [Servce"],
  },
  {
    rule: "a line beyond one MiB",
    text: `[Service]\n${"x".repeat(2 ** 20)}=\n`,
    expected: [`2 error lineTooLong: ${"x".repeat(2 ** 20)}=`],
  },
  {
    rule: "the rest of a command that ends too early",
    text: "[Service]\nExecStart=/bin/dockerd -H fd://\n  --log-driver=journald \\\n  -D\n  $OPTIONS\n",
    expected: [
      "3 warning lostContinuation: --log-driver=journald \\\n  -D",
      "5 warning lostContinuation: $OPTIONS",
    ],
  },
  {
    rule: "the rest of a command behind an empty line",
    text: "[Service]\nExecStart=/bin/dockerd \\\n\n-D\n# c\n--ipv6\n",
    expected: ["4 warning lostContinuation: -D", "6 warning lostContinuation: --ipv6"],
  },
  {
    rule: "a backslash with blanks behind it",
    text: "[Service]\nExecStart=/bin/dockerd \\ \t\n  --ipv6\n",
    expected: ["2 error brokenContinuation: \\ \t → \\", "3 warning lostContinuation: --ipv6"],
  },
  {
    rule: "a directive that a backslash has swallowed",
    text: "[Service]\nExecStart=/bin/dockerd \\\n# c\nExecReload=/bin/kill -s HUP $MAINPID  \nType=notify\n",
    expected: ["4 error swallowedLine: ExecReload=/bin/kill -s HUP $MAINPID"],
  },
  {
    rule: "a section that a backslash has swallowed",
    text: "[Service]\nExecStart=/bin/dockerd \\\n[Install]\nWantedBy=multi-user.target\n",
    expected: ["3 error swallowedLine: [Install]", "4 warning misplacedDirective: WantedBy"],
  },
  {
    rule: "a section of another kind of unit",
    text: "[Socket]\nListenStream=/run/docker.sock\n",
    expected: ["1 warning unknownSection: Socket"],
  },
  {
    rule: "a section's name in other letters",
    text: "[service]\nType=nothing\n[Instal]\nWantedBy=x\n",
    expected: [
      "1 warning misspelledSection: service → Service",
      "3 warning misspelledSection: Instal → Install",
    ],
  },
  {
    rule: "a directive that there is not",
    text: "[Service]\nFrobnicate=yes\n",
    expected: ["2 warning unknownDirective: Frobnicate"],
  },
  {
    rule: "a directive's name with a slip in it",
    text: "[Service]\nLimitNOFILES=1\nexecstart=/bin/dockerd\n+Restart=no\nEnviromentFile=/etc/x\n",
    expected: [
      "2 warning misspelledDirective: LimitNOFILES → LimitNOFILE",
      "3 warning misspelledDirective: execstart → ExecStart",
      "4 warning misspelledDirective: +Restart → Restart",
      "5 warning misspelledDirective: EnviromentFile → EnvironmentFile",
    ],
  },
  {
    rule: "a directive in the wrong section",
    text: "[Unit]\nExecStartPre=/bin/true\n[Service]\nAfter=x.service\nStartLimitIntervalSec=60\n[Install]\nRestart=no\n",
    expected: [
      "2 warning misplacedDirective: ExecStartPre",
      "4 warning misplacedDirective: After",
      "5 warning misplacedDirective: StartLimitIntervalSec",
      "7 warning misplacedDirective: Restart",
    ],
  },
  {
    rule: "an option where no command is before it",
    text: "[Service]\nType=notify\n--log-driver=journald\n",
    expected: ["3 warning unknownDirective: --log-driver"],
  },
  {
    rule: "a directive that newer versions ignore",
    text: "[Service]\nCPUAccounting=yes\nNetClass=x\n",
    expected: [
      "2 information obsoleteDirective: CPUAccounting",
      "3 information obsoleteDirective: NetClass",
    ],
  },
  {
    rule: "a directive that has got another name",
    text: "[Service]\nMemoryLimit=1G\nCPUShares=512\n",
    expected: [
      "2 information replacedDirective: MemoryLimit → MemoryMax",
      "3 information replacedDirective: CPUShares",
    ],
  },
];

const sound: readonly (readonly [string, string])[] = [
  [
    "comments, also in a command",
    "# a\n; b=c\n[Service]\nExecStart=/bin/dockerd \\\n# --old \\\n  ; c\n  -D\n",
  ],
  ["what is not for systemd", "[X-Mine]\nAnything=1\n[Service]\nX-Key=1\n"],
  [
    "limits of starts where old units have them",
    "[Service]\nStartLimitBurst=3\nStartLimitInterval=60s\nStartLimitAction=none\n",
  ],
  ["a backslash at the end of the file", "[Service]\nExecReload=/bin/kill \\"],
  ["a reset", "[Service]\nExecStart=\nExecStart=/bin/dockerd\nEnvironment=\n"],
  [
    "line ends of Windows, and a byte order mark",
    "\uFEFF[Service]\r\nExecStart=/bin/dockerd \\\r\n  -D\r\nRestart=no\r\n",
  ],
  ["directives of a newer systemd", "[Service]\nRestartSteps=3\nMemoryZSwapMax=1G\n"],
  ["an assignment in a continued value", '[Service]\nEnvironment=A=1 \\\n  B=2 \\\n  "C=3"\n'],
  [
    "several sections of one name",
    "[Unit]\nAfter=x.service\n[Service]\nType=notify\n[Unit]\nWants=x.service\n",
  ],
];

describe("the lines of a unit", () => {
  for (const { rule, text, expected } of faults) {
    it(`are reported for ${rule}`, async () => {
      assert.deepEqual(await groupReport(unitLineTexts, unit, text), expected);
    });
  }
  for (const [rule, text] of sound) {
    it(`may be ${rule}`, async () => {
      assert.deepEqual(await groupReport(unitLineTexts, unit, text), []);
    });
  }

  it("have their own sections in a socket", async () => {
    const text = "[Socket]\nListenStream=/run/docker.sock\n[Service]\nType=notify\n";
    const expected = ["3 warning unknownSection: Service"];
    assert.deepEqual(await groupReport(unitLineTexts, "/repo/docker.socket", text), expected);
  });

  it("end a drop-in where a header can't be read, and not the unit", async () => {
    const path = "/repo/docker.service.d/a.conf";
    const expected = ["1 warning badDropInHeader: [Service] # c → [Service]"];
    assert.deepEqual(await groupReport(unitLineTexts, path, "[Service] # c\n"), expected);
  });

  it("tell where the lost rest of a command belongs", async () => {
    const text = "[Service]\nExecStart=/bin/dockerd\n -D\n";
    const problems = await problemsIn({ [unit]: text }, unit);
    const problem = problems.find(({ code }) => code === "lostContinuation");
    const end = text.indexOf("\n -D");
    assert.deepEqual(problem?.related, [{ uri: `file://${unit}`, range: { start: end, end } }]);
  });

  it("have words that name what is meant", async () => {
    const text = "[Unit]\nRestart=no\nDescripton=x\n";
    const messages = (await problemsIn({ [unit]: text }, unit)).map(messageOf);
    assert.ok(
      messages.includes(
        "Restart= belongs into [Service]. systemd ignores this line, which is in [Unit].",
      ),
    );
    assert.ok(messages.some((message) => message.endsWith("Did you mean Description=?")));
  });
});
