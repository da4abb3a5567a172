// What is said of variables between a unit's commands and the files that set them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { variableTexts } from "../../src/daemonConfig/rules/variableTexts.ts";
import { reportOf, type Files } from "./configuredFiles.ts";

const unit = "/etc/systemd/system/docker.service";
const sysconfig = "/etc/sysconfig/docker";

async function report(files: Files, path: string): Promise<readonly string[]> {
  const lines = await reportOf(files, path);
  return lines.filter((line) => Object.hasOwn(variableTexts, /\w+(?=:)/.exec(line)?.[0] ?? ""));
}

/** What is said of a unit and of the environment file that it reads. */
async function both(words: string, environment: string, root = ""): Promise<readonly string[]> {
  const files = {
    [root + unit]: `[Service]\nEnvironmentFile=${sysconfig}\nExecStart=/usr/bin/dockerd ${words}\n`,
    [root + sysconfig]: environment,
  };
  return [...(await report(files, root + unit)), ...(await report(files, root + sysconfig))];
}

describe("names that do not meet", () => {
  type Case = readonly [words: string, environment: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    [
      "$DOCKER_OPTS",
      "OPTIONS=--ipv6\n",
      "3 warning misspelledVariable: $DOCKER_OPTS → $OPTIONS",
      "1 warning misspelledVariable: OPTIONS → DOCKER_OPTS",
    ],
    [
      "-H ${DOCKER_OPT}",
      "DOCKER_OPTS=--ipv6\n",
      "3 warning misspelledVariable: ${DOCKER_OPT} → ${DOCKER_OPTS}",
      "1 warning misspelledVariable: DOCKER_OPTS → DOCKER_OPT",
    ],
    [
      "$OPTIONS $DOCKER_STORAGE_OPTIONS $DOCKER_NETWORK_OPTIONS",
      "DOCKER_OPTS=--ipv6\n",
      "3 warning misspelledVariable: $OPTIONS → $DOCKER_OPTS",
      "3 information undefinedVariable: $DOCKER_STORAGE_OPTIONS",
      "3 information undefinedVariable: $DOCKER_NETWORK_OPTIONS",
      "1 warning misspelledVariable: DOCKER_OPTS → OPTIONS",
    ],
    ["$A", "# A=--ipv6\n"],
    ["$A", "A=--ipv6\n"],
    ["$A", "B=1\n", "3 information undefinedVariable: $A"],
    ["-D", "OPTIONS=--ipv6\n", "1 warning unusedVariable: OPTIONS"],
    ["-D", "OPTIONS=\nDOCKER_CERT_PATH=/etc/docker\nHTTP_PROXY=http://p\nJAVA_OPTS=-Xmx1g\n"],
    ["-D", "OPTIONS=--ipv6\nOPTIONS=\n"],
    ["-D\nExecStartPost=/bin/sh -c 'echo ${OPTIONS}'", "OPTIONS=--ipv6\n"],
  ];
  for (const [words, environment, ...expected] of cases) {
    it(`${words} and ${environment.trim()}`, async () => {
      assert.deepEqual(await both(words, environment), expected);
    });
  }

  it("leave nothing unsaid of the options that they keep from dockerd", async () => {
    const files = {
      [unit]: `[Service]\nEnvironmentFile=${sysconfig}\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n`,
      [sysconfig]: "OPTIONS='--ipv6 --nope'\n",
    };
    const said = await reportOf(files, sysconfig);
    assert.ok(
      said.some((line) => line.startsWith("1 warning unknownOption: --nope")),
      said.join(),
    );
  });

  it("are found in a tree too, but nothing else is known to be missing there", async () => {
    assert.deepEqual(await both("$DOCKER_OPTS", "OPTIONS=--ipv6\n", "/r"), [
      "3 warning misspelledVariable: $DOCKER_OPTS → $OPTIONS",
      "1 warning misspelledVariable: OPTIONS → DOCKER_OPTS",
    ]);
    assert.deepEqual(await both("$A", "B=1\n", "/r"), []);
  });

  it("are not looked for where a script starts dockerd", async () => {
    const files = {
      [unit]: `[Service]\nEnvironmentFile=${sysconfig}\nExecStart=/bin/sh -c 'dockerd $A'\n`,
      [sysconfig]: "OPTIONS=--ipv6\n",
    };
    assert.deepEqual(await report(files, unit), []);
    assert.deepEqual(await report(files, sysconfig), []);
  });

  it("are a warning where nothing can set the variable", async () => {
    const text = "[Service]\nExecStart=/usr/bin/dockerd $A\n";
    assert.deepEqual(await report({ [unit]: text }, unit), ["2 warning undefinedVariable: $A"]);
    const passed = `${text}PassEnvironment=A B\n`;
    assert.deepEqual(await report({ [unit]: passed }, unit), []);
    assert.deepEqual(await report({ "/r/docker.service": text }, "/r/docker.service"), []);
    const optional = `${text}EnvironmentFile=-/etc/default/docker\n`;
    assert.deepEqual(await report({ [unit]: optional }, unit), []);
  });

  it("are found in a unit alone only where one is a slip of the pen", async () => {
    const path = "/r/docker.service";
    const slip =
      "[Service]\nEnvironment=DOCKER_OPS=--ipv6\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n";
    assert.equal((await report({ [path]: slip }, path)).length, 2);
    const other = slip.replace("DOCKER_OPS", "OPTIONS");
    assert.deepEqual(await report({ [path]: other }, path), []);
  });
});

