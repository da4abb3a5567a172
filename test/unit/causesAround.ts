// Causes around a source, each where its facts show it, and a twin that differs by just what matters.
import type { Facts } from "../../src/connectivity/diagnosis/cause.ts";
import type { CauseCode } from "../../src/connectivity/diagnosis/causeTexts.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import type { HostView, Surroundings } from "../../src/connectivity/diagnosis/surroundings.ts";
import { unknownResult, type Probe, type ProbeResult } from "../../src/connectivity/probe.ts";
import { parseCidr } from "../../src/model/cidr.ts";
import type { Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import { fakeId } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const pool = (subnet: string): Pick<Network, "ipamPools"> => ({
  ipamPools: [{ subnet, ipRange: undefined, gateway: undefined }],
});
const across = { driver: "overlay", scope: "swarm", attachable: true } as const;

const networks: readonly Network[] = [
  { ...network("ov"), ...across, ...pool("10.0.1.0/24") },
  { ...network("sealed"), ...across, ...pool("10.0.2.0/24"), options: { encrypted: "" } },
  { ...network("front"), ...pool("10.9.1.0/24") },
];

const web = inspected({ name: "web", networks: ["ov", "sealed", "front"], address: 1 });
const alone = inspected({ name: "alone", networks: ["front"], address: 2 });

type Reason = ProbeResult["reason"];

function answer(probe: Probe, reason: Reason, more: Partial<ProbeResult> = {}): ProbeResult {
  const isNameless = reason === "noSuchName" || reason === "resolverSilent";
  const verdict =
    reason === undefined ? "reachable" : isNameless ? "unresolved" : ("blocked" as const);
  return { ...unknownResult(probe, "ended"), reason, verdict, ...more };
}

/** A ping of an address, or a connection where a port is given. */
function at(address: string, reason: Reason, port?: number): ProbeResult {
  const to = { target: address, address };
  return answer(
    port === undefined ? { kind: "ping", ...to } : { kind: "tcp", ...to, port },
    reason,
  );
}

const named = (reason: Reason, more: Partial<ProbeResult> = {}): ProbeResult =>
  answer({ kind: "ping", target: "db" }, reason, more);

export type AroundScene = Partial<Facts>;

/** The facts of a scene: web asks for db, unless told otherwise. */
export function factsAround(scene: AroundScene): Facts {
  const first = firstFacts({
    picture: new Picture(listing(networks, [web, alone])),
    ...{ source: web, name: "db", target: undefined, port: undefined, answers: [] },
  });
  return { ...first, ...scene };
}

const host: HostView = { forwards: true, addresses: [], routes: [], answers: [] };
const swarm = { ownAddress: "10.77.0.1", hosts: ["10.77.0.1", "10.77.0.2"], dataPort: 4789 };

function around(more: {
  readonly peers?: readonly string[];
  readonly host?: Partial<HostView>;
}): Surroundings {
  const { peers = swarm.hosts } = more;
  const memberOn = (name: string, address: string) => ({ name, address, hostAddress: "10.77.0.2" });
  const overlays = new Map([
    [
      fakeId("network", "ov"),
      { peers, members: [memberOn("db", "10.0.1.4"), memberOn("cache", "10.0.1.5")] },
    ],
    [fakeId("network", "sealed"), { peers, members: [memberOn("vault", "10.0.2.4")] }],
  ]);
  return { swarm, overlays, host: { ...host, ...more.host } };
}

const hostOpen = [at("10.77.0.2", undefined, 7946), at("10.77.0.2", undefined)];
const hostClosed = [at("10.77.0.2", "noAnswer", 7946), at("10.77.0.2", undefined)];
const there = { addresses: ["10.0.1.4"] };
const otherSilent = [at("10.0.1.5", "noAnswer")];
const outside = at("198.51.100.7", "noAnswer");
const outsideReached = at("198.51.100.7", undefined);
const route = (cidr: string) => {
  const parsed = parseCidr(cidr);
  return parsed === undefined ? [] : [{ cidr: parsed, interfaceName: "tun0" }];
};
const published = inspected({ name: "shop", networks: ["ov"], address: 9 });
const port = { containerPort: 80, hostPort: 8080, protocol: "tcp", hostAddress: "0.0.0.0" };
const withPublisher = new Picture(listing(networks, [web, alone, { ...published, ports: [port] }]));
const mtuProbe: Probe = { kind: "pathMtu", target: "db" };
const atPort = (port: number, reason: Reason): ProbeResult =>
  answer({ kind: "tcp", target: "db", port }, reason, there);

const toInternet = { source: alone, name: "internet", answers: [outside] };

/** What shows a cause, then what looks nearly the same and does not. */
export const causesAround = {
  hostsApart: [
    {
      answers: [named("noSuchName")],
      around: around({ peers: ["10.77.0.1"], host: { answers: hostClosed } }),
    },
    {
      answers: [named("noSuchName")],
      around: around({ peers: ["10.77.0.1"], host: { answers: hostOpen } }),
    },
  ],
  packetsLost: [
    {
      answers: [named("noAnswer", there)],
      further: otherSilent,
      around: around({ host: { answers: hostOpen } }),
    },
    {
      answers: [named("noAnswer", there)],
      further: [at("10.0.1.5", undefined)],
      around: around({ host: { answers: hostOpen } }),
    },
  ],
  encryptedPacketsLost: [
    { answers: [named("noAnswer", { addresses: ["10.0.2.4"] })], around: around({}) },
    { answers: [named("refused", { addresses: ["10.0.2.4"] })], around: around({}) },
  ],
  connectionsLost: [
    {
      answers: [atPort(80, "noAnswer")],
      further: [at("10.0.1.4", undefined), at("10.0.1.4", "noAnswer", 1)],
      around: around({}),
    },
    {
      answers: [atPort(80, "noAnswer")],
      further: [at("10.0.1.4", undefined), at("10.0.1.4", "refused", 1)],
      around: around({}),
    },
  ],
  mtuTooLarge: [
    { answers: [answer(mtuProbe, undefined, { ...there, largestPacket: 1350 })] },
    { answers: [answer(mtuProbe, undefined, { ...there, largestPacket: 1450 })] },
  ],
  publishedElsewhere: [
    {
      ...{ source: alone, name: "10.250.0.1", port: 8080, picture: withPublisher },
      answers: [at("10.250.0.1", "noAnswer", 8080)],
    },
    {
      ...{ source: alone, name: "10.251.0.1", port: 8080, picture: withPublisher },
      answers: [at("10.251.0.1", "refused", 8080)],
    },
  ],
  subnetShadowed: [
    {
      ...{ source: alone, name: "10.9.1.77" },
      answers: [at("10.9.1.77", "noRoute")],
      around: around({ host: { routes: route("10.9.0.0/16") } }),
    },
    {
      ...{ source: alone, name: "10.9.2.77" },
      answers: [at("10.9.2.77", "noRoute")],
    },
  ],
  forwardingDisabled: [
    { ...toInternet, around: around({ host: { forwards: false } }) },
    { ...toInternet, around: around({ host: { forwards: true } }) },
  ],
  hostFirewall: [
    { source: alone, name: "10.250.0.1", answers: [at("10.250.0.1", "noAnswer", 80)] },
    { source: alone, name: "10.250.0.1", answers: [at("10.250.0.1", "refused", 80)] },
  ],
  hostCutOff: [
    { ...toInternet, around: around({ host: { answers: [outside] } }) },
    { ...toInternet, around: around({ host: { answers: [] } }) },
  ],
  forwardingFiltered: [
    {
      ...toInternet,
      further: [at("10.250.0.1", undefined)],
      around: around({ host: { answers: [outsideReached] } }),
    },
    { ...toInternet, further: [at("10.250.0.1", undefined)], around: around({}) },
  ],
  resolverSilent: [
    { answers: [named("resolverSilent")], further: [outsideReached] },
    { answers: [named("resolverSilent")], further: [outside] },
  ],
} as const satisfies Partial<Record<CauseCode, readonly [AroundScene, AroundScene]>>;
