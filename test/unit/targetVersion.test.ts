// Whose word counts for the release that a configuration is judged for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { targetVersion, type VersionSources } from "../../src/ui/daemonConfig/targetVersion.ts";

const all: VersionSources = {
  isOfThisMachine: true,
  chosen: [24, 0, 0],
  engine: [20, 10, 24],
  setting: "28.5",
  newest: [29, 7, 2],
};

function told(sources: Partial<VersionSources>): string {
  const { version, origin } = targetVersion({ ...all, ...sources });
  return `${origin} ${version.join(".")}`;
}

describe("the version that a file is for", () => {
  it("is the connected engine's for this machine's files, whatever the setting says", () => {
    assert.equal(told({ chosen: undefined }), "engine 20.10.24");
  });

  it("is another one for them where somebody has chosen it", () => {
    assert.equal(told({}), "chosen 24.0.0");
  });

  it("is the setting's for files elsewhere, and while no engine is connected", () => {
    assert.match(told({ isOfThisMachine: false }), /^setting 28\.5/);
    assert.match(told({ engine: undefined, chosen: undefined }), /^setting 28\.5/);
    assert.match(told({ engine: undefined }), /^setting 28\.5/);
  });

  it("is the newest where nobody says anything, or nothing that is a version", () => {
    for (const setting of ["", "latest"]) {
      assert.equal(told({ isOfThisMachine: false, setting }), "newest 29.7.2");
      assert.equal(told({ engine: undefined, setting }), "newest 29.7.2");
    }
  });
});
