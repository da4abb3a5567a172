// Values of a unit's directives that systemd drops or reads otherwise than they look, and those that are right.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { directiveTexts } from "../../src/daemonConfig/rules/directiveTexts.ts";
import { groupReport } from "../fixtures/ruleCases.ts";
import { messageOf, problemsIn } from "./configuredFiles.ts";

const unit = "/repo/docker.service";

/** A line of [Service], or another section in front of it, and the report on it without its number. */
const faults: readonly (readonly [line: string, report: string])[] = [
  ["Restart=yes", "warning unknownDirectiveValue: yes"],
  ["Type=daemon", "warning unknownDirectiveValue: daemon"],
  ["Delegate=maybe", "warning unknownDirectiveValue: maybe"],
  ["KillSignal=SIGFOO", "warning unknownDirectiveValue: SIGFOO"],
  ["RemainAfterExit=", "warning unknownDirectiveValue: "],
  ["TimeoutStartSec=foo", "warning badTimeSpan: foo"],
  ["MemoryMax=1GB", "warning badSize: 1GB"],
  ["OOMScoreAdjust=-1001", "warning badNumber: -1001"],
  ["LimitNOFILE=1M", "warning badLimit: 1M"],
  ["LimitNOFILE=2048:1024", "warning softAboveHard: 2048:1024"],
  ["UMask=9", "warning badFormat: 9"],
  ["CPUQuota=20", "warning badFormat: 20"],
  ["Slice=docker", "warning badFormat: docker"],
  ['Restart="always"', 'warning quotedDirectiveValue: "always" → always'],
  ["WorkingDirectory=var", "error refusedPath: var"],
  ["RootDirectory=srv", "error refusedPath: srv"],
  ["NetworkNamespacePath=net", "warning relativePath: net"],
  [
    "[Unit]\nDocumentation=docs.docker.com https://docs.docker.com",
    "information badDocumentation: docs.docker.com",
  ],
  ["WorkingDirectory=-var", "warning relativePath: var"],
  ["StandardOutput=append:docker.log", "warning relativePath: docker.log"],
  ["[Unit]\nConditionPathExists=!etc/docker", "warning relativePath: etc/docker"],
  ["MemoryMax=${X}", "warning notExpandedValue: ${X}"],
  ["User=$DOCKER_USER", "warning notExpanded: $DOCKER_USER"],
  ["LimitNOFILE=1024 # all", "warning trailingComment:  # all → "],
  ["[Unit]\nAfter=docker.socket # c", "warning trailingComment:  # c → "],
  [
    "PIDFile=/var/run/docker.pid",
    "information obsoleteValue: /var/run/docker.pid → /run/docker.pid",
  ],
  ["StandardOutput=syslog", "information obsoleteValue: syslog → journal"],
  ["KillMode=none", "information unsafeKillMode: none"],
  ["Type=oneshot\nRestart=always", "error restartOfOneshot: always"],
  ["Restart=on-success\nType=oneshot", "error restartOfOneshot: on-success"],
  ["[Unit]\nAfter=docker", "warning badUnitName: docker → docker.service"],
  [
    "[Unit]\nAfter=network.target,docker.socket",
    "warning badUnitName: network.target,docker.socket → network.target docker.socket",
  ],
  ["[Unit]\nRequires=/x.service", "warning badUnitName: /x.service"],
];

const sound: readonly string[] = [
  "Restart=always",
  "Type=notify",
  "Type=oneshot\nRestart=on-failure",
  "Type=oneshot\nRestart=always\nRestart=no",
  "TimeoutStartSec=0",
  "LimitNOFILE=infinity",
  "LimitNOFILE=1048576",
  "LimitCORE=infinity",
  "TasksMax=infinity",
  "Delegate=yes",
  "KillMode=process",
  "OOMScoreAdjust=-500",
  "MountFlags=slave",
  "StartLimitBurst=3",
  "StartLimitInterval=60s",
  "MemoryMax=50%",
  "WorkingDirectory=~",
  "WorkingDirectory=%h",
  "PIDFile=/run/docker.pid",
  "StandardOutput=file:/var/log/docker.log",
  "ExecStart=/bin/dockerd $OPTIONS ${MORE}",
  "ExecReload=/bin/kill -s HUP $MAINPID",
  "[Unit]\nDescription=Costs $HOME # really",
  "[Unit]\nAfter=network-online.target docker.socket firewalld.service containerd@x.service %n.socket",
  "[Unit]\nDocumentation=https://docs.docker.com#start",
  "[X-Mine]\nRestart=yes",
  "[Unit]\nRestart=yes",
];

async function report(lines: string): Promise<readonly string[]> {
  const text = lines.startsWith("[") ? lines : `[Service]\n${lines}`;
  const found = await groupReport(directiveTexts, unit, `${text}\n`);
  return found.map((line) => line.slice(line.indexOf(" ") + 1));
}

describe("the values of a unit's directives", () => {
  for (const [lines, expected] of faults) {
    it(`are reported in ${JSON.stringify(lines)}`, async () => {
      assert.deepEqual(await report(lines), [expected]);
    });
  }
  for (const lines of sound) {
    it(`are right in ${JSON.stringify(lines)}`, async () => {
      assert.deepEqual(await report(lines), []);
    });
  }

  it("are judged in a socket too", async () => {
    const text = "[Socket]\nListenStream=/var/run/docker.sock\nSocketMode=660x\nSocketUser=root\n";
    assert.deepEqual(await groupReport(directiveTexts, "/repo/docker.socket", text), [
      "2 information obsoleteValue: /var/run/docker.sock → /run/docker.sock",
      "3 warning badFormat: 660x",
    ]);
  });

  it("are explained with what may stand there", async () => {
    const text = "[Service]\nKillMode=proc\nNice=20\nLimitNOFILE=lots\nKillSignal=x\n";
    const messages = (await problemsIn({ [unit]: text }, unit)).map(messageOf);
    for (const message of [
      "systemd ignores this line: proc is none of the values of KillMode=, which are control-group, process, mixed, none.",
      "systemd ignores this line: Nice= takes a whole number from -20 to 19, and not 20.",
      "systemd ignores this line: lots is no limit for LimitNOFILE=. Write one like 1048576, 1024:1048576 or infinity.",
    ]) {
      assert.ok(messages.includes(message), message);
    }
    assert.ok(messages.some((message) => message.endsWith("SIGUSR2, ….")));
  });
});
