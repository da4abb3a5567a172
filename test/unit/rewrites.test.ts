// Drop-ins, swarm mode and ways out of TCP without TLS: what the files say afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { after, optionsOf, packagedPath, titlesFor, unit } from "./actionScene.ts";
import { daemonJsonPath, dropInPath, environmentPath, unitPath } from "./serviceScene.ts";

describe("making a drop-in", () => {
  const title = "Set ExecStart= in a drop-in instead of the packaged unit";
  const text = "[Unit]\nAfter=x\n[Service]\nExecStart=/usr/bin/do|ckerd -H fd://\nRestart=always\n";

  it("takes the packaged command away first", async () => {
    const result = await after({ [packagedPath]: text }, title);
    assert.equal(
      result[dropInPath],
      "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd://\n",
    );
    assert.deepEqual(await optionsOf(result, packagedPath), ["host=fd://"]);
  });

  it("adds to the drop-in that is there", async () => {
    const files = { [packagedPath]: text, [dropInPath]: "[Service]\nRestart=no" };
    const result = await after(files, title);
    assert.equal(
      result[dropInPath],
      "[Service]\nRestart=no\n\n[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd://\n",
    );
  });

  it("stays in the tree of the unit", async () => {
    const result = await after({ [`/repo/rootfs${packagedPath}`]: text }, title);
    assert.ok(result[`/repo/rootfs${dropInPath}`]);
  });

  it("sets other directives as they are", async () => {
    const files = { [packagedPath]: text.replace("|", "").replace("always", "alw|ays") };
    const result = await after(files, title.replace("ExecStart", "Restart"));
    assert.equal(result[dropInPath], "[Service]\nRestart=always\n");
  });

  it("is offered in packaged units only, and only for what counts", async () => {
    assert.deepEqual(await titlesFor({ [unitPath]: text }), []);
    const overridden = {
      [packagedPath]: text,
      [dropInPath]: "[Service]\nExecStart=\nExecStart=/x\n",
    };
    assert.deepEqual(await titlesFor(overridden), []);
  });
});

describe("swarm mode instead of a key-value store", () => {
  const title = "Use swarm mode instead of the key-value store";
  const old = { version: [20, 10, 24] } as const;
  const steps =
    "# Overlay networks with swarm mode, without a key-value store:\n" +
    "# 1. On one host: docker swarm init --advertise-addr eth0\n" +
    "# 2. On every other host, the command that it prints: docker swarm join --token TOKEN ADDRESS:2377\n" +
    "# 3. On the first host, once: docker network create --driver overlay --attachable NAME\n" +
    "# Open between the hosts: 2377/tcp, 7946/tcp, 7946/udp, 4789/udp\n";

  it("takes the options out and says how to go on", async () => {
    const command =
      "/usr/bin/dockerd -H fd:// \\\n  --cluster-|store=consul://a:8500 \\\n  --cluster-advertise=eth0:2376";
    const result = await after(unit(command), title, old);
    assert.equal(result[unitPath], `[Service]\n${steps}ExecStart=/usr/bin/dockerd -H fd://\n`);
  });

  it("does so in an environment file and in daemon.json", async () => {
    const files = {
      [environmentPath]:
        'A=1\nOPTIONS="--cluster-store=consul://a:8500 --cluster-adver|tise=eth0:2376"\n',
      [unitPath]:
        "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $OPTIONS\n",
      [daemonJsonPath]: '{"cluster-store-opts": {"kv.path": "x"}, "mtu": 1400}',
    };
    const result = await after(files, title, { version: [28, 5, 2] });
    assert.equal(result[environmentPath], `A=1\n${steps}OPTIONS=""\n`);
    assert.equal(result[unitPath], files[unitPath]);
    assert.deepEqual(JSON.parse(result[daemonJsonPath] ?? ""), { mtu: 1400 });
    const json = await after(
      { [daemonJsonPath]: '{"cluster-|store": "consul://a:1"}' },
      title,
      old,
    );
    assert.deepEqual(JSON.parse(json[daemonJsonPath] ?? ""), {});
  });

  it("is not offered to engines without it", async () => {
    const titles = await titlesFor(unit("/usr/bin/dockerd --cluster-|store=consul://a:1"), {
      version: [1, 11, 0],
    });
    assert.ok(!titles.includes(title));
  });
});

