// What is known of a file at the time when a daemon read it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeenFiles } from "../../src/ui/daemonConfig/seenFiles.ts";

const path = "/etc/docker/daemon.json";
const at = (changedAt: number, text = `text of ${changedAt}`) => ({ text, changedAt });

describe("what a daemon has read", () => {
  it("is what is there, where that is older than the daemon", () => {
    const seen = new SeenFiles();
    assert.deepEqual(seen.textAt(path, 100, at(90)), { kind: "text", text: "text of 90" });
  });

  it("is what was seen last before the daemon started", () => {
    const seen = new SeenFiles();
    for (const time of [50, 90, 90, 110, 120]) seen.see(path, at(time));
    assert.deepEqual(seen.textAt(path, 100, at(130)), { kind: "text", text: "text of 90" });
  });

  it("is not known where nobody looked in time", () => {
    const seen = new SeenFiles();
    seen.see(path, at(110));
    assert.deepEqual(seen.textAt(path, 100, at(130)), { kind: "unknown" });
  });

  it("is nothing where there was no file at the first look, or is none now", () => {
    const seen = new SeenFiles();
    seen.see(path, undefined);
    assert.deepEqual(seen.textAt(path, 100, at(130)), { kind: "missing" });
    assert.deepEqual(new SeenFiles().textAt(path, 100, undefined), { kind: "missing" });
  });

  it("is what it was told to take over, until it starts anew", () => {
    const seen = new SeenFiles();
    seen.accept(path, "applied", 200);
    assert.deepEqual(seen.textAt(path, 100, at(210)), { kind: "text", text: "applied" });
    assert.deepEqual(seen.textAt(path, 300, at(210)), { kind: "text", text: "text of 210" });
    seen.accept(path, undefined, 400);
    assert.deepEqual(seen.textAt(path, 300, at(500)), { kind: "missing" });
  });
});
