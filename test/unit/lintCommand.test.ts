// `portolan lint` as CI calls it: a process, its words, its output and its exit code.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { runPortolan } from "../fixtures/runPortolan.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

/** A folder with a sound unit, and a daemon.json and a sysconfig file that no current dockerd starts with. */
async function makeProject() {
  const folder = await makeTemporaryFolder();
  const write = async (file: string, ...lines: readonly string[]): Promise<void> => {
    const target = path.join(folder.path, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, `${lines.join("\n")}\n`);
  };
  const unit = ["[Service]", "Type=notify", "EnvironmentFile=-/etc/sysconfig/docker"];
  await write(
    "tree/usr/lib/systemd/system/docker.service",
    ...unit,
    "ExecStart=/usr/bin/dockerd $OPTIONS",
  );
  await write("tree/etc/sysconfig/docker", "OPTIONS='--cluster-store=consul://10.0.0.1:8500'");
  await write("tree/etc/docker/daemon.json", '{ "debgu": true }');
  await write("tree/README.md", "Nothing to judge here.");
  return folder;
}

describe("portolan lint", () => {
  it("judges all that a folder holds, for the release that it is told", async () => {
    await using folder = await makeProject();
    const old = await runPortolan(
      folder.path,
      ...["lint", "tree", "--engine-version", "20.10", "--format", "json"],
    );
    assert.equal(old.errors, "");
    const places = (output: string): readonly string[] =>
      [...output.matchAll(/"file": "(.*)"|"(?:severity|code)": "(.*)"/g)].map(
        ([, file, word]) => file ?? word ?? "",
      );
    assert.deepEqual(places(old.output), [
      ...["tree/etc/docker/daemon.json", "error", "misspelledKey"],
      ...["tree/etc/sysconfig/docker", "warning", "optionDeprecated"],
    ]);
    assert.equal(old.code, 1);
    const recent = await runPortolan(folder.path, "lint", "tree", "--format", "json");
    assert.deepEqual(places(recent.output), [
      ...["tree/etc/docker/daemon.json", "error", "misspelledKey"],
      ...["tree/etc/sysconfig/docker", "error", "optionRemoved"],
    ]);
  });

  it("ends with 0 where there is nothing to refuse", async () => {
    await using folder = await makeProject();
    const unit = "tree/usr/lib/systemd/system/docker.service";
    const { code, output } = await runPortolan(folder.path, "lint", unit);
    assert.deepEqual([code, output], [0, "files: 1, errors: 0, warnings: 0, information: 0\n"]);
  });

  for (const [what, words, says] of [
    ["no path", ["lint"], "lint needs a path"],
    ["no command", [], "A command is missing"],
    ["an unknown command", ["lnit"], 'There is no command "lnit"'],
    ["an unknown option", ["lint", "tree", "--nope"], "Unknown option '--nope'"],
    ["an unknown format", ["lint", "tree", "--format", "xml"], 'There is no format "xml"'],
    ["a version that is none", ["lint", "tree", "--engine-version", "new"], "not the version"],
    ["a path that is not there", ["lint", "trees"], "trees: ENOENT"],
    ["a file of another kind", ["lint", "tree/README.md"], "neither its name nor what is in it"],
  ] as const) {
    it(`ends with 2 at ${what}`, async () => {
      await using folder = await makeProject();
      const { code, output, errors } = await runPortolan(folder.path, ...words);
      assert.deepEqual([code, output], [2, ""]);
      assert.ok(errors.includes(says), errors);
    });
  }

  it("judges a file that is named whatever its name is", async () => {
    await using folder = await makeProject();
    await writeFile(path.join(folder.path, "settings"), "OPTIONS=--nope\n");
    const { code, output } = await runPortolan(folder.path, "lint", "settings");
    assert.ok(output.startsWith("settings:1:9: error: "), output);
    assert.equal(code, 1);
  });
});
