// The demo as a newcomer starts it: it prints an address that answers, and Ctrl+C leaves nothing behind.
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

test("serves a workbench over a private engine, and removes all at Ctrl+C", async () => {
  const temporary = await mkdtemp(path.join(tmpdir(), "demo-test-"));
  const demo = spawn(process.execPath, [path.join(import.meta.dirname, "demo.ts")], {
    env: {
      ...process.env,
      TMPDIR: temporary,
      PORTOLAN_DEMO_ENGINE: "private",
      NODE_DISABLE_COMPILE_CACHE: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => {
    demo.once("close", resolve);
  });
  try {
    const output = await outputUntil(demo.stdout, /Ctrl\+C ends it/);
    const address = /Open (http:\/\/127\.0\.0\.1:\S+)/.exec(output)?.[1];
    assert.ok(address, output);
    const page = await fetch(address);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /workbench/);
    const socket = /runs at (unix:\/\/\S+)\./.exec(output)?.[1];
    assert.ok(socket?.startsWith(`unix://${temporary}`), output);
    demo.kill("SIGINT");
    assert.equal(await ended, 0);
    assert.deepEqual(await readdir(temporary), []);
  } finally {
    demo.kill("SIGKILL");
    await rm(temporary, { recursive: true, force: true });
  }
});

/** The output up to a match. It goes on being read, or the demo would write into a closed pipe. */
function outputUntil(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let output = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  stream.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (pattern.test(output)) resolve(output);
  });
  stream.on("end", () => {
    reject(new Error(`The demo ended: ${output}`));
  });
  return promise;
}
