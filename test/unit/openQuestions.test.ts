// What is asked where several causes are possible, and what the kernel's list of sockets says.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Facts } from "../../src/connectivity/diagnosis/cause.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import { listenersIn } from "../../src/connectivity/diagnosis/listeners.ts";
import { openQuestions } from "../../src/connectivity/diagnosis/openQuestions.ts";
import { unknownResult, type Probe, type ProbeReason } from "../../src/connectivity/probe.ts";
import { Picture } from "../../src/model/picture.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const web = inspected({ name: "web", networks: ["front"], address: 1 });
const api = inspected({ name: "api", networks: ["front"], address: 2 });
const ports = [
  { containerPort: 80, protocol: "tcp", hostPort: undefined, hostAddress: undefined },
  { containerPort: 53, protocol: "udp", hostPort: undefined, hostAddress: undefined },
];

function factsOf(probe: Probe, reason: ProbeReason, more: Partial<Facts> = {}): Facts {
  return {
    ...firstFacts({
      picture: new Picture(listing([network("front")], [web, api])),
      source: web,
      target: { ...api, ports },
      name: "api",
      port: "port" in probe ? probe.port : undefined,
      answers: [{ ...unknownResult(probe, reason), verdict: "blocked" }],
    }),
    ...more,
  };
}

const ping: Probe = { kind: "ping", target: "api" };
const tcp: Probe = { kind: "tcp", target: "api", port: 8080 };

const port = (number: number): Probe => ({ kind: "tcp", target: "api", port: number });
const nothing = {
  ...{ probes: [], listeners: false, inspects: [], helperImage: false },
  around: false,
};

describe("what is asked then", () => {
  it("is who listens, where a connection is refused", () => {
    assert.deepEqual(openQuestions(factsOf(tcp, "refused")), { ...nothing, listeners: true });
  });

  it("is the target's TCP ports, where it does not answer to ping", () => {
    assert.deepEqual(openQuestions(factsOf(ping, "noAnswer"))?.probes, [port(80)]);
  });

  it("is whether a connection opens and what passes in one piece, where HTTP is not answered", () => {
    const http: Probe = { kind: "http", target: "api", port: 8080, path: "/" };
    const asked = openQuestions(factsOf(http, "noAnswer"))?.probes;
    assert.deepEqual(asked, [tcp, { kind: "pathMtu", target: "api" }, port(80)]);
  });

  it("is where the target really listens, once that is known", () => {
    const listeners = [
      { address: "127.0.0.1", port: 81 },
      { address: "0.0.0.0", port: 82 },
    ];
    const asked = openQuestions(factsOf(ping, "noAnswer", { listeners, target: api }));
    assert.deepEqual(asked?.probes, [port(82)]);
  });

  it("is a port that refuses, where none is known: that is an answer too", () => {
    const asked = openQuestions(factsOf(ping, "noAnswer", { target: api }));
    assert.deepEqual(asked?.probes, [port(1)]);
  });

  it("is ping and another port, where a port keeps silent", () => {
    assert.deepEqual(openQuestions(factsOf(tcp, "noAnswer"))?.probes, [ping, port(80)]);
  });

  it("is nothing where the cause is certain", () => {
    const known = { listeners: [{ address: "127.0.0.1", port: 8080 }] };
    assert.equal(openQuestions(factsOf(tcp, "refused", known)), undefined);
  });
});

describe("the kernel's list of sockets", () => {
  const head = "  sl  local_address rem_address   st tx_queue rx_queue\r\n";
  const row = (local: string, state = "0A", remote = "00000000:0000"): string =>
    `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000 0 0 1 1\r\n`;
  const long = "0".repeat(32);

  it("tells what listens at which address", () => {
    assert.deepEqual(listenersIn(head + row("0100007F:1F90") + row("00000000:0050")), [
      { address: "127.0.0.1", port: 8080 },
      { address: "0.0.0.0", port: 80 },
    ]);
  });

  it("reads IPv6, and IPv4 written as such", () => {
    const rows = [
      `${long}:0050`,
      `${"0".repeat(24)}01000000:0051`,
      `${"0".repeat(16)}FFFF00000100007F:0052`,
    ];
    const text = head + rows.map((local) => row(local, "0A", `${long}:0000`)).join("");
    assert.deepEqual(listenersIn(text), [
      { address: "::", port: 80 },
      { address: "::1", port: 81 },
      { address: "127.0.0.1", port: 82 },
    ]);
  });

  it("leaves out connections, and the engine's own name server", () => {
    assert.deepEqual(listenersIn(head + row("0100007F:1F90", "01") + row("0B00007F:8235")), []);
  });
});
