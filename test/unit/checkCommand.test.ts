// `portolan check` where no engine answers: what it refuses, and with which words and exit code.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { runPortolan, type Outcome } from "../fixtures/runPortolan.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

/** Runs `portolan check` in a folder whose network-checks.yaml has this text. */
async function check(content: string, ...words: readonly string[]): Promise<Outcome> {
  await using folder = await makeTemporaryFolder();
  await writeFile(path.join(folder.path, "network-checks.yaml"), content);
  const host = ["--host", `unix://${folder.path}/none.sock`];
  return await runPortolan(folder.path, "check", ...host, ...words);
}

const sound = "checks:\n  - { from: web, to: db }\n";

describe("portolan check", () => {
  it("says that the engine cannot be used", async () => {
    const { output, errors, code } = await check(sound, "network-checks.yaml");
    assert.match(errors, /^portolan: The engine cannot be used: .*ENOENT/);
    assert.deepEqual([output, code], ["", 2]);
  });

  it("reports what is wrong with a file, and asks no engine for it", async () => {
    const { output, errors, code } = await check(
      "checks:\n  - form: web\n    to: db\n",
      "network-checks.yaml",
    );
    assert.equal(errors, "");
    assert.match(output, /^network-checks\.yaml:2:5: error: There is no key “form”/);
    assert.match(output, /checks: 0, .*errors in files: 1\n$/);
    assert.equal(code, 2);
  });

  it("refuses words that make no sense", async () => {
    for (const [words, message] of [
      [[], /check needs a file/],
      [["network-checks.yaml", "--format", "pdf"], /no format "pdf"/],
      [["network-checks.yaml", "--outside", "example.org"], /not an address/],
      [["network-checks.yaml", "--hots", "x"], /--hots/],
    ] as const) {
      const { errors, code } = await check(sound, ...words);
      assert.match(errors, message);
      assert.equal(code, 2);
    }
  });

  it("says how it is used, and with which exit codes, when asked", async () => {
    const { output, errors, code } = await check(sound, "--help");
    assert.match(output, /portolan check FILE….*Exit code: 0 where all is as expected, 1 /s);
    assert.deepEqual([errors, code], ["", 0]);
  });

  it("names the file that it cannot read", async () => {
    const { errors, code } = await check(sound, "missing.yaml");
    assert.match(errors, /^portolan: missing\.yaml: .*no such file/);
    assert.equal(code, 2);
  });
});
