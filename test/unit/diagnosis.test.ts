// Each cause where its facts show it, and a twin that differs by just what matters, in which it keeps silent.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { causeLines } from "../../src/connectivity/diagnosis/causeMessage.ts";
import { causeTexts } from "../../src/connectivity/diagnosis/causeTexts.ts";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { causesAround } from "./causesAround.ts";
import { causesOfContainers as cases } from "./causesOfContainers.ts";
import { causesOfFilters } from "./causesOfFilters.ts";
import { causesOfNames } from "./causesOfNames.ts";
import { api, factsOf, looked, owner, sidecar, silent, web, type Scene } from "./diagnosisScene.ts";

const allCases = { ...cases, ...causesOfNames, ...causesOfFilters };

for (const [code, [fault, twin]] of Object.entries(allCases)) {
  describe(code, () => {
    it("is named where it shows", () => {
      assert.equal(diagnose(factsOf(fault))?.code, code);
    });

    it("keeps silent in the healthy twin", () => {
      assert.notEqual(diagnose(factsOf(twin))?.code, code);
    });

    it("leaves no hole in its words", () => {
      const cause = diagnose(factsOf(fault));
      assert.ok(cause !== undefined && cause.evidence.length > 0);
      const lines = causeLines(cause, english);
      assert.doesNotMatch(lines.join("\n"), /[{}]|undefined/);
    });
  });
}

/** The lines that a scene's cause is told in. */
function said(scene: Scene): readonly string[] {
  const cause = diagnose(factsOf(scene));
  return cause === undefined ? [] : causeLines(cause, english);
}

describe("what is said", () => {
  it("has the command line that mends it", () => {
    assert.deepEqual(said(cases.noCommonNetwork[0]), [
      "web and api have no network in common. Connect web to back. [noCommonNetwork]",
      "Seen: web: networks front; api: networks back.",
      "docker network connect back web",
    ]);
  });

  it("proposes a new network where neither has one that would do", () => {
    assert.deepEqual(said(cases.defaultBridgeNames[0]).slice(2), [
      "docker network create web-api",
      "docker network connect web-api web",
      "docker network connect web-api api",
    ]);
  });

  it("connects the owner of a shared namespace, which alone has networks", () => {
    const apart = { ...api, networks: ["back"] };
    const lines = said({ source: sidecar, others: [owner], target: apart, facts: silent });
    assert.equal(lines[2], "docker network connect back owner");
  });

  it("tells what is likely from what is certain", () => {
    assert.match(said(cases.portRefused[0])[0] ?? "", /^Likely cause: api refuses connections/);
  });

  it("has words for every cause", () => {
    const told = [...Object.keys(allCases), ...Object.keys(causesAround)];
    assert.deepEqual(told.sort(), Object.keys(causeTexts).sort());
  });
});

describe("what decides nothing", () => {
  it("is said to be so: a silent neighbor on a healthy network", () => {
    const cause = diagnose(factsOf({ facts: silent }));
    assert.deepEqual([cause?.code, cause?.sure], ["targetSilent", "undecided"]);
  });

  it("is left alone: a host's network, which is next to every bridge", () => {
    const onHost = { ...api, networks: ["host"], mode: "host" };
    assert.equal(diagnose(factsOf({ target: onHost, facts: silent }))?.sure, "undecided");
  });
});

describe("an owner that was started again", () => {
  const times = (child: string, ofOwner: string): Scene => ({
    ...{ source: web, target: sidecar, others: [owner], facts: silent },
    ...{ facts: { ...silent, inspected: started(child, ofOwner) } },
  });
  const started = (child: string, ofOwner: string) =>
    looked([
      { spec: sidecar, startedAt: child },
      { spec: owner, startedAt: ofOwner },
    ]);
  const codeOf = (scene: Scene): string | undefined => diagnose(factsOf(scene))?.code;

  it("is told by the times of both starts, to the engine's last digit", () => {
    const [early, late] = ["2026-01-01T00:00:00.000000001Z", "2026-01-01T00:00:00.000000002Z"];
    assert.equal(codeOf(times(early, late)), "ownerRestarted");
    assert.notEqual(codeOf(times(late, early)), "ownerRestarted");
  });
});
