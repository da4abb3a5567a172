// Values that systemd takes for its directives, and such as it drops; test/live compares with systemd itself.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { directiveValueFault } from "../../src/daemonConfig/rules/directiveValues.ts";
import {
  directiveIn,
  directivesIn,
  nearestDirective,
  rightSection,
} from "../../src/daemonConfig/rules/systemdDirectives.ts";
import { directiveValues } from "../fixtures/directiveValues.ts";

describe("the values of a directive", () => {
  for (const [name, { taken, dropped }] of Object.entries(directiveValues)) {
    it(`are told from what is none of ${name}=`, () => {
      const directive = directiveIn("Service", name);
      assert.ok(directive);
      const isDropped = (value: string): boolean =>
        directiveValueFault(directive, value) !== undefined;
      assert.deepEqual(taken.filter(isDropped), []);
      assert.deepEqual(
        dropped.filter((value) => !isDropped(value)),
        [],
      );
    });
  }

  it("may be new ones", () => {
    const type = directiveIn("Service", "Type");
    assert.ok(type);
    assert.equal(directiveValueFault(type, "notify-reload"), undefined);
  });

  it("are not judged where nothing is known of them", () => {
    const directive = directiveIn("Service", "SystemCallFilter");
    assert.ok(directive);
    assert.equal(directiveValueFault(directive, "anything"), undefined);
  });
});

describe("the directives of systemd", () => {
  it("are known by section, with their kinds and what has become of them", () => {
    assert.deepEqual(directiveIn("Service", "Restart"), {
      section: "Service",
      name: "Restart",
      kind: "SERVICERESTART",
      state: "usable",
    });
    assert.equal(directiveIn("Service", "RestartSteps")?.state, "later");
    assert.equal(directiveIn("Service", "MemoryLimit")?.state, "dropped");
    assert.equal(directiveIn("Service", "NetClass")?.kind, "OTHER");
    assert.equal(directiveIn("Unit", "Restart"), undefined);
    assert.ok(directivesIn("Service").size > 250);
    assert.equal(directivesIn("Nothing").size, 0);
  });

  it("have a right section, of the unit's own kind", () => {
    assert.equal(rightSection("Restart", "Unit", "service"), "Service");
    assert.equal(rightSection("ListenStream", "Unit", "service"), undefined);
    assert.equal(rightSection("ListenStream", "Unit", "socket"), "Socket");
  });

  const slips: readonly (readonly [string, string | undefined])[] = [
    ["execstart", "ExecStart"],
    ["ExecStrat", "ExecStart"],
    ["Enviroment", "Environment"],
    ["EnviromentFile", "EnvironmentFile"],
    ["LimitNoFile", "LimitNOFILE"],
    ["LimitNOFILES", "LimitNOFILE"],
    ["TimeoutStart", "TimeoutStartSec"],
    ["Frobnicate", undefined],
    ["--log-driver", undefined],
  ];
  for (const [written, meant] of slips) {
    it(`are guessed for ${written}`, () => {
      assert.equal(nearestDirective("Service", written), meant);
    });
  }
});
