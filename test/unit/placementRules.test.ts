// What is said of where a unit's files are.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placementTexts } from "../../src/daemonConfig/rules/placementTexts.ts";
import { reportOf, type Files } from "./configuredFiles.ts";

const dropIn = "[Service]\nEnvironment=A=b\n";
const service = "[Service]\nExecStart=/usr/bin/dockerd\n";

async function report(files: Files, path: string): Promise<readonly string[]> {
  const lines = await reportOf(files, path);
  return lines.filter((line) => Object.hasOwn(placementTexts, /\w+(?=:)/.exec(line)?.[0] ?? ""));
}

describe("a file's place", () => {
  type Case = readonly [path: string, text: string, ...report: readonly string[]];
  const cases: readonly Case[] = [
    [
      "/etc/systemd/system/docker.service.d/override",
      dropIn,
      "1 warning misnamedDropIn: [Service]",
    ],
    [
      "/etc/systemd/system/docker.service.d/a.conf.bak",
      dropIn,
      "1 warning misnamedDropIn: [Service]",
    ],
    ["/etc/systemd/system/docker.service.d/override.conf", dropIn],
    ["/etc/systemd/system/docker.d/x.conf", dropIn, "1 warning misplacedDropIn: [Service]"],
    ["/r/etc/docker/docker.service.d/x.conf", dropIn, "1 warning misplacedDropIn: [Service]"],
    ["/etc/systemd/docker.service.d/x.conf", dropIn, "1 warning misplacedDropIn: [Service]"],
    ["/r/files/docker.service.d/x.conf", dropIn],
    ["/usr/lib/systemd/system/docker.service", service, "1 information packagedUnit: [Service]"],
    ["/lib/systemd/system/docker.service", service, "1 information packagedUnit: [Service]"],
    ["/etc/systemd/system/docker.service", service],
    ["/r/usr/lib/systemd/system/docker.service", service],
    ["/usr/lib/systemd/system/docker.service.d/x.conf", dropIn],
  ];
  for (const [path, text, ...expected] of cases) {
    it(path, async () => {
      assert.deepEqual(await report({ [path]: text }, path), expected);
    });
  }

  it("may be in the shadow of another file", async () => {
    const files = {
      "/etc/systemd/system/docker.service": service,
      "/run/systemd/system/docker.service": service,
      "/etc/systemd/system/docker.service.d/a.conf": dropIn,
      "/usr/lib/systemd/system/docker.service.d/a.conf": dropIn,
      "/usr/lib/systemd/system/docker.service.d/b.conf": dropIn,
    };
    const expected = ["1 information hiddenFile: [Service]"];
    assert.deepEqual(await report(files, "/run/systemd/system/docker.service"), expected);
    const hidden = "/usr/lib/systemd/system/docker.service.d/a.conf";
    assert.deepEqual(await report(files, hidden), expected);
    assert.deepEqual(await report(files, "/usr/lib/systemd/system/docker.service.d/b.conf"), []);
    assert.deepEqual(await report(files, "/etc/systemd/system/docker.service"), []);
  });
});
