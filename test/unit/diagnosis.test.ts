// Each cause where its facts show it, and a twin that differs by just what matters, in which it keeps silent.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import type { Facts } from "../../src/connectivity/diagnosis/cause.ts";
import { causeLines } from "../../src/connectivity/diagnosis/causeMessage.ts";
import { causeTexts, type CauseCode } from "../../src/connectivity/diagnosis/causeTexts.ts";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import { unknownResult, type Probe, type ProbeResult } from "../../src/connectivity/probe.ts";
import type { Container, PublishedPort } from "../../src/model/container.ts";
import type { Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import type { FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";
import { causesAround } from "./causesAround.ts";

const networks: readonly Network[] = [
  ...["front", "back", "bridge", "none"].map(network),
  { ...network("shut"), internal: true },
  { ...network("apart"), options: { "com.docker.network.bridge.enable_icc": "false" } },
];

const published = (containerPort: number, hostPort: number): PublishedPort => ({
  ...{ containerPort, hostPort },
  protocol: "tcp",
  hostAddress: "0.0.0.0",
});

const web: FakeContainerSpec = { name: "web", networks: ["front"], address: 1 };
const api: FakeContainerSpec = { name: "api", networks: ["front"], address: 2 };

interface Scene {
  readonly source?: FakeContainerSpec;
  /** `null` for a target that is no container. */
  readonly target?: FakeContainerSpec | null;
  readonly others?: readonly FakeContainerSpec[];
  readonly ports?: readonly PublishedPort[];
  readonly facts?: Partial<Omit<Facts, "picture" | "source" | "target">>;
}

function factsOf({ source = web, target = api, others = [], ports = [], facts }: Scene): Facts {
  const asker = inspected(source);
  const asked: Container | undefined =
    target === null ? undefined : { ...inspected(target), ports };
  const containers = [asker, ...(asked === undefined ? [] : [asked]), ...others.map(inspected)];
  return {
    ...firstFacts({
      picture: new Picture(listing(networks, containers)),
      source: asker,
      target: asked,
      name: asked?.name ?? "example.org",
      port: undefined,
      answers: [],
    }),
    ...facts,
  };
}

const ping: Probe = { kind: "ping", target: "api" };
const tcp = (port: number): Probe => ({ kind: "tcp", target: "api", port });

const answer = (probe: Probe, reason: ProbeResult["reason"]): ProbeResult => ({
  ...unknownResult(probe, reason ?? "ended"),
  reason,
  verdict:
    reason === undefined
      ? "reachable"
      : reason === "noSuchName" || reason === "resolverSilent"
        ? "unresolved"
        : "blocked",
});

const silent = { answers: [answer(ping, "noAnswer")] };
const unresolved = { answers: [answer(ping, "noSuchName")] };
const noRoute = { answers: [answer(ping, "noRoute")] };
const refused = { port: 80, answers: [answer(tcp(80), "refused")] };
const outside = (reason: ProbeResult["reason"]) => ({
  name: "internet",
  answers: [answer({ kind: "ping", target: "192.0.2.1", address: "192.0.2.1" }, reason)],
});
const sidecar: FakeContainerSpec = { name: "sidecar", networks: [], mode: "container:owner" };
const owner: FakeContainerSpec = { name: "owner", networks: ["front"], address: 7 };
const store = { "com.docker.compose.service": "store" };
const storeNamed = (name: string): FakeContainerSpec => ({
  ...{ name: "shop-store-1", networks: [name], address: 8, labels: store },
});

/** What shows a cause, then what looks nearly the same and does not. */
const cases = {
  sourceStopped: [{ source: { ...web, state: "exited" } }, {}],
  sourcePaused: [{ source: { ...web, state: "paused" } }, {}],
  targetStopped: [{ target: { ...api, state: "exited" } }, { facts: silent }],
  targetPaused: [
    {
      target: { ...api, state: "paused" },
      facts: {
        answers: [answer({ kind: "http", target: "api", port: 80, path: "/" }, "noAnswer")],
      },
    },
    {
      target: { ...api, state: "paused" },
      facts: { answers: [answer({ kind: "http", target: "api", port: 80, path: "/" }, "refused")] },
    },
  ],
  noneMode: [
    { target: { name: "api", networks: [], mode: "none" } },
    { target: { ...api, mode: "none" } },
  ],
  orphaned: [
    { source: sidecar, others: [] },
    { source: sidecar, others: [owner] },
  ],
  ownerStopped: [
    { source: sidecar, others: [{ ...owner, state: "exited" }] },
    { source: sidecar, others: [owner] },
  ],
  ownerRestarted: [
    { source: sidecar, others: [owner], facts: noRoute },
    { source: sidecar, others: [owner], facts: silent },
  ],
  noCommonNetwork: [
    { target: { ...api, networks: ["back"] }, facts: silent },
    { target: { ...api, networks: ["back", "front"] }, facts: silent },
  ],
  nameElsewhere: [
    { target: null, others: [storeNamed("back")], facts: { ...unresolved, name: "store" } },
    { target: null, others: [storeNamed("front")], facts: { ...unresolved, name: "store" } },
  ],
  defaultBridgeNames: [
    {
      source: { ...web, networks: ["bridge"] },
      target: { ...api, networks: ["bridge"] },
      facts: unresolved,
    },
    { facts: unresolved },
  ],
  interContainerDisabled: [
    {
      source: { ...web, networks: ["apart"] },
      target: { ...api, networks: ["apart"] },
      facts: silent,
    },
    {
      source: { ...web, networks: ["apart"] },
      target: { ...api, networks: ["apart"] },
      facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 80 }] },
    },
  ],
  internalNetwork: [
    { source: { ...web, networks: ["shut"] }, target: null, facts: outside("noRoute") },
    { source: { ...web, networks: ["shut", "front"] }, target: null, facts: outside("noRoute") },
  ],
  hostPortUsed: [
    { ports: [published(80, 8080)], facts: { port: 8080, answers: refused.answers } },
    {
      ports: [published(80, 8080)],
      facts: {
        ...{ port: 8080, answers: refused.answers },
        listeners: [{ address: "0.0.0.0", port: 8080 }],
      },
    },
  ],
  listensOnLoopback: [
    { facts: { ...refused, listeners: [{ address: "127.0.0.1", port: 80 }] } },
    { facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 80 }] } },
  ],
  nothingListens: [
    { facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 81 }] } },
    { facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 80 }] } },
  ],
  portRefused: [{ facts: refused }, { facts: { ...refused, answers: silent.answers } }],
  pingFiltered: [
    { facts: { ...silent, further: [answer(tcp(80), undefined)] } },
    { facts: { ...silent, further: [answer(tcp(80), "noAnswer")] } },
  ],
} satisfies Partial<Record<CauseCode, readonly [Scene, Scene]>>;

for (const [code, [fault, twin]] of Object.entries(cases)) {
  describe(code, () => {
    it("is named where it shows", () => {
      assert.equal(diagnose(factsOf(fault))?.code, code);
    });

    it("keeps silent in the healthy twin", () => {
      assert.equal(diagnose(factsOf(twin)), undefined);
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
    const told = [...Object.keys(cases), ...Object.keys(causesAround)];
    assert.deepEqual(told.sort(), Object.keys(causeTexts).sort());
  });
});

describe("what decides nothing", () => {
  it("is left alone: a silent neighbor on a healthy network", () => {
    assert.equal(diagnose(factsOf({ facts: silent })), undefined);
  });

  it("is left alone: a host's network, which is next to every bridge", () => {
    const onHost = { ...api, networks: ["host"], mode: "host" };
    assert.equal(diagnose(factsOf({ target: onHost, facts: silent })), undefined);
  });

  it("is left alone: a name that nobody has", () => {
    assert.equal(diagnose(factsOf({ target: null, facts: unresolved })), undefined);
  });
});
