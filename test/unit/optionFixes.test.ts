// Fixes for options: what they make of the files, and that nothing else is wrong afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { EngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { packagedPath } from "./actionScene.ts";
import { checkFix, type FixCase } from "./fixScene.ts";
import { daemonJsonPath, dropInPath, unitPath } from "./serviceScene.ts";

const old: EngineVersion = [20, 10, 24];
const socket = { "/etc/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n" };

type Row = readonly [
  code: FixCase["code"],
  command: string,
  fixed: string,
  more?: Partial<Pick<FixCase, "title" | "version" | "leaves">> & {
    readonly others?: Readonly<Record<string, string>>;
  },
];

/** Commands of a unit, without the program, before and after. */
function checkCommands(rows: readonly Row[]): void {
  for (const [code, command, fixed, { others, ...more } = {}] of rows) {
    it(`for ${code} in ${JSON.stringify(command)}`, async () => {
      const unit = (words: string): string => `[Service]\nExecStart=/usr/bin/dockerd ${words}\n`;
      const files = { [unitPath]: unit(command), ...socket, ...others };
      await checkFix({ code, files, fixed: unit(fixed), ...more });
    });
  }
}

describe("fixes for options on the command line", () => {
  checkCommands([
    ["unknownOption", "-H fd:// --frobnicate=1 -D", "-H fd:// -D"],
    ["unknownOption", "-H fd:// --frobnicate x -D", "-H fd:// -D"],
    ["unknownOption", "-H fd:// --frobnicate -D", "-H fd:// -D"],
    ["misspelledOption", "-H fd:// --log-drver=local", "-H fd:// --log-driver=local"],
    ["strayWord", "-H fd:// word", "-H fd://"],
    ["clientOption", "-H fd:// --privileged=true", "-H fd://"],
    ["distributionOption", "-H fd:// --add-registry x", "-H fd://"],
    ["windowsOption", "-H fd:// --service-name=x", "-H fd://"],
    ["optionNotYet", "-H fd:// --firewall-backend=nftables", "-H fd://"],
    ["optionRemoved", "-H fd:// --oom-score-adjust=1", "-H fd://"],
    ["optionRemoved", "-H fd:// --graph=/x", "-H fd:// --data-root=/x"],
    ["optionRefused", "-H fd:// --api-cors-header=*", "-H fd://"],
    ["optionDeprecated", "-H fd:// --graph=/x", "-H fd:// --data-root=/x", { version: old }],
    ["invalidValue", "-H fd:// --log-level=debgu -D", "-H fd:// --log-level=debug -D"],
    ["invalidValue", "-H /run/docker.sock", "-H unix:///run/docker.sock"],
    ["invalidValue", "-H unix:/run/docker.sock", "-H unix:///run/docker.sock", { version: old }],
    ["unknownLogDriver", "-H fd:// --log-driver=jsonfile", "-H fd:// --log-driver=json-file"],
    ["repeatedOption", "-H fd:// --mtu=1 --mtu=2", "-H fd:// --mtu=2"],
    ["exitsAtOnce", "-H fd:// --version", "-H fd://"],
    ["singleDashOption", "-H fd:// -icc=false", "-H fd:// --icc=false"],
    ["separateBoolean", "-H fd:// --icc false", "-H fd:// --icc=false"],
    ["typographicDash", "-H fd:// –icc=false", "-H fd:// --icc=false"],
    [
      "noLocalHost",
      "-H tcp://a:2376 --tlsverify",
      "-H tcp://a:2376 --tlsverify -H unix:///var/run/docker.sock",
    ],
    [
      "tcpWithoutTls",
      "-H fd:// -H tcp://0.0.0.0:2375",
      "-H fd://",
      { title: "Remove the address, and reach the engine by ssh://" },
    ],
    [
      "tcpWithoutTls",
      "-H fd:// -H tcp://0.0.0.0:2375",
      "-H fd:// -H tcp://0.0.0.0:2376 --tlsverify --tlscacert=/etc/docker/tls/ca.pem --tlscert=/etc/docker/tls/server-cert.pem --tlskey=/etc/docker/tls/server-key.pem",
      { title: "Require TLS, with certificates in /etc/docker/tls" },
    ],
    [
      "tcpWithoutTls",
      "-H fd:// -H tcp://0.0.0.0:2375",
      "-H fd:// -H tcp://127.0.0.1:2375",
      // Less of the same: still every program of the machine.
      { title: "Listen on this machine only", leaves: ["loopbackTcpWithoutTls"] },
    ],
    [
      "loopbackTcpWithoutTls",
      "-H fd:// -H tcp://localhost:2375",
      "-H fd://",
      { title: "Remove the address, and reach the engine by ssh://" },
    ],
    [
      "bridgeWithBip",
      "-H fd:// --bridge=br0 --bip=10.0.0.1/24",
      "-H fd:// --bridge=br0",
      { title: "Remove --bip from the command line" },
    ],
    [
      "iccWithoutIptables",
      "-H fd:// --icc=false --iptables=false",
      "-H fd:// --icc=false",
      { title: "Remove --iptables from the command line" },
    ],
    [
      "masqueradeWithoutIptables",
      "-H fd:// --ip-masq --iptables=false",
      "-H fd:// --iptables=false",
    ],
    [
      "ip6tablesWithoutExperimental",
      "-H fd:// --ip6tables",
      "-H fd:// --ip6tables --experimental",
      { version: old },
    ],
    ["tlsFilesUnused", "-H fd:// --tlskey=/k", "-H fd:// --tlskey=/k --tlsverify"],
    [
      "unknownLogOption",
      "-H fd:// --log-driver=local --log-opt=tag=x",
      "-H fd:// --log-driver=local",
    ],
    [
      "logOptionRemoved",
      "-H fd:// --log-driver=fluentd --log-opt=fluentd-async-connect=true",
      "-H fd:// --log-driver=fluentd",
    ],
    [
      "unknownStorageOption",
      "-H fd:// --storage-driver=overlay2 --storage-opt=dm.fs=xfs",
      "-H fd:// --storage-driver=overlay2",
    ],
    [
      "logBufferWithoutMode",
      "-H fd:// --log-opt=max-buffer-size=1m",
      "-H fd:// --log-opt=max-buffer-size=1m --log-opt=mode=non-blocking",
    ],
  ]);
});

