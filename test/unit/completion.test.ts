// What is offered at the cursor: neither what is there already nor what the target version has not.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CompletionItemTag } from "vscode-languageserver-types";
import {
  chosen,
  includesAll,
  includesNone,
  itemsFor,
  labelsFor,
  type Files,
} from "./completionScene.ts";
import { daemonJsonPath, dropInPath, environmentPath, unitPath } from "./serviceScene.ts";

function unit(command: string): Files {
  return { [unitPath]: `[Service]\nExecStart=${command}\n` };
}

describe("completion of options", () => {
  it("offers those of the version that nothing sets yet", async () => {
    const files = {
      ...unit("/usr/bin/dockerd -D --mtu=1400 --label a=b |"),
      [daemonJsonPath]: '{"icc": false}',
    };
    const labels = await labelsFor(files);
    includesAll(labels, ["--host", "--label", "--log-driver", "--bip", "--tlsverify"]);
    includesNone(labels, ["--debug", "--mtu", "--icc", "--cluster-store", "--graph"]);
    includesAll(await labelsFor(files, { version: [20, 10, 24] }), ["--cluster-store"]);
  });

  it("offers the one that is being changed", async () => {
    includesAll(await labelsFor(unit("/usr/bin/dockerd --mt|u=1400")), ["--mtu"]);
  });

  it("knows what environment files and drop-ins set", async () => {
    const labels = await labelsFor({
      [dropInPath]: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd $OPTIONS |\n",
      [unitPath]:
        "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd --mtu=1\n",
      [environmentPath]: "OPTIONS=--bip=10.0.0.1/24\n",
    });
    includesAll(labels, ["--mtu"]);
    includesNone(labels, ["--bip"]);
  });

  it("is there in the variables of environment files", async () => {
    includesAll(await labelsFor({ [environmentPath]: 'OPTIONS="--lo|"\n' }), ["--log-driver"]);
  });

  it("marks deprecated ones", async () => {
    const items = await itemsFor(unit("/usr/bin/dockerd --|"));
    const item = items.find(({ label }) => label === "--allow-nondistributable-artifacts");
    assert.deepEqual(item?.tags, [CompletionItemTag.Deprecated]);
    assert.equal(items.find(({ label }) => label === "--bip")?.tags, undefined);
  });

  it("writes what is missing behind an option, and no more", async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ["/usr/bin/dockerd lo|", "--log-driver", "/usr/bin/dockerd --log-driver="],
      ["/usr/bin/dockerd --lo|=x", "--log-driver", "/usr/bin/dockerd --log-driver=x"],
      ["/usr/bin/dockerd --li| -D", "--live-restore", "/usr/bin/dockerd --live-restore -D"],
      ["/usr/bin/dockerd --icc|", "--icc", "/usr/bin/dockerd --icc=false"],
      ["/usr/bin/dockerd -|", "-H", "/usr/bin/dockerd -H "],
      ["/usr/bin/dockerd -|", "-D", "/usr/bin/dockerd -D"],
      ["/usr/bin/dockerd |-D", "--mtu", "/usr/bin/dockerd --mtu=-D"],
    ];
    for (const [command, label, expected] of cases) {
      assert.equal(await chosen(unit(command), label), `[Service]\nExecStart=${expected}\n`);
    }
  });

  it("documents what it offers", async () => {
    const items = await itemsFor(unit("/usr/bin/dockerd |"));
    for (const { label, documentation, detail } of items) {
      assert.ok(documentation !== undefined && detail !== undefined, label);
    }
  });
});

describe("completion of values", () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["--log-driver=|", ["json-file", "local", "journald"], ["logentries", "etwlogs"]],
    ["--log-driver |", ["json-file"], []],
    ["--storage-driver=|", ["overlay2", "vfs"], ["aufs", "windowsfilter"]],
    ["--icc=|", ["true", "false"], []],
    ["--icc |", ["--mtu"], ["true", "false"]],
    ["-H |", ["fd://", "unix:///var/run/docker.sock", "tcp://10.1.1.1:2376"], ["npipe://"]],
    ["--log-opt |", ["max-size=", "tag="], ["syslog-address="]],
    ["--log-driver syslog --log-opt |", ["syslog-address="], ["max-size="]],
    ["--default-ulimit |", ["nofile="], []],
    ["--bridge=|", ["eth7", "none"], []],
    ["--swarm-default-advertise-addr=|", ["eth7"], []],
    ["--mtu=|", ["1500"], []],
  ];
  for (const [command, expected, unwanted] of cases) {
    it(`for ${command}`, async () => {
      const labels = await labelsFor(unit(`/usr/bin/dockerd ${command}`), {
        machine: { interfaces: ["eth7", "a b"] },
        contexts: [
          { name: "lab", address: "tcp://10.1.1.1:2376" },
          { name: "odd", address: "tcp://$(x)" },
        ],
      });
      includesAll(labels, expected);
      includesNone(labels, [...unwanted, "a b", "tcp://$(x)"]);
    });
  }

  it("take the place of what is there", async () => {
    assert.equal(
      await chosen(unit("/usr/bin/dockerd --log-driver=jour|x -D"), "journald"),
      "[Service]\nExecStart=/usr/bin/dockerd --log-driver=journald -D\n",
    );
  });
});

