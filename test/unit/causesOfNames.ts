// Causes in names and who knows them, each where its facts show it, and a twin that differs by just what matters.
import type { CauseCode } from "../../src/connectivity/diagnosis/causeTexts.ts";
import type { ProbeResult } from "../../src/connectivity/probe.ts";
import {
  answer,
  api,
  looked,
  owner,
  ping,
  sidecar,
  storeNamed,
  unresolved,
  web,
  type Scene,
} from "./diagnosisScene.ts";

/** Of the name `api`, by a name server. */
const told = (reason: ProbeResult["reason"], resolver: string) => ({
  answers: [{ ...answer(ping, reason), resolver }],
});
const byName = (target: string) => ({
  answers: [answer({ kind: "ping", target }, "noSuchName")],
});
const engines = "127.0.0.11";
const again = (reason: ProbeResult["reason"]) => ({
  further: [answer({ kind: "resolve", target: "api" }, reason)],
});
const gateway = "10.0.0.1";
const gatewayPing = (neighbor: ProbeResult["neighbor"]): ProbeResult => ({
  ...answer({ kind: "ping", target: gateway, address: gateway }, "noAnswer"),
  neighbor,
});
const asStore = { target: null, others: [storeNamed("front")] } as const;
const outsideName = (reason: ProbeResult["reason"]) => ({
  name: "example.org",
  answers: [{ ...answer({ kind: "ping", target: "example.org" }, reason), resolver: engines }],
});
const server = { kind: "ping", target: "192.0.2.99", address: "192.0.2.99" } as const;
const ownServer = looked([{ spec: web, dns: ["192.0.2.99"] }]);

/** What shows a cause, then what looks nearly the same and does not. */
export const causesOfNames = {
  resolverReplaced: [
    { facts: told("noSuchName", "192.0.2.53") },
    { facts: { answers: [answer(ping, "noAnswer")] } },
  ],
  engineResolverSilent: [
    { facts: { ...told("resolverSilent", engines), ...again("resolverSilent") } },
    { facts: { ...told("resolverSilent", engines), ...again(undefined) } },
  ],
  gatewayMoved: [
    { facts: { ...told("resolverSilent", gateway), further: [gatewayPing("known")] } },
    // Nobody has that address, so nobody is mistaken for its holder.
    { facts: { ...told("resolverSilent", gateway), further: [gatewayPing("silent")] } },
  ],
  nameOfSharer: [
    { target: sidecar, others: [owner], facts: { ...byName("sidecar"), name: "sidecar" } },
    // It is asked by its owner's name, which its own need not be.
    { target: sidecar, others: [owner], facts: { ...byName("owner"), name: "sidecar" } },
  ],
  aliasLost: [
    { ...asStore, facts: { ...unresolved, name: "store" } },
    // Whether it has the alias is not known, as in a listing.
    { facts: { ...unresolved, name: "api" } },
  ],
  nobodyNamed: [
    { target: null, facts: outsideName("noSuchName") },
    { target: null, facts: outsideName("resolverSilent") },
  ],
  ownDnsSilent: [
    {
      target: null,
      facts: {
        ...outsideName("resolverSilent"),
        inspected: ownServer,
        further: [answer(server, "noAnswer")],
      },
    },
    {
      target: null,
      facts: { ...outsideName("resolverSilent"), inspected: looked([{ spec: web }]) },
    },
  ],
  resolverUndecided: [
    { target: null, facts: outsideName("resolverSilent") },
    { facts: { name: "api" } },
  ],
  sameNameNetworks: [
    { source: { ...web, networks: ["pair"] }, target: { ...api, networks: ["pair2"] } },
    { source: { ...web, networks: ["pair2"] }, target: { ...api, networks: ["pair2"] } },
  ],
  noNetwork: [
    { target: { ...api, networks: [], mode: "front" } },
    { target: { ...api, networks: ["front"], mode: "back" } },
  ],
} satisfies Partial<Record<CauseCode, readonly [Scene, Scene]>>;
