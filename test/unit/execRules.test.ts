// Command lines and environments of units: what systemd refuses, drops, or reads otherwise than it looks.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { execTexts } from "../../src/daemonConfig/rules/execTexts.ts";
import { directiveTexts } from "../../src/daemonConfig/rules/directiveTexts.ts";
import { groupReport } from "../fixtures/ruleCases.ts";
import { reportOf } from "./configuredFiles.ts";

const unit = "/repo/docker.service";
const dropIn = "/repo/docker.service.d/override.conf";

async function report(lines: string, path = unit): Promise<readonly string[]> {
  const group = { ...execTexts, ...directiveTexts };
  return groupReport(group, path, `[Service]\n${lines}\n`);
}

const faults: readonly (readonly [lines: string, ...report: readonly string[]])[] = [
  ['ExecStart=/bin/dockerd "a b', '2 error unbalancedQuotes: "'],
  ['ExecReload=-/bin/kill "a', '2 warning unbalancedQuotes: "'],
  ["ExecStart=/bin/dockerd %Q", "2 error unknownSpecifier: %Q"],
  ["ExecStartPre=/bin/mkdir %Q", "2 error unknownSpecifier: %Q"],
  ["ExecReload=/bin/kill -s HUP \\$MAINPID", "2 warning unknownEscape: \\$ → $"],
  ["ExecStart=/bin/dockerd \\d", "2 error unknownEscape: \\d"],
  ["ExecStart=- /bin/dockerd", "2 error missingProgram: -"],
  ["ExecStart=bin/dockerd", "2 error badProgram: bin/dockerd"],
  ["ExecStart=@/bin/dockerd", "2 error missingArgv0: @/bin/dockerd"],
  ["ExecStart=/bin/dockerd ; /bin/true", "2 error severalCommands: /bin/true"],
  ["ExecStart=/bin/dockerd -D # debug", "2 error trailingComment: # debug → "],
  ["ExecStart=/bin/dockerd -D > /x 2>&1", "2 error shellOperator: > /x 2>&1"],
  ["ExecStart=/bin/dockerd 2>/dev/null", "2 error shellOperator: 2>/dev/null"],
  ["ExecStartPre=/bin/a && /bin/b || /bin/c", "2 warning shellOperator: && /bin/b || /bin/c"],
  ["ExecStartPost=/bin/sleep 5 &", "2 warning shellOperator: &"],
  ["ExecStart=/bin/dockerd --bip=`cat /x`", "2 error notExpanded: `cat /x`"],
  ["ExecStart=/bin/dockerd --label=h=$(hostname)", "2 warning notExpanded: $(hostname)"],
  ["ExecStart=/bin/dockerd --mtu=${MTU:-1400}", "2 error notExpanded: ${MTU:-1400}"],
  ["ExecStart=/bin/dockerd $(opts -a /x)", "2 error notExpanded: $(opts -a /x)"],
  ["ExecStartPre=/bin/true #x", "2 warning trailingComment: #x → "],
  [
    "ExecStart=/bin/dockerd “-H fd://”",
    '2 error typographicQuote: “ → "',
    '2 error typographicQuote: ” → "',
  ],
  ["ExecStart=/bin/dockerd\u00a0-D", "2 error typographicBlank: \u00a0 →  "],
  ["ExecStart=-/bin/dockerd\u00a0-D", "2 warning typographicBlank: \u00a0 →  "],
  ["ExecStart=/bin/dockerd \u200b--ipv6", "2 error typographicBlank: \u200b → "],
  ["ExecStart=/bin/dockerd -H fd://\u00a0--ipv6", "2 error typographicBlank: \u00a0 →  "],
  ["ExecStartPre=/bin/echo a\u2009", "2 warning typographicBlank: \u2009 →  "],
  [
    "ExecStart=/bin/dockerd --label=“a=b”",
    '2 warning typographicQuote: “ → "',
    '2 warning typographicQuote: ” → "',
  ],
  ["Environment=A=‘x’", "2 warning typographicQuote: ‘ → '", "2 warning typographicQuote: ’ → '"],
  [
    "Environment=OPTS=-H tcp://0.0.0.0:2375 -D",
    '2 warning droppedAssignment: OPTS=-H tcp://0.0.0.0:2375 -D → "OPTS=-H tcp://0.0.0.0:2375 -D"',
  ],
  [
    'Environment=FOO BAR=1 "C D=1"',
    "2 warning badAssignment: FOO",
    '2 warning droppedAssignment: BAR=1 "C D=1"',
  ],
  ["Environment=1X=2", "2 warning badAssignment: 1X=2"],
  ["Environment=A=1 # c", "2 warning trailingComment: # c → "],
  ['Environment=A=1 B="x', '2 warning unbalancedQuotes: "'],
  ["Environment=A=it's", "2 warning unbalancedQuotes: '"],
  ["Environment=A=\\d", "2 warning unreadEnvironment: A=\\d"],
  ["SyslogIdentifier=%Q", "2 warning unknownSpecifier: %Q"],
  ["User=%Q", "2 error unknownSpecifier: %Q"],
  ["[Unit]\nAfter=a%Q.service", "3 warning unknownSpecifier: %Q"],
  ["Environment=A=%Q", "2 warning unknownSpecifier: %Q"],
  ["Environment=PATH=/x:$PATH", "2 warning notExpanded: $PATH"],
  ["EnvironmentFile=etc/x", "2 warning relativeEnvironmentFile: etc/x"],
  ["EnvironmentFile=- /etc/x", "2 warning relativeEnvironmentFile:  /etc/x"],
  ["EnvironmentFile=/etc/../x", "2 warning relativeEnvironmentFile: /etc/../x"],
  ['EnvironmentFile=-"/etc/x"', '2 warning quotedEnvironmentFile: "/etc/x" → /etc/x'],
  [
    "EnvironmentFile=-/etc/a -/etc/b",
    "2 warning severalEnvironmentFiles: /etc/a -/etc/b → /etc/a\nEnvironmentFile=-/etc/b",
  ],
  ["EnvironmentFile=/etc/$X", "2 warning notExpanded: $X"],
  ["EnvironmentFile=/etc/%Q", "2 warning unknownSpecifier: %Q"],
  ["EnvironmentFile=/etc/x # c", "2 warning trailingComment:  # c → "],
];

