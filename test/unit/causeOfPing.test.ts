// Why a ping failed: what its result means for a diagnosis, and what is asked where that decides nothing.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { causeOfPing, factsOfPing, type FailedPing } from "../../src/connectivity/causeOfPing.ts";
import type { AskProbes } from "../../src/connectivity/probeBatch.ts";
import type { PingResult } from "../../src/connectivity/ping.ts";
import { unknownResult, type ProbeResult } from "../../src/connectivity/probe.ts";
import { Picture } from "../../src/model/picture.ts";
import type { FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const never = new AbortController().signal;

const unresolved: PingResult = {
  ...{ verdict: "unresolved", statistics: undefined, resolvedAddress: undefined },
  ...{ ranIn: "container", output: "ping: bad address 'db'" },
};

const silent: PingResult = {
  ...unresolved,
  verdict: "blocked",
  statistics: { sent: 1, received: 0, minMs: undefined, averageMs: undefined, maxMs: undefined },
  resolvedAddress: "10.0.0.2",
};

/** A ping from web to db that failed. */
function failed(
  result: PingResult,
  web: Partial<FakeContainerSpec> = {},
  db: Partial<FakeContainerSpec> = {},
  others: readonly FakeContainerSpec[] = [],
): FailedPing {
  const source = inspected({ name: "web", networks: ["front"], address: 1, ...web });
  const target = inspected({ name: "db", networks: ["front"], address: 2, ...db });
  const networks = ["front", "back", "bridge"].map(network);
  const containers = [source, target, ...others.map(inspected)];
  const picture = new Picture(listing(networks, containers));
  const outside = { addresses: ["203.0.113.1"], port: 443 };
  return { picture, source, result, target: { text: "db", label: "db" }, outside };
}

/** Answers every probe with the same reason, and notes what was asked. */
function answering(reason: ProbeResult["reason"]): {
  readonly asked: string[];
  readonly ask: AskProbes;
} {
  const asked: string[] = [];
  const ask: AskProbes = (questions, onResult) => {
    for (const { source, probes } of questions) {
      for (const probe of probes) {
        asked.push(`${probe.kind} ${probe.target}`);
        const verdict =
          reason === undefined
            ? "reachable"
            : reason === "resolverSilent"
              ? "unresolved"
              : "blocked";
        onResult(source, { ...unknownResult(probe, reason ?? "ended"), reason, verdict });
      }
    }
    return Promise.resolve();
  };
  return { asked, ask };
}

describe("the cause of a failed ping", () => {
  it("needs no further question where the engine's own facts are enough", async () => {
    const { asked, ask } = answering("noAnswer");
    const apart = failed(unresolved, {}, { networks: ["back"] });
    assert.equal((await causeOfPing(apart, { ask }, never))?.code, "noCommonNetwork");
    const stopped = failed(unresolved, {}, { state: "exited" });
    assert.equal((await causeOfPing(stopped, { ask }, never))?.code, "targetStopped");
    assert.deepEqual(asked, []);
  });

  it("is asked for where a ping's words leave it open", async () => {
    const sidecar = { networks: [], mode: "container:owner" };
    const owner = { name: "owner", networks: ["front"], address: 3 };
    const { asked, ask } = answering("resolverSilent");
    const cutOff = failed(unresolved, sidecar, {}, [owner]);
    assert.equal((await causeOfPing(cutOff, { ask }, never))?.code, "ownerRestarted");
    assert.equal(asked[0], "ping db");
  });

  it("does not take a name server's silence for its no", async () => {
    const outside = { ...failed(unresolved), target: { text: "example.org", label: "" } };
    const { asked, ask } = answering("resolverSilent");
    assert.equal((await causeOfPing(outside, { ask }, never))?.code, "resolverUndecided");
    assert.deepEqual(asked, ["ping example.org", "ping 203.0.113.1", "tcp 203.0.113.1"]);
  });

  it("is none where it works by now", async () => {
    const { ask } = answering(undefined);
    assert.equal(await causeOfPing(failed(silent), { ask }, never), undefined);
  });
});

describe("what a ping tells for a diagnosis", () => {
  it("is its verdict, why, and the address that was pinged", () => {
    const { answers, target, name } = factsOfPing(failed(silent));
    assert.equal(target?.name, "db");
    assert.equal(name, "db");
    const [answer] = answers;
    assert.deepEqual(
      [answer?.verdict, answer?.reason, answer?.addresses],
      ["blocked", "noAnswer", ["10.0.0.2"]],
    );
    const unsent = { ...silent, statistics: undefined };
    assert.equal(factsOfPing(failed(unsent)).answers[0]?.reason, "noRoute");
    assert.equal(factsOfPing(failed(unresolved)).answers[0]?.reason, "noSuchName");
  });
});
