// Who asks whom for a check of a whole network, and at which addresses.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { judgeCheck } from "../../src/connectivity/checks/judgeCheck.ts";
import { planCheck } from "../../src/connectivity/checks/planCheck.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { resultMessages } from "../../src/connectivity/checks/resultSentences.ts";
import { type Probe, type ProbeResult, unknownResult } from "../../src/connectivity/probe.ts";
import type { Container } from "../../src/model/container.ts";
import type { Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

describe("a mesh", () => {
  it("asks at the addresses of both families where both have them", () => {
    const [web, api, ...others] = ["web", "api", "old4"].map((name, index): Container => {
      const one = inspected({ name, networks: ["dual"], address: index + 1 });
      const attachments = one.attachments.map((attachment) => ({
        ...attachment,
        endpoint: { ...attachment.endpoint, ipv6Address: name === "old4" ? "" : `fd00::${index}` },
      }));
      return { ...one, attachments };
    });
    assert.ok(web && api);
    const dual = new Picture(listing([network("dual")], [web, api, ...others]));
    const { checks } = readChecks("checks:\n  - { mesh: dual }\n");
    const [check] = checks;
    assert.ok(check);
    const outside = { addresses: [], port: 443 };
    const { pairs } = planCheck(check, { picture: dual, outside, elsewhere: new Map() });
    assert.deepEqual(
      pairs.map(({ source, target, how }) => {
        const probes = how.kind === "probes" ? how.probes : [];
        return `${source.name} → ${target}: ${probes.map(({ address }) => address).join()}`;
      }),
      [
        ...["web → api: 10.250.0.2", "web → fd00::1: fd00::1", "web → old4: 10.250.0.3"],
        ...["api → web: 10.250.0.1", "api → fd00::0: fd00::0", "api → old4: 10.250.0.3"],
        ...["old4 → web: 10.250.0.1", "old4 → api: 10.250.0.2"],
      ],
    );
  });

  it("says who is left out of it", () => {
    const spread: Network = { ...network("spread"), driver: "overlay", scope: "swarm" };
    const containers = [
      { name: "web", networks: ["spread"], address: 1 },
      { name: "api", networks: ["spread"], address: 2 },
      { name: "old", networks: ["spread"], state: "exited" },
      { name: "new", networks: ["spread"], state: "created" },
      { name: "frozen", networks: ["spread"], address: 3, state: "paused" },
    ];
    const picture = new Picture(listing([spread], containers.map(inspected)));
    const { checks } = readChecks("checks:\n  - { mesh: spread }\n");
    const [check] = checks;
    assert.ok(check);
    const facts = { picture, outside: { addresses: [], port: 443 }, elsewhere: new Map() };
    const plan = planCheck(check, facts);
    assert.equal(plan.pairs.length, 2);
    const reachable = (probe: Probe): ProbeResult => {
      return { ...unknownResult(probe, "ended"), verdict: "reachable", reason: undefined };
    };
    const result = judgeCheck(plan, ({ how }) => {
      return how.kind === "probes" ? how.probes.map(reachable) : [];
    });
    assert.equal(result.outcome, "passed");
    assert.deepEqual(resultMessages(result, english).flat(), [
      "Left out, since they do not run: new, old.",
      "Left out, since they are paused: frozen.",
      "Left out: containers on spread of other hosts, which this engine cannot ask from.",
    ]);
    const member = { name: "db", address: "10.250.0.9", hostAddress: "10.77.0.2" };
    const elsewhere = new Map([[spread.id, [member]]]);
    const wider = planCheck(check, { ...facts, elsewhere });
    assert.deepEqual(
      wider.pairs.map(({ source, target }) => `${source.name} → ${target}`).slice(2),
      ["web → db (10.77.0.2)", "api → db (10.77.0.2)"],
    );
    assert.deepEqual(wider.leftOut.at(-1), {
      code: "onlyAsked",
      args: { names: "db (10.77.0.2)" },
    });
  });
});