describe("completion of variables", () => {
  const files = (command: string): Files => ({
    ...unit(command),
    [unitPath]: `[Service]\nEnvironment=OWN=1\nEnvironmentFile=-/etc/sysconfig/docker\nExecStart=${command}\n`,
    [environmentPath]: "OPTIONS=-D\nBIP=10.0.0.1/24\n",
  });

  it("offers what the read files set", async () => {
    assert.deepEqual(await labelsFor(files("/usr/bin/dockerd $|")), ["$OWN", "$OPTIONS", "$BIP"]);
  });

  it("writes braces where only they are replaced", async () => {
    const text = await chosen(files("/usr/bin/dockerd --bip=$B|"), "${BIP}");
    assert.match(text, /--bip=\$\{BIP\}\n/);
    assert.match(
      await chosen(files("/usr/bin/dockerd ${O|"), "${OPTIONS}"),
      /dockerd \$\{OPTIONS\}\n/,
    );
  });

  it("offers to set what a command uses and nothing sets", async () => {
    const unset = {
      [environmentPath]: "BIP=1\nOP|",
      [unitPath]:
        "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $OPTIONS --bip=${BIP}\n",
    };
    assert.equal(await chosen(unset, "OPTIONS"), "BIP=1\nOPTIONS=");
    includesNone(await labelsFor(unset), ["BIP"]);
  });
});

describe("completion in units", () => {
  it("offers sections", async () => {
    assert.deepEqual(await labelsFor({ [unitPath]: "[|" }), ["Unit", "Service", "Install"]);
    includesAll(await labelsFor({ [unitPath]: "|" }), ["[Service]"]);
  });

  it("offers the directives of the section", async () => {
    const labels = await labelsFor({ [unitPath]: "[Service]\nE|" });
    includesAll(labels, ["ExecStart", "EnvironmentFile", "Delegate"]);
    includesNone(labels, ["After", "WantedBy"]);
    assert.equal(await chosen({ [unitPath]: "[Unit]\nAf|" }, "After"), "[Unit]\nAfter=");
  });

  it("offers units and environment files", async () => {
    includesAll(await labelsFor({ [unitPath]: "[Unit]\nAfter=|" }), ["docker.socket"]);
    assert.equal(
      await chosen({ [unitPath]: "[Service]\nEnvironmentFile=-/e|" }, "-/etc/default/docker"),
      "[Service]\nEnvironmentFile=-/etc/default/docker",
    );
  });

  it("offers the words that a directive takes", async () => {
    includesAll(await labelsFor({ [unitPath]: "[Service]\nType=|" }), ["notify", "oneshot"]);
    includesAll(await labelsFor({ [unitPath]: "[Service]\nDelegate=|" }), ["yes"]);
  });

  it("offers whole pieces that the version takes", async () => {
    includesAll(await labelsFor({ [dropInPath]: "|" }), ["tcp-tls", "proxy"]);
    includesNone(await labelsFor({ [dropInPath]: "|" }), ["overlay-options"]);
    const old = { version: [20, 10, 24] } as const;
    includesAll(await labelsFor({ [dropInPath]: "|" }, old), ["overlay-options"]);
    assert.match(
      await chosen({ [dropInPath]: "[Service]\n|" }, "proxy"),
      /^\[Service\]\nEnvironment=/,
    );
  });
});

describe("completion elsewhere", () => {
  it("offers nothing in comments and in other files", async () => {
    assert.deepEqual(await labelsFor({ [unitPath]: "[Service]\n# |\n" }), []);
    assert.deepEqual(await labelsFor({ "/etc/hosts": "|" }), []);
  });
});
