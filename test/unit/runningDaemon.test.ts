// What is asked of systemd and the kernel about a daemon that runs, with a stand-in for systemd's own programs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, describe, it } from "node:test";
import {
  journalLines,
  runningProcess,
  serviceState,
} from "../../src/ui/daemonConfig/runningDaemon.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

const { signal } = new AbortController();
const folder = await makeTemporaryFolder();
const searchPath = process.env["PATH"];
const standIn = path.join(import.meta.dirname, "../fixtures/standInSystemd");

function withPrograms(folders: string): void {
  process.env["PATH"] = folders;
  process.env["STAND_IN"] = folder.path;
}

after(async () => {
  process.env["PATH"] = searchPath;
  await folder[Symbol.asyncDispose]();
});

describe("systemd", () => {
  it("says how a unit is", async () => {
    withPrograms(`${standIn}:${searchPath}`);
    const shown =
      "LoadState=loaded\nActiveState=failed\nSubState=failed\nResult=exit-code\nMainPID=0\nNeedDaemonReload=yes\n";
    await writeFile(path.join(folder.path, "show"), shown);
    assert.deepEqual(await serviceState("docker.service", signal), {
      ...{ loadState: "loaded", activeState: "failed", subState: "failed" },
      ...{ result: "exit-code", mainPid: 0, needsDaemonReload: true },
    });
  });

  it("gives a unit's lines, and none where it may not", async () => {
    withPrograms(`${standIn}:${searchPath}`);
    await writeFile(path.join(folder.path, "journal"), "one\n\ntwo\n");
    assert.deepEqual(await journalLines("docker.service", new Date(), signal), ["one", "two"]);
    await writeFile(path.join(folder.path, "journal"), "");
    assert.equal(await journalLines("docker.service", new Date(), signal), undefined);
  });

  it("may not be there at all", async () => {
    withPrograms("/nonexistent");
    assert.equal(await serviceState("docker.service", signal), undefined);
    assert.equal(await journalLines("docker.service", new Date(), signal), undefined);
  });

  it("is not waited for by whoever has given up", async () => {
    withPrograms(`${standIn}:${searchPath}`);
    await assert.rejects(serviceState("docker.service", AbortSignal.abort()), {
      name: "AbortError",
    });
  });
});

describe("a process", () => {
  it("tells its words and its start", async () => {
    // A shell that waits for orders, by the name and with the words of a daemon.
    const words = ["-s", "vfs", "--label", "a=b c"];
    const before = Date.now();
    const child = spawn("/bin/sh", words, { argv0: "/usr/sbin/dockerd", stdio: "pipe" });
    await once(child, "spawn");
    const found = await runningProcess(child.pid ?? 0);
    child.stdin.end();
    await once(child, "close");
    assert.deepEqual(found?.words, words);
    // After what is before it, and not in the future; the kernel counts in hundredths of a second.
    assert.ok(found.startedAt > before - 50, `${found.startedAt} after ${before}`);
    assert.ok(found.startedAt < Date.now() + 50, String(found.startedAt));
    assert.equal(await runningProcess(child.pid ?? 0), undefined);
  });

  it("that is no daemon tells nothing", async () => {
    assert.equal(await runningProcess(process.pid), undefined);
  });
});
