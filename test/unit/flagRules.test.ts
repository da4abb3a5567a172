// What is said of dockerd's flags, at the place where each is written.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { flagTexts } from "../../src/daemonConfig/rules/flagTexts.ts";
import { messageOf, problemsIn, reportOf, type Files } from "./configuredFiles.ts";

const unit = "/etc/systemd/system/docker.service";
const sysconfig = "/etc/sysconfig/docker";
const loose = "/r/docker.service";

/** What is said of the flags of a unit's command. */
async function report(flags: string, release = "28.5", path = unit): Promise<readonly string[]> {
  return ofFlags({ [path]: `[Service]\nExecStart=/usr/bin/dockerd ${flags}\n` }, path, release);
}

async function ofFlags(files: Files, path: string, release = "28.5"): Promise<readonly string[]> {
  const lines = await reportOf(files, path, release);
  return lines.filter((line) => Object.hasOwn(flagTexts, /\w+(?=:)/.exec(line)?.[0] ?? ""));
}

describe("the flags of a command", () => {
  type Case = readonly [flags: string, release: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    ["--frobnicate=1", "28.5", "2 error unknownOption: --frobnicate"],
    ["--iptable=false", "28.5", "2 error misspelledOption: --iptable → --iptables"],
    ["--context=x", "28.5", "2 error clientOption: --context"],
    ["--add-registry=r", "28.5", "2 error distributionOption: --add-registry"],
    ["--register-service", "28.5", "2 error windowsOption: --register-service"],
    ["--firewall-backend=nftables", "28.5", "2 error optionNotYet: --firewall-backend"],
    ["--graph=/g", "28.5", "2 error optionRemoved: --graph → --data-root"],
    ["--graph=/g", "23.0", "2 error optionRefused: --graph → --data-root"],
    ["--graph=/g", "20.10", "2 warning optionDeprecated: --graph → --data-root"],
    ["-g /g", "20.10", "2 warning optionDeprecated: -g → --data-root"],
    ["-g/g", "20.10", "2 warning optionDeprecated: -g"],
    ["--cluster-store=etcd://h:1", "28.5", "2 error optionRemoved: --cluster-store"],
    ["-dns 8.8.8.8", "28.5", "2 error singleDashOption: -dns → --dns"],
    ["\u2013\u2013ipv6", "28.5", "2 error typographicDash: \u2013\u2013ipv6 → --ipv6"],
    ["---mtu=1", "28.5", "2 error badSyntax: ---mtu"],
    ["--mtu", "28.5", "2 error missingValue: --mtu"],
    ["--data-root --ipv6", "28.5", "2 warning swallowedOption: --ipv6"],
    ["--mtu=15OO", "28.5", "2 error invalidValue: 15OO"],
    ["fd://", "28.5", "2 error strayWord: fd://"],
    ["--icc false", "28.5", "2 error separateBoolean: --icc false → --icc=false"],
    ["--mtu=1 --mtu=2", "28.5", "2 warning repeatedOption: --mtu"],
    ["--label=a=1 --label=a=2", "28.5", "2 error clashingValues: a=2"],
    ["--version", "28.5", "2 error exitsAtOnce: --version"],
    ["-DH fd:// --mtu 1400 --icc=false --dns 8.8.8.8", "28.5"],
    ["--graph=/g", "17.04"],
    ["--label=a=1 --label=b=2", "28.5"],
  ];
  for (const [flags, release, ...expected] of cases) {
    it(`${flags} at ${release}`, async () => {
      assert.deepEqual(await report(flags, release), expected);
    });
  }

  it("fire and stay silent here, every one of them", () => {
    const fired = new Set(
      cases.flatMap(([, , ...lines]) => lines.map((line) => /\w+(?=:)/.exec(line)?.[0])),
    );
    assert.deepEqual([...fired].sort(), Object.keys(flagTexts).sort());
  });
});

describe("the place of a flag", () => {
  const text =
    "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $OPTIONS\n";

  it("is in the environment file that sets it", async () => {
    const files = { [unit]: text, [sysconfig]: 'OPTIONS="-D \\\n--graph=/g"\n' };
    assert.deepEqual(
      await ofFlags({ ...files, [sysconfig]: 'OPTIONS="-D \\\n--graph=/g"\n' }, sysconfig),
      ["2 error optionRemoved: --graph → --data-root"],
    );
    assert.deepEqual(await ofFlags(files, unit), []);
  });

  it("is in an environment file alone, wherever its unit is", async () => {
    const files = { [sysconfig]: "OPTIONS=--graph=/g\nDOCKER_CERT_PATH=--graph\n" };
    assert.deepEqual(await ofFlags(files, sysconfig), [
      "1 error optionRemoved: --graph → --data-root",
    ]);
  });

  it("is in a shell's script too", async () => {
    const files = {
      [unit]: "[Service]\nExecStart=/bin/sh -c '/usr/bin/dockerd --graph=/g $OPTIONS --bip=$BIP'\n",
    };
    assert.deepEqual(await ofFlags(files, unit), ["2 error optionRemoved: --graph → --data-root"]);
  });

  it("is none of a command that a shell's script puts in", async () => {
    const script = "exec dockerd --bip=$(cat /run/bip | head -n $((1 + 0))) `opts -x /y` z --nope";
    const files = { [unit]: `[Service]\nExecStart=/bin/sh -c "${script}"\n` };
    assert.deepEqual(await ofFlags(files, unit), [
      "2 error strayWord: z",
      "2 error unknownOption: --nope",
    ]);
  });
});