const sound: readonly string[] = [
  "ExecStart=/bin/dockerd --log-opt tag={{.Name}} --label a=50%% %n",
  "ExecStart=-/bin/dockerd 'a b' \"c\\td\" \\x41",
  "ExecStart=dockerd",
  "ExecStart=/bin/dockerd $OPTIONS ${MORE} $$(x) --log-opt tag={{.Name}}",
  "ExecStart=/bin/sh -c 'exec dockerd $(opts) `more` ${X:-y}'",
  "ExecStart=/bin/sh -c 'dockerd -D > /x 2>&1 && true'",
  'ExecStartPre=/bin/echo ">" a>b c&d --x=|',
  "ExecStart=/bin/dockerd --label=a=10\u00a0km",
  "ExecStart=/bin/dockerd --x=50% y",
  'ExecStart=/bin/dockerd \\; ";"',
  'ExecStart=/bin/dockerd --label a#b "# c"',
  "ExecStart=/bin/dockerd \\\n# old\n  -D",
  "Type=oneshot\nExecStart=/bin/true ; /bin/true",
  "ExecStart=/bin/true ; /bin/true\nExecStart=\nExecStart=/bin/dockerd",
  'Environment=A=1 B="x y" "C=p q" D=\'r s\' E=',
  'Environment=DOCKER_SELINUX=""',
  "Environment=",
  "Environment=A=1;B=2, C=3",
  'Environment="PRICE=5$" A=$$',
  "EnvironmentFile=-/etc/sysconfig/docker",
  "EnvironmentFile=/etc/a b",
  "EnvironmentFile=%h/docker.env",
  "EnvironmentFile=/etc/docker.d/*.env",
  "EnvironmentFile=",
  "ExecStart=/bin/dockerd it’s",
];

describe("the commands and environments of a unit", () => {
  for (const [lines, ...expected] of faults) {
    it(`are reported in ${JSON.stringify(lines)}`, async () => {
      assert.deepEqual(await report(lines), expected);
    });
  }
  for (const lines of sound) {
    it(`are right in ${JSON.stringify(lines)}`, async () => {
      const found = await report(lines);
      // What a word ends in may be an apostrophe.
      assert.deepEqual(found, []);
    });
  }

  it("report a backslash before blanks once", async () => {
    const files = { [unit]: "[Service]\nExecStart=/bin/true a \\ \n" };
    const found = (await reportOf(files, unit)).filter((line) => line.startsWith("2 "));
    assert.deepEqual(found, ["2 warning brokenContinuation: \\  → \\"]);
  });
});

describe("the empty ExecStart= of a drop-in", () => {
  it("is explained where a command follows", async () => {
    const found = await report("ExecStart=\nExecStart=/bin/dockerd", dropIn);
    assert.deepEqual(found, ["2 information execStartReset: ExecStart="]);
  });

  it("is not where none does, nor in the unit itself", async () => {
    assert.deepEqual(await report("ExecStart=", dropIn), []);
    assert.deepEqual(await report("ExecStart=/bin/true\nExecStart=", dropIn), []);
    assert.deepEqual(await report("ExecStart=\nExecStart=/bin/dockerd"), []);
  });
});
