// Situations that look like one cause and have another, each with the one that it has.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Facts } from "../../src/connectivity/diagnosis/cause.ts";
import type { CauseCode } from "../../src/connectivity/diagnosis/causeTexts.ts";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import type { HostView } from "../../src/connectivity/diagnosis/surroundings.ts";
import type { Probe, ProbeReason, ProbeResult } from "../../src/connectivity/probe.ts";
import type { Container, PublishedPort } from "../../src/model/container.ts";
import { Picture } from "../../src/model/picture.ts";
import type { FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";
import { answer } from "./diagnosisScene.ts";

const networks = [
  ...["front", "back", "bridge"].map(network),
  { ...network("shut"), internal: true },
  {
    ...network("near"),
    ipamPools: [{ subnet: "10.250.0.0/24", ipRange: undefined, gateway: undefined }],
  },
];

type Spec = FakeContainerSpec & { readonly ports?: readonly PublishedPort[] };

const web: Spec = { name: "web", networks: ["front"], address: 5 };
const api: Spec = { name: "api", networks: ["front"], address: 6 };
const gateway = "10.250.0.1";

const open = (containerPort: number, hostPort?: number): PublishedPort => ({
  ...{ containerPort, protocol: "tcp", hostPort, hostAddress: undefined },
});

interface Situation extends Partial<Omit<Facts, "picture" | "source" | "target" | "around">> {
  readonly source?: Spec;
  readonly target?: Spec;
  readonly others?: readonly Spec[];
  readonly host?: Partial<HostView>;
  readonly isPodman?: boolean;
}

function factsOf(situation: Situation): Facts {
  const { source = web, target, others = [], host, isPodman, ...more } = situation;
  const made = (spec: Spec): Container => ({ ...inspected(spec), ports: spec.ports ?? [] });
  const asker = made(source);
  const asked = target === undefined ? undefined : made(target);
  const all = [asker, ...(asked === undefined ? [] : [asked]), ...others.map(made)];
  const { engine, ...content } = listing(networks, all);
  const product = isPodman === true ? "podman" : "docker";
  const picture = new Picture({ ...content, engine: { ...engine, product } });
  const { name = asked?.name ?? "api", port, answers = [] } = more;
  const around = host && {
    ...{ swarm: undefined, overlays: new Map() },
    host: { forwards: true, addresses: [], routes: [], answers: [], ...host },
  };
  const first = firstFacts({ picture, source: asker, target: asked, name, port, answers });
  return { ...first, ...more, target: first.target, around };
}

const to = (target: string, reason: ProbeReason | undefined, port?: number): ProbeResult =>
  answer(port === undefined ? { kind: "ping", target } : { kind: "tcp", target, port }, reason);

/** A name that stands for an address, or an address itself. */
const at = (address: string, reason: ProbeReason | undefined, port?: number): ProbeResult => ({
  ...to(address, reason, port),
  addresses: [address],
});

const http: Probe = { kind: "http", target: "api", port: 80, path: "/" };
const apiSilent = { ...answer(http, "noAnswer"), addresses: ["10.250.0.6"] };
const service = { "com.docker.compose.service": "db" };
const database = (more: Partial<Spec>): Spec => ({
  ...{ name: "other-db-1", networks: ["back"], address: 9, labels: service },
  ...more,
});
const sixth = "2001:db8::1";

const situations: readonly (readonly [string, Situation, CauseCode])[] = [
  [
    "one on an internal network asks its own port, where nothing listens",
    {
      ...{ source: { ...web, networks: ["shut"] }, name: "localhost", port: 80 },
      answers: [{ ...to("localhost", "refused", 80), addresses: ["127.0.0.1"] }],
    },
    "localhostAsked",
  ],
  [
    "one on an internal network asks its own port by address, and its own rules drop it",
    {
      ...{ source: { ...web, networks: ["shut"] }, name: "127.0.0.1", port: 80 },
      answers: [at("127.0.0.1", "noAnswer", 80)],
    },
    "outsideSilent",
  ],
  [
    "one on an internal network asks the outside",
    {
      source: { ...web, networks: ["shut"] },
      name: "internet",
      answers: [at("1.1.1.1", "noRoute")],
    },
    "internalNetwork",
  ],
  [
    "Podman passes on between two networks, and nothing listens",
    {
      ...{ isPodman: true, target: { ...api, networks: ["back"] }, port: 80 },
      ...{ answers: [at("10.250.0.6", "refused", 80)], listeners: [] },
    },
    "nothingListens",
  ],
  [
    "a routed network is reached from another, and a port refuses",
    {
      ...{ target: { ...api, networks: ["back"] }, port: 80 },
      ...{ answers: [at("10.250.0.6", "refused", 80)], listeners: [] },
    },
    "nothingListens",
  ],
  [
    "two have no network in common, and Docker drops what one sends",
    { target: { ...api, networks: ["back"] }, answers: [at("10.250.0.6", "noAnswer")] },
    "noCommonNetwork",
  ],
  [
    "a server's own check of itself fails, while a neighbor has the same port",
    {
      ...{ source: { ...web, ports: [open(80)] }, others: [{ ...api, ports: [open(80)] }] },
      ...{ name: "localhost", port: 80, answers: [to("localhost", "refused", 80)] },
    },
    "portRefused",
  ],
  [
    "the host's firewall drops what is sent to the gateway",
    { name: gateway, answers: [at(gateway, "noAnswer")] },
    "hostFirewall",
  ],
  [
    "the link of the one who asks is cut, so that not even its gateway is heard",
    {
      source: { ...web, networks: ["near"] },
      ...{ name: gateway, answers: [{ ...at(gateway, "noAnswer"), neighbor: "silent" }] },
      host: { answers: [at(gateway, undefined)] },
    },
    "outsideSilent",
  ],
  [
    "a name stands for the host, whose firewall drops a port",
    { name: "host.docker.internal", port: 80, answers: [at(gateway, "noAnswer", 80)] },
    "hostFirewall",
  ],
  [
    "the host is asked at its own other address, which it reaches itself",
    {
      ...{ name: "192.0.2.7", port: 80, answers: [at("192.0.2.7", "noAnswer", 80)] },
      further: [at(gateway, undefined)],
      host: { addresses: ["192.0.2.7"], answers: [at("192.0.2.7", undefined, 80)] },
    },
    "hostFirewall",
  ],
  [
    "nothing listens on the host at that port",
    { name: gateway, port: 80, answers: [at(gateway, "refused", 80)] },
    "portRefused",
  ],
  [
    "an alias stands for a container, which keeps silent",
    { name: "db", others: [api], answers: [at("10.250.0.6", "noAnswer")] },
    "targetSilent",
  ],
  [
    "an alias stands for a container that listens at its loopback address",
    {
      ...{ name: "db", others: [api], port: 80, answers: [at("10.250.0.6", "refused", 80)] },
      listeners: [{ address: "127.0.0.1", port: 80 }],
    },
    "listensOnLoopback",
  ],
  [
    "another project's service of that name is stopped, on another network",
    {
      ...{ name: "db", others: [database({ state: "exited" })] },
      answers: [to("db", "noSuchName")],
    },
    "nameElsewhere",
  ],
  [
    "the service of that name is stopped, on the same network",
    {
      ...{ name: "db", others: [database({ state: "exited", networks: ["front"] })] },
      answers: [to("db", "noSuchName")],
    },
    "targetStopped",
  ],
  [
    "one replica of a service has ended, and another runs",
    {
      name: "db",
      others: [
        database({ state: "exited", networks: ["front"] }),
        database({ name: "other-db-2", networks: ["front"] }),
      ],
      answers: [to("db", "resolverSilent")],
    },
    "aliasLost",
  ],
  [
    "one without IPv6 asks an address that has nothing else, which the host reaches",
    {
      ...{ name: "internet", answers: [at(sixth, "noRoute")], further: [at(gateway, undefined)] },
      host: { answers: [at(sixth, undefined)] },
    },
    "outsideSilent",
  ],
  [
    "the host reaches an address and lets nobody else there",
    {
      ...{
        name: "internet",
        answers: [at("1.1.1.1", "noAnswer")],
        further: [at(gateway, undefined)],
      },
      host: { answers: [at("1.1.1.1", undefined)] },
    },
    "forwardingFiltered",
  ],
  [
    "a program takes connections and hangs",
    {
      ...{ target: api, port: 80, answers: [apiSilent] },
      further: [to("api", undefined, 80), to("api", undefined)],
    },
    "programSilent",
  ],
  [
    "a connection opens, and large packets are lost on the way",
    {
      ...{ target: api, port: 80, answers: [apiSilent] },
      further: [
        to("api", undefined, 80),
        { ...answer({ kind: "pathMtu", target: "api" }, undefined), largestPacket: 1400 },
      ],
    },
    "mtuTooLarge",
  ],
  [
    "a rule drops one port, and another answers",
    {
      ...{ target: api, port: 80, answers: [apiSilent] },
      further: [to("api", "noAnswer", 80), to("api", undefined, 81)],
    },
    "portFiltered",
  ],
];

describe("a situation that looks like another", () => {
  for (const [name, situation, expected] of situations) {
    it(`is told as ${expected}: ${name}`, () => {
      assert.equal(diagnose(factsOf(situation))?.code, expected);
    });
  }
});
