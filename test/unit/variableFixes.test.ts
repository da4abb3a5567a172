// Fixes for commands and variables: what they make of the files, and that nothing else is wrong afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { packagedPath } from "./actionScene.ts";
import { checkFix, fixesFor, type FixCase } from "./fixScene.ts";
import { dropInPath, environmentPath, unitPath } from "./serviceScene.ts";

const socket = { "/etc/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n" };

describe("fixes for commands", () => {
  const packaged = {
    [packagedPath]: "[Service]\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/c.sock\n",
    ...socket,
  };
  const cases: readonly FixCase[] = [
    {
      code: "secondCommand",
      files: {
        [unitPath]: "[Service]\nExecStart=/usr/bin/dockerd\nExecStart=/usr/bin/dockerd -D\n",
      },
      fixed: "[Service]\nExecStart=/usr/bin/dockerd\nExecStart=\nExecStart=/usr/bin/dockerd -D\n",
    },
    {
      code: "secondCommand",
      files: {
        [dropInPath]: "[Service]\nExecStart=/usr/bin/dockerd --containerd=/run/c.sock\n",
        ...packaged,
      },
      fixed: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --containerd=/run/c.sock\n",
      leaves: ["execStartReset", "replacedCommand"],
    },
    {
      code: "containerdDropped",
      files: {
        [dropInPath]: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd://\n",
        ...packaged,
      },
      fixed:
        "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/c.sock\n",
    },
    {
      code: "legacyCommand",
      files: { [unitPath]: "[Service]\nExecStart=/usr/bin/docker daemon -H fd://\n", ...socket },
      fixed: "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n",
    },
    {
      code: "legacyCommand",
      files: { [unitPath]: "[Service]\nExecStart=/usr/bin/docker -H fd:// -d\n", ...socket },
      fixed: "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n",
    },
    {
      code: "fdWithoutSocket",
      files: { [unitPath]: "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n" },
      fixed: "[Service]\nExecStart=/usr/bin/dockerd -H unix:///var/run/docker.sock\n",
    },
    {
      code: "environmentFileMissing",
      files: { [unitPath]: "[Service]\nEnvironmentFile=/etc/x\nExecStart=/usr/bin/dockerd\n" },
      fixed: "[Service]\nEnvironmentFile=-/etc/x\nExecStart=/usr/bin/dockerd\n",
    },
    {
      code: "daemonJsonMissing",
      files: {
        [unitPath]:
          "[Service]\nExecStart=/usr/bin/dockerd --config-file=/etc/docker/daemon-x.json\n",
      },
      fixed: "[Service]\nExecStart=/usr/bin/dockerd --config-file=/etc/docker/daemon-x.json\n",
    },
  ];
  for (const fixCase of cases) {
    it(`for ${fixCase.code} in ${JSON.stringify(Object.values(fixCase.files)[0])}`, async () => {
      await checkFix(fixCase);
    });
  }

  it("offer the interfaces of this machine", async () => {
    const files = {
      [unitPath]:
        "[Service]\nExecStart=/usr/bin/dockerd --cluster-store=etcd://a:1 --cluster-advertise=eth9:2376\n",
    };
    const machine = { interfaces: ["lo", "eth0", "wlan0"] };
    const fixes = await fixesFor({
      code: "missingInterface",
      files,
      version: [20, 10, 24],
      settings: { machine },
    });
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ["Replace eth9 with eth0", "Replace eth9 with wlan0"],
    );
  });
});

describe("fixes for variables", () => {
  const command = "ExecStart=/usr/bin/dockerd";

  it("take out what is empty anyway", async () => {
    const files = { [unitPath]: `[Service]\nEnvironment=A=1\n${command} --mtu=\${A} $NOPE\n` };
    await checkFix({
      code: "undefinedVariable",
      files,
      fixed: `[Service]\nEnvironment=A=1\n${command} --mtu=\${A}\n`,
    });
  });

  it("hand a variable on that nothing uses", async () => {
    const files = {
      [environmentPath]: "DOCKER_NETWORK_OPTIONS=--mtu=1400\n",
      [unitPath]: `[Service]\nEnvironmentFile=-/etc/sysconfig/docker\n${command} --ipv6\n`,
    };
    const result = await checkFix({ code: "unusedVariable", files, fixed: files[environmentPath] });
    assert.match(result[unitPath] ?? "", /--ipv6 \$DOCKER_NETWORK_OPTIONS\n$/);
  });

  it("give both the same name, from either side", async () => {
    const files = {
      [unitPath]: `[Service]\nEnvironmentFile=/etc/sysconfig/docker\n${command} $DOCKER_OPTS\n`,
      [environmentPath]: "OPTIONS=--mtu=1400\n",
    };
    const fixed = `[Service]\nEnvironmentFile=/etc/sysconfig/docker\n${command} $OPTIONS\n`;
    await checkFix({ code: "misspelledVariable", files, fixed });
    const [unitText, environmentText] = [files[unitPath], files[environmentPath]];
    await checkFix({
      code: "misspelledVariable",
      files: { [environmentPath]: environmentText, [unitPath]: unitText },
      fixed: "DOCKER_OPTS=--mtu=1400\n",
    });
  });

  it("let the unit read a file that it does not", async () => {
    const files = {
      [environmentPath]: "OPTIONS=--mtu=1400\nFOO=1\n",
      [packagedPath]: `[Service]\n${command} -H fd://\nRestart=no\n`,
      ...socket,
    };
    const result = await checkFix({
      code: "environmentFileUnread",
      files,
      fixed: files[environmentPath],
      leaves: ["replacedCommand", "execStartReset"],
    });
    assert.equal(
      result[dropInPath],
      `[Service]\nEnvironmentFile=-/etc/sysconfig/docker\nExecStart=\n${command} -H fd:// $OPTIONS\n`,
    );
  });

  it("write variables so that systemd replaces them", async () => {
    const files = (words: string): Readonly<Record<string, string>> => ({
      [unitPath]: `[Service]\nEnvironment=A=1400 "OPTIONS=--ipv6 --icc=false"\n${command} ${words}\n`,
    });
    const cases: readonly (readonly [FixCase["code"], string, string])[] = [
      ["literalVariable", "--mtu=$A $OPTIONS", "--mtu=${A} $OPTIONS"],
      ["unsplitVariable", "--mtu=${A} ${OPTIONS}", "--mtu=${A} $OPTIONS"],
      [
        "impossibleVariable",
        "--mtu=${A} $OPTIONS --label a=b $A-x",
        "--mtu=${A} $OPTIONS --label a=b ${A}-x",
      ],
    ];
    for (const [code, words, fixed] of cases) {
      const leaves = code === "impossibleVariable" ? ["strayWord"] : [];
      await checkFix({ code, files: files(words), fixed: files(fixed)[unitPath] ?? "", leaves });
    }
  });
});
