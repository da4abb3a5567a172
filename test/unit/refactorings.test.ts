// Moves between command line and daemon.json: what the files say afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DocumentSettings } from "../../src/daemonConfig/languageService.ts";
import { after, optionsOf, packagedPath, titlesFor, unit, type Files } from "./actionScene.ts";
import { daemonJsonPath, dropInPath, environmentPath, unitPath } from "./serviceScene.ts";

describe("moving a flag to daemon.json", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      "/usr/bin/dockerd -H fd:// --mt|u=1400 --ipv6",
      "mtu",
      "/usr/bin/dockerd -H fd:// --ipv6",
      '"mtu": 1400',
    ],
    ["/usr/bin/dockerd --mt|u 1400", "mtu", "/usr/bin/dockerd", '"mtu": 1400'],
    ["/usr/bin/dockerd --ic|c=false", "icc", "/usr/bin/dockerd", '"icc": false'],
    ["/usr/bin/dockerd -|D -H fd://", "debug", "/usr/bin/dockerd -H fd://", '"debug": true'],
    ["/usr/bin/dockerd -|DH fd://", "debug", "/usr/bin/dockerd -H fd://", '"debug": true'],
    ["/usr/bin/dockerd -DH fd:|//", "host", "/usr/bin/dockerd -D", '"hosts": [\n    "fd://"\n  ]'],
    [
      "/usr/bin/dockerd --dn|s=1.1.1.1 -D --dns 8.8.8.8",
      "dns",
      "/usr/bin/dockerd -D",
      '"dns": [\n    "1.1.1.1",\n    "8.8.8.8"\n  ]',
    ],
    [
      "/usr/bin/dockerd --log-|opt max-size=1m --log-opt tag=x",
      "log-opt",
      "/usr/bin/dockerd",
      '"log-opts": {\n    "max-size": "1m",\n    "tag": "x"\n  }',
    ],
    [
      "/usr/bin/dockerd --default-address-|pool base=10.0.0.0/8,size=24",
      "default-address-pool",
      "/usr/bin/dockerd",
      '"base": "10.0.0.0/8",\n      "size": 24',
    ],
    [
      "/usr/bin/dockerd --default-ul|imit nofile=1:2",
      "default-ulimit",
      "/usr/bin/dockerd",
      '"Name": "nofile",\n      "Soft": 1,\n      "Hard": 2',
    ],
    [
      "/usr/bin/dockerd --http-pro|xy=http://p",
      "http-proxy",
      "/usr/bin/dockerd",
      '"proxies": {\n    "http-proxy": "http://p"',
    ],
    [
      "/usr/bin/dockerd \\\n  -D \\\n  --mt|u=1400",
      "mtu",
      "/usr/bin/dockerd \\\n  -D",
      '"mtu": 1400',
    ],
    [
      "/usr/bin/dockerd \\\n  --mt|u=1400 \\\n  -D",
      "mtu",
      "/usr/bin/dockerd \\\n  -D",
      '"mtu": 1400',
    ],
  ];
  for (const [command, name, left, json] of cases) {
    it(`takes it out of ${JSON.stringify(command)}`, async () => {
      const files = unit(command);
      const result = await after(files, `Move --${name} to daemon.json`);
      assert.equal(result[unitPath], `[Service]\nExecStart=${left}\n`);
      assert.ok(result[daemonJsonPath]?.includes(json), result[daemonJsonPath]);
      const before = { [unitPath]: unit(command.replace("|", ""))[unitPath] ?? "" };
      assert.deepEqual(await optionsOf(result, unitPath), await optionsOf(before, unitPath));
    });
  }

  it("keeps what daemon.json says already, and how it is written", async () => {
    const files = {
      ...unit("/usr/bin/dockerd --mt|u=1400"),
      [daemonJsonPath]: '{\n    "icc": false\n}\n',
    };
    const result = await after(files, "Move --mtu to daemon.json");
    assert.equal(result[daemonJsonPath], '{\n    "icc": false,\n    "mtu": 1400\n}\n');
  });

  it("takes it out of the environment file that it is in", async () => {
    const files = {
      [environmentPath]: "OPTIONS='--ipv6 --mt|u=1400'\n",
      [unitPath]:
        "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $OPTIONS --mtu 9\n",
    };
    const result = await after(files, "Move --mtu to daemon.json");
    assert.equal(result[environmentPath], "OPTIONS='--ipv6'\n");
    assert.match(result[unitPath] ?? "", /dockerd \$OPTIONS\n$/);
    assert.match(result[daemonJsonPath] ?? "", /"mtu": 9/);
  });

  it("is not offered where it would not be the same, or not work", async () => {
    const moves = async (
      files: Files,
      settings?: Partial<DocumentSettings>,
    ): Promise<readonly string[]> =>
      (await titlesFor(files, settings)).filter((title) => title.startsWith("Move"));
    assert.deepEqual(
      await moves({ ...unit("/usr/bin/dockerd --mt|u=1"), [daemonJsonPath]: '{"mtu": 1}' }),
      [],
    );
    assert.deepEqual(
      await moves({ ...unit("/usr/bin/dockerd --mt|u=1"), [daemonJsonPath]: "{" }),
      [],
    );
    assert.deepEqual(await moves(unit("/usr/bin/dockerd --bi|p=${BIP}")), []);
    assert.deepEqual(await moves(unit("/usr/bin/dockerd --mt|u=many")), []);
    assert.deepEqual(await moves(unit("/usr/bin/dockerd --config-fi|le=/x")), []);
    assert.deepEqual(await moves(unit("/usr/bin/dockerd --firewall-back|end=nftables")), []);
    assert.deepEqual(await moves(unit("/usr/bin/dockerd --no|pe")), []);
    assert.deepEqual(
      await moves({ "/repo/docker.service": unit("/usr/bin/dockerd --mt|u=1")[unitPath] ?? "" }),
      [],
    );
  });
});