describe("fixes for options that are in both places", () => {
  const files = {
    [unitPath]: "[Service]\nExecStart=/usr/bin/dockerd -H fd:// --mtu=1400\n",
    [daemonJsonPath]: '{"mtu": 1400, "icc": false}',
    ...socket,
  };

  it("take one of them away, from either file", async () => {
    const left = "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n";
    await checkFix({
      code: "optionInBoth",
      files,
      fixed: left,
      title: "Remove --mtu from the command line",
    });
    const result = await checkFix({
      code: "optionInBoth",
      files,
      fixed: files[unitPath],
      title: 'Remove "mtu" from daemon.json',
    });
    assert.equal(result[daemonJsonPath], '{\n  "icc": false\n}');
  });

  it("make a drop-in where a package owns the unit", async () => {
    const packaged = {
      [daemonJsonPath]: '{"hosts": ["fd://", "unix:///run/x.sock"]}',
      [packagedPath]: "[Service]\nExecStart=/usr/bin/dockerd -H fd:// --ipv6\n",
      ...socket,
    };
    const result = await checkFix({
      code: "hostsInBoth",
      files: packaged,
      fixed: packaged[daemonJsonPath],
      title: "Remove --host from the command line",
      leaves: ["replacedCommand", "execStartReset"],
    });
    assert.equal(result[packagedPath], packaged[packagedPath]);
    assert.equal(result[dropInPath], "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --ipv6\n");
  });
});
