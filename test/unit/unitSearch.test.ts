// Which unit counts, and which drop-ins in which order.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filesOfUnit } from "../../src/daemonConfig/effectiveUnit.ts";
import { gather } from "./configuredFiles.ts";

const unitPath = "/etc/systemd/system/docker.service";
const dropIns = "/etc/systemd/system/docker.service.d";

function unitWith(...lines: readonly string[]): string {
  return `[Service]\n${lines.join("\n")}\n`;
}

describe("the unit", () => {
  it("is the one in the strongest folder, and hides the others", async () => {
    const files = {
      [unitPath]: unitWith("ExecStart=/usr/bin/dockerd --debug"),
      "/usr/lib/systemd/system/docker.service": unitWith("ExecStart=/usr/bin/dockerd"),
      "/run/systemd/system/docker.service": unitWith("ExecStart=/usr/bin/dockerd"),
    };
    const { unit } = await gather(files, unitPath);
    assert.equal(unit?.main?.path, unitPath);
    assert.deepEqual(
      unit.hidden.map(({ path }) => path),
      ["/run/systemd/system/docker.service", "/usr/lib/systemd/system/docker.service"],
    );
  });

  it("is masked by an empty file", async () => {
    const files = { [unitPath]: "", "/lib/systemd/system/docker.service": unitWith() };
    assert.equal((await gather(files, unitPath)).unit?.isMasked, true);
  });

  it("has the drop-ins of all folders, in the byte order of their names", async () => {
    const names = ["9.conf", "10.conf", "Override.conf", "_x.conf", "http-proxy.conf"];
    const files = Object.fromEntries(
      names.map((name, index) => {
        const folder = index % 2 === 0 ? dropIns : "/usr/lib/systemd/system/docker.service.d";
        return [`${folder}/${name}`, unitWith()];
      }),
    );
    const { unit } = await gather({ ...files, [unitPath]: unitWith() }, unitPath);
    assert.deepEqual(
      unit?.dropIns.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)),
      ["10.conf", "9.conf", "Override.conf", "_x.conf", "http-proxy.conf"],
    );
  });

  it("has one drop-in of a name, from the strongest folder, or none where that is empty", async () => {
    const files = {
      [unitPath]: unitWith(),
      [`${dropIns}/a.conf`]: unitWith(),
      "/run/systemd/system/docker.service.d/a.conf": unitWith(),
      "/etc/systemd/system/service.d/a.conf": unitWith(),
      [`${dropIns}/b.conf`]: "",
      "/usr/lib/systemd/system/docker.service.d/b.conf": unitWith(),
      "/etc/systemd/system/service.d/c.conf": unitWith(),
      [`${dropIns}/d.conf.bak`]: unitWith(),
      [`${dropIns}/.e.conf`]: unitWith(),
    };
    const { unit } = await gather(files, unitPath);
    assert.deepEqual(
      unit?.dropIns.map(({ path }) => path),
      [`${dropIns}/a.conf`, "/etc/systemd/system/service.d/c.conf"],
    );
  });

  it("has drop-ins for the beginnings of its name", async () => {
    const files = {
      "/etc/systemd/system/docker-latest.service": unitWith(),
      "/etc/systemd/system/docker-.service.d/x.conf": unitWith(),
    };
    const { unit } = await gather(files, "/etc/systemd/system/docker-latest.service");
    assert.equal(unit?.dropIns.length, 1);
  });

  it("outside of any tree has the drop-ins beside it, and nothing else", async () => {
    const files = {
      "/r/docker.service": unitWith(
        "EnvironmentFile=/etc/default/docker",
        "ExecStart=/bin/dockerd $A",
      ),
      "/r/docker.service.d/a.conf": unitWith("ExecStart=", "ExecStart=/bin/dockerd -D $A"),
      "/etc/default/docker": "A=--ipv6\n",
    };
    for (const path of ["/r/docker.service", "/r/docker.service.d/a.conf"]) {
      const configuration = await gather(files, path);
      assert.equal(configuration.scope, "alone");
      assert.equal(configuration.unit && filesOfUnit(configuration.unit).length, 2);
      assert.deepEqual(
        configuration.commands[0]?.words.map(({ text }) => text),
        ["-D", "$A"],
      );
      assert.equal(configuration.environmentSources[0]?.status, "unknown");
    }
  });
});