describe("moving a key of daemon.json to the command line", () => {
  it("adds the flag to the unit", async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['{"m|tu": 1400, "icc": true}', "mtu", "--mtu=1400"],
      ['{"ic|c": false}', "icc", "--icc=false"],
      ['{"ipv|6": true}', "ipv6", "--ipv6"],
      ['{"dn|s": ["1.1.1.1", "8.8.8.8"]}', "dns", "--dns=1.1.1.1 --dns=8.8.8.8"],
      [
        '{"log-o|pts": {"tag": "{{.Name}} $x %n"}}',
        "log-opts",
        '"--log-opt=tag={{.Name}} $$x %%n"',
      ],
      ['{"proxies": {"http-|proxy": "http://p"}}', "proxies.http-proxy", "--http-proxy=http://p"],
    ];
    for (const [json, key, flags] of cases) {
      const files = { [daemonJsonPath]: json, ...unit("/usr/bin/dockerd -H fd://") };
      const result = await after(files, `Move ${key} to the command line`);
      assert.equal(result[unitPath], `[Service]\nExecStart=/usr/bin/dockerd -H fd:// ${flags}\n`);
      const before = { ...files, [daemonJsonPath]: json.replace("|", "") };
      assert.deepEqual(await optionsOf(result, unitPath), await optionsOf(before, unitPath));
    }
  });

  it("makes a drop-in where a package owns the unit", async () => {
    const files = {
      [daemonJsonPath]: '{"m|tu": 1400}',
      [packagedPath]: "[Service]\nExecStart=/usr/bin/dockerd \\\n  -H fd://\nRestart=always\n",
    };
    const result = await after(files, "Move mtu to the command line");
    assert.equal(result[packagedPath], files[packagedPath]);
    assert.equal(
      result[dropInPath],
      "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd \\\n  -H fd:// --mtu=1400\n",
    );
  });

  it("is not offered where there is no such flag, or no command line", async () => {
    assert.deepEqual(await titlesFor({ [daemonJsonPath]: '{"m|tu": 1}' }), []);
    assert.deepEqual(
      await titlesFor({ [daemonJsonPath]: '{"bui|lder": {}}', ...unit("/usr/bin/dockerd") }),
      [],
    );
    assert.deepEqual(
      await titlesFor({ [daemonJsonPath]: '{"m|tu": 1}', ...unit("/usr/bin/dockerd --mtu=1") }),
      [],
    );
  });
});
