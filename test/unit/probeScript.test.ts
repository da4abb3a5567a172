// The program that asks, run by this machine's sh with tools that say more than any real one: what it writes
// is read from one terminal, to which all its lanes write.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { suite, test } from "node:test";
import { batchArguments, defaultLimits } from "../../src/connectivity/probeArguments.ts";
import type { Probe } from "../../src/connectivity/probe.ts";
import { ProbeRecords, type ProbeRecord } from "../../src/connectivity/probeRecords.ts";
import { run } from "../setup/process.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

/** What is written about these probes where the tools are these shell programs. */
async function written(
  probes: readonly Probe[],
  tools: Readonly<Record<string, string>>,
): Promise<string> {
  await using folder = await makeTemporaryFolder();
  for (const [name, program] of Object.entries(tools)) {
    await writeFile(path.join(folder.path, name), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
  }
  const [command = "", ...argv] = batchArguments(probes, defaultLimits);
  const env = { ...process.env, PATH: [folder.path, process.env["PATH"]].join(path.delimiter) };
  return await run(command, argv, { env });
}

function recordsIn(text: string, count: number): readonly ProbeRecord[] {
  const records: ProbeRecord[] = [];
  new ProbeRecords(count, (record) => records.push(record)).add(text);
  return records;
}

suite("the program that asks", () => {
  const crowd = `i=1; while [ $i -le 90 ]; do echo "10.7.0.$i STREAM crowd"; i=$((i + 1)); done`;
  const talk = `i=1; while [ $i -le 90 ]; do echo "line $i of a talk"; i=$((i + 1)); done; exit 1`;

  // A C library writes to a terminal at each line's end, and after 1,024 bytes: between two writes another
  // lane's may fall.
  test("writes each record at once: without a line's end, and no more than a terminal takes", async () => {
    const probes = ["crowd", "other"].map((target) => ({ kind: "ping", target }) as const);
    const text = await written(probes, { getent: crowd, ping: talk });
    assert.ok(!text.includes("\n"));
    for (const record of text.split("\u001d")) assert.ok(Buffer.byteLength(record) < 1024);
    const records = recordsIn(text, probes.length);
    assert.deepEqual(records.map(({ index }) => index).toSorted(), [0, 1]);
    for (const { state, code, addresses, tries } of records) {
      assert.deepEqual([state, code], ["ran", 1]);
      assert.ok(addresses.length > 10);
      addresses.forEach((address, index) => {
        assert.equal(address, `10.7.0.${index + 1}`);
      });
      assert.match(tries.join("\n"), /^line 1 of a talk\nline 2 of a talk\n/);
    }
  });
});
