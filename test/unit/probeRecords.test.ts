// What a container's program says is hostile input: only whole records of known probes come through.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Probe } from "../../src/connectivity/probe.ts";
import { type ProbeRecord, ProbeRecords } from "../../src/connectivity/probeRecords.ts";
import { batchArguments, defaultLimits, isAskable } from "../../src/connectivity/probeArguments.ts";
import { resultOf } from "../../src/connectivity/probeVerdict.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

/** A record as the program writes it. */
function written(...fields: readonly string[]): string {
  return `\u001e${fields.join("\u001f")}\u001d`;
}

function read(count: number, ...pieces: readonly string[]): readonly ProbeRecord[] {
  const records: ProbeRecord[] = [];
  const reader = new ProbeRecords(count, (record) => records.push(record));
  for (const piece of pieces) reader.add(piece);
  return records;
}

const pingText = "PING 10.0.0.2 (10.0.0.2): 56 data bytes\v64 bytes: seq=0 ttl=64 time=0.5 ms\v";
const statistics = "1 packets transmitted, 1 packets received, 0% packet loss\v";
const good = written("0", "ran", "0", "10.0.0.2", "hosts", "", "", pingText + statistics);

suite("probe records", () => {
  test("come out whole, wherever the stream is cut", () => {
    for (let cut = 0; cut <= good.length; cut += 1) {
      const [record, ...more] = read(1, good.slice(0, cut), good.slice(cut));
      assert.equal(more.length, 0);
      assert.equal(record?.code, 0);
      assert.deepEqual(record.addresses, ["10.0.0.2"]);
      assert.match(record.tries[0] ?? "", /time=0.5 ms\n1 packets/);
    }
  });

  for (const [what, text] of [
    ["an index that nobody asked for", good.replace("0\u001f", "7\u001f")],
    ["an index that is no number", good.replace("0\u001f", "-1\u001f")],
    ["too few fields", written("0", "ran", "0")],
    ["no begin", good.slice(1)],
    ["no end", good.slice(0, -1)],
    ["nothing of ours", "sh: can't do that\r\n^C"],
  ] as const) {
    test(`are not taken from ${what}`, () => {
      assert.deepEqual(read(1, text), []);
    });
  }

  test("are taken once each, and what stands around them is not", () => {
    const again = good.replace("0.5", "9.9");
    const records = read(2, `^C\u001e3${good}noise${again}`, good.replace("0\u001f", "1\u001f"));
    assert.deepEqual(
      records.map(({ index, tries }) => [index, tries[0]?.includes("0.5")]),
      [
        [0, true],
        [1, true],
      ],
    );
  });

  test("that never end are not kept", () => {
    assert.equal(
      read(
        1,
        "\u001e0\u001fran",
        ..."x"
          .repeat(100)
          .split("")
          .map((x) => x.repeat(1000)),
        good,
      ).length,
      1,
    );
  });

  test("hold addresses and printable text only", () => {
    const text = written("0", "ran", "0", "$(x) 10.0.0.2 -f", "evil; rm", "", "", "\u001b[31mred");
    const [record] = read(1, text);
    assert.deepEqual(record?.addresses, ["10.0.0.2"]);
    assert.equal(record.resolver, "");
    assert.deepEqual(record.tries, ["[31mred"]);
  });

  test("of random noise never throw, and never answer more than was asked", () => {
    const random = seededRandom(4);
    const alphabet = ["\u001e", "\u001f", "\u001d", "\u001c", "0", "1", "ran", "10.0.0.2", "x"];
    for (let run = 0; run < 500; run += 1) {
      const noise = Array.from({ length: 60 }, () => alphabet[Math.floor(random() * 9)] ?? "");
      const records = read(2, ...noise);
      assert.ok(records.length <= 2);
      for (const record of records) resultOf({ kind: "ping", target: "x" }, record, "container");
    }
  });
});

