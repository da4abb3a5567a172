// Questions in rounds that a host's table of neighbors has room for, and what is doubted where it had none.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isDoubtful, withoutRoom } from "../../src/connectivity/neighborDoubts.ts";
import { roundsOf } from "../../src/connectivity/neighborRoom.ts";
import { type ProbeResult, unknownResult } from "../../src/connectivity/probe.ts";
import type { SourceProbes } from "../../src/connectivity/probeBatch.ts";
import type { Container } from "../../src/model/container.ts";
import { inspected } from "../fixtures/modelObjects.ts";

/** Containers that all ask all others, at their own addresses. */
function meshOf(count: number): readonly SourceProbes[] {
  const members = Array.from({ length: count }, (_, index) => {
    const name = `box${index}`;
    return inspected({ name, networks: ["front"], address: index + 2 });
  });
  return members.map((source) => ({
    source,
    probes: members
      .filter((one) => one !== source)
      .map((to) => ({ kind: "ping", target: to.name, address: addressOf(to) })),
  }));
}

function addressOf({ attachments: [attachment] }: Container): string {
  return attachment?.endpoint.ipv4Address ?? "";
}

/** Asks strangers, whose own neighbors nobody knows. */
function asks(name: string, count: number, prefix = "10.9.9."): SourceProbes {
  const source = inspected({ name, networks: ["front"] });
  const probes = Array.from({ length: count }, (_, index) => {
    const target = `${prefix}${index}`;
    return { kind: "ping", target, address: target } as const;
  });
  return { source, probes };
}

function sizes(asked: readonly SourceProbes[]): readonly (readonly number[])[] {
  return roundsOf(asked).map((round) => round.map(({ probes }) => probes.length));
}

suite("rounds", () => {
  test("of a mesh ask every question once, and never want more neighbors than there is room for", () => {
    for (const count of [2, 20, 30, 31, 33, 50, 100, 200]) {
      const asked = meshOf(count);
      const rounds = roundsOf(asked);
      assert.deepEqual(
        rounds.flatMap((round) => round.map(({ source }) => source.name)),
        asked.map(({ source }) => source.name),
        "each source asks in one go",
      );
      for (const round of rounds) {
        const pairs = new Set<string>();
        for (const { source, probes } of round) {
          for (const { target } of probes) {
            pairs.add(`${source.name}>${target}`).add(`${target}>${source.name}`);
          }
        }
        assert.ok(pairs.size <= 900, `${count}: ${pairs.size}`);
      }
      assert.equal(rounds.length === 1, count <= 30, String(count));
    }
  });

  test("count two neighbors for what nobody knows more of", () => {
    assert.deepEqual(sizes(["a", "b", "c"].map((name) => asks(name, 19))), [[19, 19, 19]]);
    assert.deepEqual(sizes(["a", "b", "c", "d", "e"].map((name) => asks(name, 99))), [
      [99, 99, 99, 99],
      [99],
    ]);
    assert.deepEqual(sizes([]), []);
  });

  test("count a target once that is asked in several ways", () => {
    const { source, probes } = asks("a", 400);
    const tcp = probes.map(({ target }) => {
      return { kind: "tcp", target, address: target, port: 80 } as const;
    });
    assert.deepEqual(sizes([{ source, probes: [...probes, ...tcp] }]), [[800]]);
  });

  test("give IPv6 a table of its own", () => {
    assert.deepEqual(sizes([asks("a", 400), asks("b", 400, "fd00::")]), [[400, 400]]);
    assert.deepEqual(sizes([asks("a", 400), asks("b", 400)]), [[400], [400]]);
  });

  test("split the questions of one that asks for more than there is room for", () => {
    assert.deepEqual(sizes([asks("a", 10), asks("b", 1000), asks("c", 10)]), [
      [10],
      [450],
      [450],
      [100, 10],
    ]);
  });
});

suite("a failed probe", () => {
  const source = inspected({ name: "web", networks: ["front"], address: 2 });
  const subnet = addressOf(source).replace(/\d+$/, "");
  const failed = (more: Partial<ProbeResult>): ProbeResult => {
    const address = `${subnet}9`;
    const probe = { kind: "ping", target: "db", address } as const;
    const addresses = [address];
    return { ...unknownResult(probe, "noAnswer"), verdict: "blocked", addresses, ...more };
  };

  test("is doubted where a neighbor was never learned, and not where there is none", () => {
    assert.ok(isDoubtful(source, failed({ neighbor: "absent" })));
    assert.ok(isDoubtful(source, failed({ neighbor: "silent" })));
    assert.ok(!isDoubtful(source, failed({ neighbor: "known" })));
    assert.ok(!isDoubtful(source, failed({})));
    assert.ok(!isDoubtful(source, failed({ neighbor: "absent", reason: "prohibited" })));
    // Behind a router, the target is nobody's neighbor.
    assert.ok(!isDoubtful(source, failed({ neighbor: "absent", addresses: ["192.0.2.1"] })));
    assert.ok(!isDoubtful(source, failed({ neighbor: "absent", verdict: "unresolved" })));
  });

  test("says nothing of the network where nothing could be sent with all the room there is", () => {
    const verdict = (more: Partial<ProbeResult>): string => {
      const { verdict, reason } = withoutRoom(source, failed(more));
      return `${verdict} ${reason ?? ""}`;
    };
    assert.equal(verdict({ neighbor: "absent" }), "unknown noRoom");
    const full = "ping: sendto: No buffer space available";
    assert.equal(verdict({ neighbor: "absent", evidence: full }), "unknown noRoom");
    assert.equal(verdict({ neighbor: "silent" }), "blocked noAnswer");
    const blackhole = "ping: sendto: Invalid argument";
    assert.equal(verdict({ neighbor: "absent", evidence: blackhole }), "blocked noAnswer");
    assert.equal(verdict({ neighbor: "absent", reason: "noRoute" }), "blocked noRoute");
  });
});
