// Fixes that bring a file to where systemd reads it: drop-ins by name and folder, sourced files by the unit.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkFix, fixesFor } from "./fixScene.ts";
import type { Files } from "./configuredFiles.ts";
import { applied } from "./serviceScene.ts";

const dropIn = "[Service]\nEnvironment=A=b\n";
const folder = "/etc/systemd/system/docker.service.d";

/** The files after the only fix. */
async function fixed(
  code: "misnamedDropIn" | "misplacedDropIn",
  files: Files,
): Promise<readonly string[]> {
  const [action, ...more] = await fixesFor({ code, files });
  assert.deepEqual(more, []);
  return action?.edit === undefined ? [] : Object.keys(applied(action.edit, files));
}

describe("a drop-in that systemd does not read", () => {
  for (const [name, better] of [
    ["override", "override.conf"],
    [".a.conf", "a.conf"],
    ["10-a.conf.bak", "10-a.conf"],
    ["a.conf~", "a.conf"],
    ["a.b", "a.b.conf"],
    ["options.txt", "options.conf"],
    [".conf", "override.conf"],
  ] as const) {
    it(`gets a name that it reads: ${name}`, async () => {
      const files = { [`${folder}/${name}`]: dropIn };
      assert.deepEqual(await fixed("misnamedDropIn", files), [`${folder}/${better}`]);
    });
  }

  it("keeps its name where another file has the right one", async () => {
    const files = { [`${folder}/a`]: dropIn, [`${folder}/a.conf`]: dropIn };
    assert.deepEqual(await fixed("misnamedDropIn", files), []);
  });

  it("moves to the folder that it looks into", async () => {
    for (const path of [
      "/etc/systemd/system/docker.d/x.conf",
      "/etc/docker/docker.service.d/x.conf",
    ]) {
      assert.deepEqual(await fixed("misplacedDropIn", { [path]: dropIn }), [`${folder}/x.conf`]);
    }
    const inside = { "/r/etc/docker/docker.service.d/x.conf": dropIn };
    assert.deepEqual(await fixed("misplacedDropIn", inside), [`/r${folder}/x.conf`]);
  });
});

describe("a file that another one sources", () => {
  const environment = "/etc/sysconfig/docker";
  const other = "/etc/sysconfig/docker-network";
  const unitPath = "/etc/systemd/system/docker.service";
  const command = "ExecStart=/usr/bin/dockerd $OPTIONS $NETWORK\n";
  const files = (text: string, unit: string): Files => ({
    [environment]: text,
    [other]: "NETWORK=--mtu=1400\n",
    [unitPath]: unit,
  });
  const unit = `[Service]\nEnvironmentFile=-${environment}\n${command}`;

  it("is read by the unit, before what may override it or after what it may override", async () => {
    const cases = [
      [`. ${other}\nOPTIONS=--icc=false\n`, `-${other}\nEnvironmentFile=-${environment}`],
      [`OPTIONS=--icc=false\nsource ${other}`, `-${environment}\nEnvironmentFile=-${other}`],
    ] as const;
    for (const [text, lines] of cases) {
      const result = await checkFix({
        code: "sourcedFile",
        files: files(text, unit),
        fixed: "OPTIONS=--icc=false\n",
      });
      assert.equal(result[unitPath], `[Service]\nEnvironmentFile=${lines}\n${command}`);
    }
  });

  it("is read already", async () => {
    const both = unit.replace("ExecStart", `EnvironmentFile=${other}\nExecStart`);
    const result = await checkFix({
      code: "sourcedFile",
      files: files(`OPTIONS=--icc=false\n. ${other}\n`, both),
      fixed: "OPTIONS=--icc=false\n",
    });
    assert.equal(result[unitPath], both);
  });

  it("is read by a drop-in of a packaged unit", async () => {
    const packaged = "/usr/lib/systemd/system/docker.service";
    const result = await checkFix({
      code: "sourcedFile",
      files: { [environment]: `. ${other}\n`, [other]: "NETWORK=-D\n", [packaged]: unit },
      fixed: "",
    });
    assert.equal(result[`${folder}/override.conf`], `[Service]\nEnvironmentFile=-${other}\n`);
    assert.equal(result[packaged], unit);
  });

  it("is left where nobody knows which file it is", async () => {
    for (const text of [". $HOME/x\n", ". ./x\n", '. "/a b"\n']) {
      const actions = await fixesFor({ code: "sourcedFile", files: files(text, unit) });
      assert.deepEqual(actions, []);
    }
  });
});
