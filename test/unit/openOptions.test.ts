// Rules that rest on an option which is missing: they say nothing where a variable of unknown value may hold it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gatherConfiguration } from "../../src/daemonConfig/configuration.ts";
import type { FileReader } from "../../src/daemonConfig/fileReader.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { diagnose } from "../../src/daemonConfig/rules/diagnose.ts";
import { problemsIn, readerOf, sourceOf, type Files } from "./configuredFiles.ts";

const path = "/r/docker.service";
const machinePath = "/etc/systemd/system/docker.service";
const environmentFile = "/etc/default/docker";

function unit(command: string): string {
  return `[Service]\nType=notify\nEnvironmentFile=-${environmentFile}\nExecStart=/usr/bin/dockerd ${command}\n`;
}

async function codes(files: Files, file: string, release: string): Promise<readonly string[]> {
  const problems = await problemsIn(files, file, release);
  const others = [
    "undefinedVariable",
    "loopbackTcpWithoutTls",
    "tcpWithoutTls",
    "optionDeprecated",
  ];
  return problems.map(({ code }) => code).filter((code) => !others.includes(code));
}

/** Each with what it lacks. */
const cases: readonly (readonly [command: string, release: string, code: string, lacks: string])[] =
  [
    ["--ipv6", "20.10", "ipv6WithoutSubnet", "--fixed-cidr-v6=fd00::/64"],
    ["--ip6tables", "20.10", "ip6tablesWithoutExperimental", "--experimental"],
    ["--tlscert=/c.pem", "28.5", "tlsFilesUnused", "--tlsverify"],
    ["--default-runtime=kata", "28.5", "unknownRuntime", "--add-runtime=kata=/usr/bin/kata"],
    ["--log-opt=max-buffer-size=1m", "28.5", "logBufferWithoutMode", "--log-opt=mode=non-blocking"],
    ["--log-opt=syslog-facility=daemon", "28.5", "unknownLogOption", "--log-driver=syslog"],
    ["--cluster-advertise=eth0:1", "20.10", "advertiseWithoutStore", "--cluster-store=etcd://h:1"],
  ];

/** The rest of the configuration, with a daemon.json that is at hand. */
const rest: Files = { "/etc/docker/daemon.json": "{}" };

describe("an option that needs another", () => {
  for (const [command, release, code, lacks] of cases) {
    const found = (files: Files): Promise<readonly string[]> => codes(files, machinePath, release);

    it(`is told of where the other is missing for certain: ${command}`, async () => {
      assert.deepEqual(await found({ ...rest, [machinePath]: unit(command) }), [code]);
      const other = {
        ...rest,
        [machinePath]: unit(`${command} $OPTS`),
        [environmentFile]: "A=b\n",
      };
      assert.ok((await found(other)).includes(code));
      const set = { ...other, [environmentFile]: `OPTS=${lacks}\n` };
      assert.deepEqual(await found(set), []);
    });

    it(`is left alone where a variable may hold it: ${command}`, async () => {
      const root = "/r/rootfs";
      const inTree = {
        [`${root}${machinePath}`]: unit(`${command} $OPTS`),
        [`${root}/etc/docker/daemon.json`]: "{}",
      };
      assert.deepEqual(await codes(inTree, `${root}${machinePath}`, release), []);
      assert.deepEqual(await codes({ [path]: unit(`${command} \${OPTS}`) }, path, release), []);
      const shell = unit("").replace(/ExecStart.*/, `ExecStart=/bin/sh -c 'dockerd ${command} $O'`);
      assert.deepEqual(await found({ ...rest, [machinePath]: shell }), []);
    });
  }

  it("is left alone where the file that may hold it can't be read", async () => {
    const files = { ...rest, [machinePath]: unit("--ipv6 $OPTS") };
    const reader: FileReader = {
      ...readerOf(files),
      read: (name) =>
        name === environmentFile
          ? Promise.reject(new Error("EACCES"))
          : readerOf(files).read(name, signal),
    };
    const { signal } = new AbortController();
    const file = sourceOf(files, machinePath);
    const data = await loadOptionData();
    const options = { version: [20, 10, 24], data } as const;
    const configuration = await gatherConfiguration(file, reader, options, signal);
    const found = diagnose(configuration, file).map(({ code }) => code);
    assert.ok(!found.includes("ipv6WithoutSubnet"), found.join());
  });

  it("is told of where only a value is not known", async () => {
    const root = "/r/rootfs";
    const files = {
      [`${root}${machinePath}`]: unit("--ipv6 --mtu=${MTU}"),
      [`${root}/etc/docker/daemon.json`]: "{}",
    };
    assert.deepEqual(await codes(files, `${root}${machinePath}`, "20.10"), ["ipv6WithoutSubnet"]);
  });
});