describe("ways out of TCP without TLS", () => {
  const tls = "Require TLS, with certificates in /etc/docker/tls";
  const local = "Listen on this machine only";
  const none = "Remove the address, and reach the engine by ssh://";
  const flags =
    "--tlsverify --tlscacert=/etc/docker/tls/ca.pem --tlscert=/etc/docker/tls/server-cert.pem --tlskey=/etc/docker/tls/server-key.pem";

  it("are offered for a flag", async () => {
    const files = unit("/usr/bin/dockerd -H fd:// -H tcp://0.0.0.0:23|75");
    const start = "[Service]\nExecStart=/usr/bin/dockerd -H fd://";
    assert.equal((await after(files, tls))[unitPath], `${start} -H tcp://0.0.0.0:2376 ${flags}\n`);
    assert.equal((await after(files, local))[unitPath], `${start} -H tcp://127.0.0.1:2375\n`);
    assert.equal((await after(files, none))[unitPath], `${start}\n`);
  });

  it("are offered in an environment file", async () => {
    const files = {
      [environmentPath]: "OPTIONS='-H tcp://:|4243 -D'\n",
      [unitPath]:
        "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $OPTIONS\n",
    };
    assert.equal(
      (await after(files, tls))[environmentPath],
      `OPTIONS='-H tcp://:4243 -D ${flags}'\n`,
    );
    assert.equal((await after(files, none))[environmentPath], "OPTIONS='-D'\n");
  });

  it("are offered in daemon.json", async () => {
    const files = { [daemonJsonPath]: '{"hosts": ["fd://", "tcp://0.0.0.0|"]}' };
    const json = async (title: string): Promise<unknown> =>
      JSON.parse((await after(files, title))[daemonJsonPath] ?? "");
    assert.deepEqual(await json(tls), {
      hosts: ["fd://", "tcp://0.0.0.0:2376"],
      tlsverify: true,
      tlscacert: "/etc/docker/tls/ca.pem",
      tlscert: "/etc/docker/tls/server-cert.pem",
      tlskey: "/etc/docker/tls/server-key.pem",
    });
    assert.deepEqual(await json(local), { hosts: ["fd://", "tcp://127.0.0.1:2375"] });
    assert.deepEqual(await json(none), { hosts: ["fd://"] });
  });

  it("leave TLS off where it is switched off", async () => {
    const titles = await titlesFor(unit("/usr/bin/dockerd --tls=false -H tcp://0.0.0.0:23|75"));
    assert.ok(!titles.includes(tls) && titles.includes(local));
  });

  it("are offered for an address without a scheme", async () => {
    const files = unit("/usr/bin/dockerd -H fd:// -H 0.0.0.0:23|75");
    const start = "[Service]\nExecStart=/usr/bin/dockerd -H fd://";
    assert.equal((await after(files, local))[unitPath], `${start} -H tcp://127.0.0.1:2375\n`);
  });

  it("are not offered with TLS, nor for other addresses", async () => {
    const ways = async (command: string): Promise<readonly string[]> =>
      (await titlesFor(unit(command))).filter((title) => !title.startsWith("Move"));
    assert.deepEqual(await ways("/usr/bin/dockerd -H tcp://a:23|76 --tlsverify"), []);
    assert.deepEqual(await ways("/usr/bin/dockerd -H fd:|//"), []);
    assert.deepEqual(await ways("/usr/bin/dockerd -H tcp://localhost:23|75"), [tls, none]);
  });
});