suite("probe verdicts", () => {
  const ping: Probe = { kind: "ping", target: "db" };
  const lost = "1 packets transmitted, 0 packets received, 100% packet loss";
  for (const [probe, fields, verdict, reason] of [
    [ping, ["ran", "0", "10.0.0.2", "", "", "", statistics], "reachable", undefined],
    [ping, ["ran", "1", "10.0.0.2", "", "", "", lost], "blocked", "noAnswer"],
    [
      ping,
      ["ran", "1", "10.0.0.2", "", "", "", "ping: sendto: Network is unreachable"],
      "blocked",
      "noRoute",
    ],
    [
      ping,
      ["ran", "1", "10.0.0.2", "", "", "", "ping: sendto: Operation not permitted"],
      "blocked",
      "prohibited",
    ],
    [
      ping,
      ["ran", "1", "10.0.0.2", "", "", "", "ping: permission denied (are you root?)"],
      "unknown",
      "notAllowed",
    ],
    [ping, ["ran", "127", "10.0.0.2", "", "", "", "sh: ping: not found"], "unknown", "noTool"],
    [ping, ["missing", "0", "", "", "", "", "ping"], "unknown", "noTool"],
    [
      ping,
      ["unresolved", "1", "", "127.0.0.11", "", "", "can't find x: NXDOMAIN"],
      "unresolved",
      "noSuchName",
    ],
    [ping, ["unresolved", "143", "", "127.0.0.11", "", "", ""], "unresolved", "resolverSilent"],
    [
      ping,
      ["unresolved", "1", "", "10.0.0.1", "", "", "can't connect to remote host: unreachable"],
      "unresolved",
      "resolverSilent",
    ],
    [
      ping,
      ["unresolved", "1", "", "127.0.0.11", "", "", "can't find x: SERVFAIL"],
      "unresolved",
      "resolverSilent",
    ],
    [
      { kind: "tcp", target: "db", port: 1 },
      [
        "ran",
        "1",
        "10.0.0.2",
        "",
        "",
        "",
        "nc: can't connect to remote host (10.0.0.2): Connection refused",
      ],
      "blocked",
      "refused",
    ],
    [
      { kind: "tcp", target: "db", port: 1 },
      ["ran", "1", "10.0.0.2", "", "", "", "nc: timed out"],
      "blocked",
      "noAnswer",
    ],
    [
      { kind: "http", target: "db", port: 1, path: "/" },
      ["ran", "1", "10.0.0.2", "", "", "", "wget: server returned error: HTTP/1.1 503 Busy"],
      "reachable",
      undefined,
    ],
    [
      { kind: "http", target: "db", port: 1, path: "/" },
      [
        ...["ran", "1", "10.0.0.2", "", "", ""],
        "Connecting to db\n  HTTP/1.1 403 Forbidden\n  X-Why: Permission denied",
      ],
      "reachable",
      undefined,
    ],
    [
      { kind: "http", target: "db", port: 1, path: "/" },
      ["ran", "7", "10.0.0.2", "", "", "", "HTTP/1 000"],
      "blocked",
      "noAnswer",
    ],
    [
      { kind: "route", target: "10.0.0.2" },
      ["ran", "0", "10.0.0.2", "", "", "", " 1  10.0.0.1  0.1 ms\n 2  10.0.0.2  0.1 ms"],
      "reachable",
      undefined,
    ],
    [
      { kind: "route", target: "10.0.0.2" },
      ["ran", "0", "10.0.0.2", "", "", "", " 1  10.0.0.1  0.1 ms\n 2  *"],
      "blocked",
      "noAnswer",
    ],
  ] as const) {
    test(`${probe.kind}: ${fields.join(" ")} is ${verdict}`, () => {
      const [record] = read(1, written("0", ...fields));
      assert.ok(record);
      const result = resultOf(probe, record, "container");
      assert.deepEqual([result.verdict, result.reason], [verdict, reason]);
    });
  }

  test("counts the loss over both tries", () => {
    const text = `${lost}\u001c2 packets transmitted, 2 packets received, 0% packet loss`;
    const [record] = read(1, written("0", "ran", "0", "10.0.0.2", "", "", "", text));
    assert.ok(record);
    assert.equal(resultOf(ping, record, "container").loss?.toFixed(2), "0.33");
  });
});

suite("batches", () => {
  test("hand each target over as one argument, outside of the program", () => {
    const target = "'; $(x) \n-f";
    const argv = batchArguments([{ kind: "ping", target }], defaultLimits);
    assert.equal(argv.filter((argument) => argument === target).length, 1);
    assert.ok(!argv[2]?.includes(target));
  });

  test("refuse what would be more than a target or a path", () => {
    assert.ok(isAskable({ kind: "ping", target: "-f" }));
    assert.ok(!isAskable({ kind: "ping", target: "a\0b" }));
    assert.ok(!isAskable({ kind: "ping", target: "" }));
    assert.ok(!isAskable({ kind: "http", target: "a", port: 1, path: "/\r\nX: y" }));
  });
});
