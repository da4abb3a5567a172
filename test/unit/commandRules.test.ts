// What is said of a unit's commands: too many, none, replaced, or of a client that is no daemon any more.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandTexts } from "../../src/daemonConfig/rules/commandTexts.ts";
import { reportOf, type Files } from "./configuredFiles.ts";

const unit = "/etc/systemd/system/docker.service";
const dropIn = "/etc/systemd/system/docker.service.d/x.conf";

async function report(files: Files, path: string, release?: string): Promise<readonly string[]> {
  const lines = await reportOf(files, path, release);
  return lines.filter((line) => Object.hasOwn(commandTexts, /\w+(?=:)/.exec(line)?.[0] ?? ""));
}

function service(...lines: readonly string[]): string {
  return `[Service]\n${lines.join("\n")}\n`;
}

describe("a client as the daemon", () => {
  type Case = readonly [command: string, release: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    [
      "/usr/bin/docker daemon -H fd://",
      "28.5",
      "2 error legacyCommand: /usr/bin/docker daemon → /usr/bin/dockerd",
    ],
    [
      "/usr/bin/docker daemon",
      "17.12",
      "2 error legacyCommand: /usr/bin/docker daemon → /usr/bin/dockerd",
    ],
    [
      "/usr/bin/docker daemon",
      "17.09",
      "2 warning deprecatedCommand: /usr/bin/docker daemon → /usr/bin/dockerd",
    ],
    ["/usr/bin/docker daemon", "1.12"],
    [
      "/usr/bin/docker -d -H fd://",
      "28.5",
      "2 error legacyCommand: /usr/bin/docker -d → /usr/bin/dockerd",
    ],
    [
      "/usr/bin/docker -d",
      "1.9",
      "2 warning deprecatedCommand: /usr/bin/docker -d → /usr/bin/dockerd",
    ],
    ["/usr/bin/docker -d", "1.7"],
    ["/usr/bin/docker -H fd:// -d", "28.5", "2 error legacyCommand: /usr/bin/docker"],
    [
      "/usr/bin/docker deamon",
      "28.5",
      "2 error legacyCommand: /usr/bin/docker deamon → /usr/bin/dockerd",
    ],
    [
      "/bin/sh -c '/usr/bin/docker daemon $OPTIONS'",
      "28.5",
      "2 error legacyCommand: /usr/bin/docker daemon → /usr/bin/dockerd",
    ],
    [
      "/usr/bin/dockerd daemon",
      "28.5",
      "2 error legacyCommand: /usr/bin/dockerd daemon → /usr/bin/dockerd",
    ],
    ["/usr/bin/dockerd -H fd://", "28.5"],
    ["/usr/bin/docker start x", "28.5"],
    ["/opt/docker.sh daemon", "28.5"],
  ];
  for (const [command, release, ...expected] of cases) {
    it(`${command} at ${release}`, async () => {
      const files = { [unit]: service(`ExecStart=${command}`) };
      assert.deepEqual(await report(files, unit, release), expected);
    });
  }
});

describe("a second command", () => {
  const first = { [unit]: service("ExecStart=/usr/bin/dockerd") };

  it("of a drop-in needs a reset", async () => {
    const files = { ...first, [dropIn]: service("ExecStart=/usr/bin/dockerd -D") };
    const expected = ["2 error secondCommand: ExecStart → ExecStart=\nExecStart"];
    assert.deepEqual(await report(files, dropIn), expected);
    assert.deepEqual(await report(files, unit), []);
  });

  it("of a drop-in alone needs one too, unless the unit that it is for may have several", async () => {
    const path = "/r/docker.service.d/x.conf";
    const files = { [path]: service("ExecStart=/usr/bin/dockerd -D") };
    const expected = ["2 warning secondCommand: ExecStart → ExecStart=\nExecStart"];
    assert.deepEqual(await report(files, path), expected);
    const inTree = "/r/rootfs/etc/systemd/system/docker.service.d/x.conf";
    assert.deepEqual(await report({ [inTree]: files[path] }, inTree), expected);
    const beside = { ...files, "/r/docker.service": service("ExecStart=/usr/bin/dockerd") };
    assert.deepEqual(await report(beside, path), [
      "2 error secondCommand: ExecStart → ExecStart=\nExecStart",
    ]);
  });

  it("of the unit itself has no single fix", async () => {
    const files = {
      [unit]: service("ExecStart=/usr/bin/dockerd", "ExecStart=/usr/bin/dockerd -D"),
    };
    assert.deepEqual(await report(files, unit), ["3 error secondCommand: ExecStart"]);
  });

  const sound: readonly Files[] = [
    { ...first, [dropIn]: service("ExecStart=", "ExecStart=/usr/bin/dockerd -D") },
    { ...first, [dropIn]: service("Type=oneshot", "ExecStart=/usr/bin/dockerd -D") },
    { ...first, [dropIn]: service("Environment=A=b") },
    { ...first, [dropIn]: service("ExecStartPre=/bin/a", "ExecStartPre=/bin/b") },
  ];
  for (const files of sound) {
    it(`is none: ${JSON.stringify(files[dropIn])}`, async () => {
      assert.deepEqual(await report(files, dropIn), []);
    });
  }
});

describe("no command", () => {
  type Case = readonly [text: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    [service("Type=notify"), "1 error noCommand: [Service]\n"],
    [service("ExecStart="), "2 error noCommand: ExecStart"],
    ["[Unit]\nDescription=x\n", "1 error noCommand: [Unit]"],
    ["ExecStart=/usr/bin/dockerd\n", "1 error noCommand: ExecStart=/usr/bin/dockerd"],
    ["[Service\nExecStart=/usr/bin/dockerd\n"],
    [service("ExecStart=- /usr/bin/dockerd")],
    [service("RemainAfterExit=yes", "ExecStop=/bin/true")],
    [service("ExecStart=/usr/bin/dockerd")],
    [""],
  ];
  for (const [text, ...expected] of cases) {
    it(`in ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await report({ [unit]: text }, unit), expected);
    });
  }

  it("is told where a drop-in takes it away", async () => {
    const files = {
      [unit]: service("ExecStart=/usr/bin/dockerd"),
      [dropIn]: service("ExecStart="),
    };
    assert.deepEqual(await report(files, dropIn), ["2 error noCommand: ExecStart"]);
  });

  it("is no fault of a drop-in alone", async () => {
    const path = "/r/docker.service.d/x.conf";
    assert.deepEqual(await report({ [path]: service("ExecStart=") }, path), []);
  });
});

describe("a replaced command", () => {
  const replaced = {
    [unit]: service("ExecStart=/usr/bin/dockerd --graph=/g"),
    [dropIn]: service("ExecStart=", "ExecStart=/usr/bin/dockerd"),
  };

  it("is shown as such, and not judged", async () => {
    assert.deepEqual(await reportOf(replaced, unit), ["2 information replacedCommand: ExecStart"]);
  });

  it("is not shown in a file that replaces its own", async () => {
    const files = {
      [unit]: service("ExecStart=/bin/a", "ExecStart=", "ExecStart=/usr/bin/dockerd"),
    };
    assert.deepEqual(await report(files, unit), []);
  });
});