describe("an environment file", () => {
  it("that the unit does not read has no effect", async () => {
    const files = {
      [unit]: "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n",
      "/etc/default/docker": '# comment\nDOCKER_OPTS="-D"\nX=1\n',
    };
    assert.deepEqual(await report(files, "/etc/default/docker"), [
      "2 warning environmentFileUnread: DOCKER_OPTS",
    ]);
  });

  const silent: readonly (readonly [why: string, unitText: string | undefined, text: string])[] = [
    ["sets nothing", "[Service]\nExecStart=/usr/bin/dockerd\n", '# DOCKER_OPTS="-D"\nX=\n'],
    ["is of no unit", undefined, 'DOCKER_OPTS="-D"\n'],
    ["may be read by a script", "[Service]\nExecStart=/usr/bin/start-docker\n", "A=1\n"],
    ["is read by a shell", "[Service]\nExecStart=/bin/sh -c 'dockerd -D'\n", "A=1\n"],
    [
      "is read",
      "[Service]\nEnvironmentFile=/etc/default/docker\nExecStart=/usr/bin/dockerd\n",
      "A=1\n",
    ],
    ["is of a masked unit", "", "A=1\n"],
  ];
  for (const [why, unitText, text] of silent) {
    it(`is not called unread where it ${why}`, async () => {
      const files = {
        "/etc/default/docker": text,
        ...(unitText !== undefined && { [unit]: unitText }),
      };
      assert.deepEqual(await report(files, "/etc/default/docker"), []);
    });
  }

  it("that is missing keeps the unit from starting, unless it is optional", async () => {
    const text =
      "[Service]\nEnvironmentFile=/etc/a\nEnvironmentFile=-/etc/b\nExecStart=/usr/bin/dockerd\n";
    assert.deepEqual(await report({ [unit]: text }, unit), [
      "2 error environmentFileMissing: /etc/a",
    ]);
    assert.deepEqual(await report({ [unit]: text, "/etc/a": "" }, unit), []);
    assert.deepEqual(await report({ [`/r${unit}`]: text }, `/r${unit}`), []);
    assert.deepEqual(await report({ "/r/docker.service": text }, "/r/docker.service"), []);
  });
});

describe("a command that systemd leaves as it is written", () => {
  type Case = readonly [command: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    [":/usr/bin/dockerd $OPTIONS", "2 error literalCommand: : → "],
    ["-:/usr/bin/dockerd --label a=${HOST}", "2 warning literalCommand: : → "],
    [":/usr/bin/dockerd --label price=5$"],
    [":/usr/bin/dockerd -D"],
  ];
  for (const [command, ...expected] of cases) {
    it(command, async () => {
      const text = `[Service]\nExecStart=${command}\n`;
      assert.deepEqual(await reportOf({ "/repo/docker.service": text }, "/repo/docker.service"), [
        ...expected,
      ]);
    });
  }
});

describe("a variable in a word", () => {
  type Case = readonly [words: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    ["${TWO}", "3 error unsplitVariable: ${TWO} → $TWO"],
    ["$TWO"],
    ["${NONE}", "3 error unsplitVariable: ${NONE} → $NONE"],
    ["--data-root ${NONE}"],
    ["${ONE}"],
    ["--bip=$BIP", "3 error literalVariable: $BIP → ${BIP}"],
    ["--label=a=$BIP", "3 warning literalVariable: $BIP → ${BIP}"],
    ["--bip=${BIP}"],
    ["--label=a=$$BIP"],
    ["$ONE-x", "3 warning impossibleVariable: $ONE-x → ${ONE}-x"],
    ["$ONE$TWO", "3 warning impossibleVariable: $ONE$TWO → ${ONE}${TWO}"],
    ["$(hostname)"],
    ["$1", "3 warning impossibleVariable: $1 → $$1"],
  ];
  for (const [words, ...expected] of cases) {
    it(words, async () => {
      const environment = "NONE=\nONE=-D\nTWO=--ipv6 --icc=false\nBIP=10.0.0.1/24\n";
      const found = await both(words, environment);
      assert.deepEqual(
        found.filter((line) => !line.includes("unusedVariable")),
        expected,
      );
    });
  }
});
