// What is said of options once command line, daemon.json and machine are looked at together.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DiagnoseSettings } from "../../src/daemonConfig/rules/diagnose.ts";
import { optionTexts } from "../../src/daemonConfig/rules/optionTexts.ts";
import { combinationTexts } from "../../src/daemonConfig/rules/combinationTexts.ts";
import { messageOf, problemsIn, reportOf, type Files } from "./configuredFiles.ts";

const unit = "/etc/systemd/system/docker.service";
const packaged = "/usr/lib/systemd/system/docker.service";
const dropIn = "/etc/systemd/system/docker.service.d/x.conf";
const json = "/etc/docker/daemon.json";
const loose = "/r/docker.service";

const texts = { ...optionTexts, ...combinationTexts };

type Setting = readonly [release?: string, settings?: DiagnoseSettings];

async function report(files: Files, path: string, ...how: Setting): Promise<readonly string[]> {
  const lines = await reportOf(files, path, ...how);
  return lines.filter((line) => Object.hasOwn(texts, /\w+(?=:)/.exec(line)?.[0] ?? ""));
}

function unitWith(flags: string): string {
  return `[Service]\nExecStart=/usr/bin/dockerd ${flags}\n`;
}

describe("an option in both sources", () => {
  const files = { [unit]: unitWith("-D --dns 8.8.8.8"), [json]: '{"debug": true, "dns": []}' };

  it("keeps dockerd from starting, whatever the values", async () => {
    assert.deepEqual(await report(files, unit), [
      "2 error optionInBoth: -D",
      "2 error optionInBoth: --dns",
    ]);
    assert.deepEqual(await report(files, json), [
      '1 error optionInBoth: "debug"',
      '1 error optionInBoth: "dns"',
    ]);
    const [problem] = await problemsIn(files, json);
    assert.deepEqual(
      problem?.related?.map(({ uri }) => uri),
      [`file://${unit}`],
    );
  });

  it("has a sentence of its own for hosts", async () => {
    const hosts = {
      [unit]: unitWith("-H fd://"),
      [json]: '{"hosts": ["tcp://127.0.0.1:2376"], "tls": true}',
    };
    assert.deepEqual(await report(hosts, json), ['1 error hostsInBoth: "hosts"']);
    const problem = (await problemsIn(hosts, unit)).find(({ code }) => code === "hostsInBoth");
    assert.match(
      problem === undefined ? "" : messageOf(problem),
      /with "hosts" in daemon\.json and -H fd:\/\//,
    );
  });

  it("is found through a drop-in and an environment file", async () => {
    const spread = {
      [packaged]: unitWith("-H fd://"),
      [dropIn]: "[Service]\nEnvironmentFile=/etc/o\nExecStart=\nExecStart=/usr/bin/dockerd $O\n",
      "/etc/o": "O=--mtu=1400\n",
      [json]: '{"hosts": ["fd://"], "mtu": 1400}',
    };
    assert.deepEqual(await report(spread, json), [
      '1 error fdWithoutSocket: "fd://"',
      '1 error optionInBoth: "mtu"',
    ]);
  });

  it("is what dockerd takes for one, even where the key does nothing", async () => {
    for (const [flags, text, key] of [
      ["-D", '{"foo": {"debug": null}}', "debug"],
      ["--http-proxy=http://p", '{"http-proxy": "http://p"}', "http-proxy"],
      ["--http-proxy=http://p", '{"proxies": {"http-proxy": "http://p"}}', "http-proxy"],
      ["--host-gateway-ip=1.1.1.1", '{"host-gateway-ip": "1.1.1.1"}', "host-gateway-ip"],
      ["--log-opt=max-file=2", '{"log-opts": {}}', "log-opts"],
    ] as const) {
      const both = { [unit]: unitWith(flags), [json]: text };
      assert.deepEqual(await report(both, json), [`1 error optionInBoth: "${key}"`], text);
    }
  });

  it("is no fault for runtimes since 18.09", async () => {
    const runtimes = {
      [unit]: unitWith("--add-runtime a=/a"),
      [json]: '{"runtimes": {"b": {"path": "/b"}}}',
    };
    assert.deepEqual(await report(runtimes, json, "18.09"), []);
    assert.deepEqual(await report(runtimes, json, "18.06"), ['1 error optionInBoth: "runtimes"']);
  });

  it("is none by a key that the release does not know", async () => {
    const gateways = {
      [unit]: unitWith("--host-gateway-ip=1.1.1.1"),
      [json]: '{"host-gateway-ips": ["1.1.1.1"]}',
    };
    assert.deepEqual(await report(gateways, unit, "28.0"), [
      "2 error optionInBoth: --host-gateway-ip",
    ]);
    assert.deepEqual(await report(gateways, unit, "27.5"), []);
  });

  const silent: readonly Files[] = [
    { [unit]: unitWith("-D"), [json]: '{"mtu": 1400}' },
    { [unit]: unitWith("-D"), [json]: '{"log-level": "debug"}' },
    { [unit]: unitWith("-D"), [json]: '{"log-opts": {"debug": "x"}}' },
    { [unit]: unitWith("--label=a=b"), [json]: '{"label": ["a=b"]}' },
    { [unit]: unitWith("-H fd://"), [json]: '{"host": ["fd://"]}' },
    { [unit]: unitWith("-D --config-file=/etc/other.json"), [json]: '{"debug": true}' },
    { [unit]: unitWith("-D"), [json]: '{"debug": true,}' },
  ];
  for (const each of silent) {
    it(`is none in ${Object.values(each).join(" ").trim()}`, async () => {
      assert.deepEqual(
        (await report(each, json)).filter((line) => line.includes("InBoth")),
        [],
      );
    });
  }
});

