// What is gathered around a file of a daemon's configuration, and what dockerd gets in the end.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gather } from "./configuredFiles.ts";

const unitPath = "/etc/systemd/system/docker.service";

describe("the configuration around a file", () => {
  it("holds the command line that really runs, with every value's place", async () => {
    const files = {
      [unitPath]:
        "[Service]\nEnvironment=A=-D\nEnvironmentFile=-/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd -H fd:// $A $OPTIONS\n",
      "/etc/sysconfig/docker": "OPTIONS='--mtu 1400 \\\n --icc=false'\nA=--ipv6\n",
      "/etc/docker/daemon.json": '{"bip": "10.0.0.1/24", "dns": ["1.1.1.1", "8.8.8.8"]}',
    };
    const configuration = await gather(files, unitPath);
    assert.equal(configuration.scope, "machine");
    const found = configuration.options.map(({ spelling, values }) => [
      spelling,
      ...values.map(({ text, place }) => `${text} ${place.uri.slice(7)}:${place.range.start}`),
    ]);
    assert.deepEqual(found, [
      ["-H", `fd:// ${unitPath}:96`],
      ["--ipv6", "true /etc/sysconfig/docker:38"],
      ["--mtu", "1400 /etc/sysconfig/docker:15"],
      ["--icc", "false /etc/sysconfig/docker:29"],
      ["bip", "10.0.0.1/24 /etc/docker/daemon.json:8"],
      ["dns", "1.1.1.1 /etc/docker/daemon.json:31", "8.8.8.8 /etc/docker/daemon.json:42"],
    ]);
  });
});