describe("what is not known", () => {
  for (const flags of [
    "--bip ${BIP}",
    "--bip=${BIP}",
    "-H ${HOST}:2375",
    "--mtu $MTU",
    "$OPTIONS ${MORE}",
    "--mtu=${MTU} --label=a=${X} --label=a=${Y}",
    "-H tcp://%H:2376",
  ]) {
    it(`is not judged: ${flags}`, async () => {
      assert.deepEqual(await report(flags, "28.5", loose), []);
    });
  }

  it("does not hide what is", async () => {
    const expected = ["2 error optionRemoved: --graph → --data-root"];
    assert.deepEqual(await report("--graph=${DIR} $OPTIONS", "28.5", loose), expected);
  });

  it("is known to be empty on this machine", async () => {
    assert.deepEqual(await report("--bip=${BIP} ${X}"), []);
    const text = "[Service]\nExecStart=/usr/bin/dockerd --data-root ${X} ${X}\n";
    const lines = await reportOf({ [unit]: text }, unit);
    assert.ok(lines.includes("2 error unsplitVariable: ${X} → $X"), lines.join("\n"));
  });
});

describe("one mistake", () => {
  it("is told once, as badly as it ends", async () => {
    const files = {
      [unit]: "[Service]\nExecStart=/usr/bin/dockerd -D # debug\n",
      [sysconfig]: "OPTIONS=“--ipv6”\nDOCKER_OPTS=--bip=$BIP\n",
    };
    assert.deepEqual(await reportOf(files, unit), ["2 error trailingComment: # debug → "]);
    const alone = { [sysconfig]: files[sysconfig] };
    assert.deepEqual(await reportOf(alone, sysconfig), [
      '1 error typographicQuote: “ → "',
      '1 error typographicQuote: ” → "',
      "2 error notExpanded: $BIP",
    ]);
  });

  for (const [line, ...expected] of [
    [
      "ExecStart=/usr/bin/dockerd -D > /var/log/docker.log 2>&1 &\n",
      "2 error shellOperator: > /var/log/docker.log 2>&1 &",
    ],
    ["ExecStart=/usr/bin/dockerd -D \\ \n", "2 error brokenContinuation: \\  → \\"],
    [
      "ExecStart=/usr/bin/dockerd -D \\\nExecReload=/bin/kill -s HUP $MAINPID\n",
      "3 error swallowedLine: ExecReload=/bin/kill -s HUP $MAINPID",
    ],
    [
      "ExecStart=/usr/bin/dockerd --log-opt “max-size=1m”\n",
      '2 error typographicQuote: “ → "',
      '2 error typographicQuote: ” → "',
    ],
    ["ExecStart=/usr/bin/dockerd -H --ipv6 -H unix:///x\n", "2 warning swallowedOption: --ipv6"],
  ] as const) {
    it(`is told once: ${line.trim()}`, async () => {
      assert.deepEqual(await reportOf({ [unit]: `[Service]\n${line}` }, unit), expected);
    });
  }
});

describe("a sentence", () => {
  const cases: readonly (readonly [flags: string, release: string, message: string])[] = [
    [
      "--graph=/g",
      "28.5",
      "Docker Engine 24.0.0 removed --graph. What to use instead: --data-root.",
    ],
    ["--mtu=x", "28.5", "--mtu does not take x: not a whole number."],
    [
      "--icc false",
      "28.5",
      "A space does not join --icc and its value, and dockerd does not start. Write --icc=false.",
    ],
  ];
  for (const [flags, release, message] of cases) {
    it(`for ${flags} at ${release}`, async () => {
      const files = { [unit]: `[Service]\nExecStart=/usr/bin/dockerd ${flags}\n` };
      const [problem] = await problemsIn(files, unit, release);
      assert.equal(problem && messageOf(problem), message);
    });
  }

  it("has no placeholder left open", async () => {
    const flags =
      "--frobnicate -dns=x ---a --graph=/g --mtu=x --add-registry=r --context=c x --mtu";
    const files = { [unit]: `[Service]\nExecStart=/usr/bin/dockerd ${flags}\n` };
    for (const problem of await problemsIn(files, unit)) {
      assert.doesNotMatch(messageOf(problem), /[{}]|undefined/);
    }
  });
});