describe("a file of options that is named", () => {
  it("has to be there", async () => {
    const files = { [unit]: unitWith("--config-file=/etc/d.json") };
    assert.deepEqual(await report(files, unit), ["2 error daemonJsonMissing: /etc/d.json"]);
    assert.deepEqual(await report({ ...files, "/etc/d.json": "{}" }, unit), []);
    const relative = { [unit]: unitWith("--config-file=etc/d.json"), "/etc/d.json": "{}" };
    assert.deepEqual(await report(relative, unit), []);
    assert.deepEqual(await report({ [unit]: unitWith("") }, unit), []);
    assert.deepEqual(await report({ [loose]: files[unit] }, loose), []);
  });
});

describe("a TCP address", () => {
  type Case = readonly [flags: string, release: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    ["-H tcp://0.0.0.0:2375", "28.5", "2 warning tcpWithoutTls: tcp://0.0.0.0:2375"],
    ["-H=:2375", "28.5", "2 warning loopbackTcpWithoutTls: :2375"],
    ["-H 192.168.0.1:2375", "28.5", "2 warning tcpWithoutTls: 192.168.0.1:2375"],
    ["-H tcp://127.0.0.1:2375", "28.5", "2 warning loopbackTcpWithoutTls: tcp://127.0.0.1:2375"],
    ["-H tcp://[::1]:2375", "28.5", "2 warning loopbackTcpWithoutTls: tcp://[::1]:2375"],
    ["-H tcp://x:2376 --tlsverify=false", "28.5", "2 warning tcpWithoutTls: tcp://x:2376"],
    ["-H tcp://x:2376 --tls", "19.03", "2 warning tcpWithoutTls: tcp://x:2376"],
    ["-H tcp://x:2376 --tls", "20.10"],
    ["-H tcp://x:2376 --tlsverify", "28.5"],
    ["-H fd:// -H unix:///x -H ${HOST}", "28.5"],
  ];
  for (const [flags, release, ...expected] of cases) {
    it(`${flags} at ${release}`, async () => {
      assert.deepEqual(await report({ [loose]: unitWith(flags) }, loose, release), expected);
    });
  }

  it("is judged with the TLS of the other source", async () => {
    const files = { [unit]: unitWith("-H tcp://x:2376 -H unix://"), [json]: '{"tlsverify": true}' };
    assert.deepEqual(await report(files, unit), []);
    const open = { [unit]: unitWith(""), [json]: '{"hosts": ["tcp://x:2375", "unix://"]}' };
    assert.deepEqual(await report(open, json), ['1 warning tcpWithoutTls: "tcp://x:2375"']);
  });
});

describe("the docker command", () => {
  it("finds no daemon that listens on TCP alone", async () => {
    const files = { [unit]: unitWith("--tlsverify -H tcp://x:2376") };
    assert.deepEqual(await report(files, unit), ["2 information noLocalHost: tcp://x:2376"]);
    for (const flags of ["", "-D", "--tlsverify -H tcp://x:2376 -H unix://"]) {
      assert.deepEqual(await report({ [unit]: unitWith(flags) }, unit), [], flags);
    }
    assert.deepEqual(await report({ [loose]: files[unit] }, loose), []);
  });
});

describe("fd://", () => {
  it("needs docker.socket", async () => {
    const files = { [unit]: unitWith("-H fd://") };
    assert.deepEqual(await report(files, unit), ["2 error fdWithoutSocket: fd://"]);
    const socket = { "/usr/lib/systemd/system/docker.socket": "[Socket]\n" };
    assert.deepEqual(await report({ ...files, ...socket }, unit), []);
    assert.deepEqual(await report({ [loose]: files[unit] }, loose), []);
  });
});

describe("the containerd of the package", () => {
  const before = unitWith("--containerd=/run/containerd/containerd.sock");

  it("is missed in a command that replaces another", async () => {
    const dropped = {
      [unit]: before,
      [dropIn]: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd\n",
    };
    assert.deepEqual(await report(dropped, dropIn), ["3 information containerdDropped: ExecStart"]);
    const copied = { [packaged]: before, [unit]: unitWith("-D") };
    assert.deepEqual(await report(copied, unit), ["2 information containerdDropped: ExecStart"]);
  });

  it("is not missed where it is set, or was not", async () => {
    const kept = { [packaged]: before, [unit]: before };
    assert.deepEqual(await report(kept, unit), []);
    const inFile = { [packaged]: before, [unit]: unitWith(""), [json]: '{"containerd": "/x"}' };
    assert.deepEqual(await report(inFile, unit), []);
    assert.deepEqual(await report({ [packaged]: unitWith(""), [unit]: unitWith("") }, unit), []);
  });
});

describe("an interface", () => {
  const machine = { interfaces: ["lo", "enp3s0"] };
  const files = { [unit]: unitWith("--cluster-store=etcd://h:1 --cluster-advertise=eth0:2376") };

  it("has to exist on this machine", async () => {
    const expected = ["2 error missingInterface: eth0"];
    assert.deepEqual(await report(files, unit, "20.10", { machine }), expected);
  });

  it("is not looked for elsewhere, nor where there is none, nor where the option is gone", async () => {
    assert.deepEqual(await report(files, unit, "20.10"), []);
    assert.deepEqual(await report(files, unit, "28.5", { machine }), []);
    const copy = { [`/r${unit}`]: files[unit] };
    assert.deepEqual(await report(copy, `/r${unit}`, "20.10", { machine }), []);
    for (const address of ["enp3s0:2376", "10.0.0.1:2376", "[::1]:2376", "eth0"]) {
      const other = {
        [unit]: unitWith(`--cluster-store=etcd://h:1 --cluster-advertise=${address}`),
      };
      const found = await report(other, unit, "20.10", { machine });
      assert.deepEqual(found, [], address);
    }
  });
});
