// What the facts of a diagnosis are made of in tests: two containers, and what was asked and answered.
import type { Facts, Inspected } from "../../src/connectivity/diagnosis/cause.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import { unknownResult, type Probe, type ProbeResult } from "../../src/connectivity/probe.ts";
import type { Container, PublishedPort } from "../../src/model/container.ts";
import type { Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import type { FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const networks: readonly Network[] = [
  ...["front", "back", "bridge", "none"].map(network),
  network("pair"),
  { ...network("pair2"), name: "pair" },
  { ...network("shut"), internal: true },
  { ...network("apart"), options: { "com.docker.network.bridge.enable_icc": "false" } },
];

export const published = (containerPort: number, hostPort: number): PublishedPort => ({
  ...{ containerPort, hostPort },
  protocol: "tcp",
  hostAddress: "0.0.0.0",
});

export const web: FakeContainerSpec = { name: "web", networks: ["front"], address: 1 };
export const api: FakeContainerSpec = { name: "api", networks: ["front"], address: 2 };

export interface Scene {
  readonly source?: FakeContainerSpec;
  /** `null` for a target that is no container. */
  readonly target?: FakeContainerSpec | null;
  readonly others?: readonly FakeContainerSpec[];
  readonly ports?: readonly PublishedPort[];
  readonly facts?: Partial<Omit<Facts, "picture" | "source" | "target">>;
}

export function factsOf({
  source = web,
  target = api,
  others = [],
  ports = [],
  facts,
}: Scene): Facts {
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

export const ping: Probe = { kind: "ping", target: "api" };
export const tcp = (port: number): Probe => ({ kind: "tcp", target: "api", port });

export const answer = (probe: Probe, reason: ProbeResult["reason"]): ProbeResult => ({
  ...unknownResult(probe, reason ?? "ended"),
  reason,
  verdict:
    reason === undefined
      ? "reachable"
      : reason === "noSuchName" || reason === "resolverSilent"
        ? "unresolved"
        : "blocked",
});

export const silent = { answers: [answer(ping, "noAnswer")] };
export const unresolved = { answers: [answer(ping, "noSuchName")] };
export const noRoute = { answers: [answer(ping, "noRoute")] };
export const refused = { port: 80, answers: [answer(tcp(80), "refused")] };
export const outside = (reason: ProbeResult["reason"]): Pick<Facts, "name" | "answers"> => ({
  name: "internet",
  answers: [answer({ kind: "ping", target: "192.0.2.1", address: "192.0.2.1" }, reason)],
});
export const sidecar: FakeContainerSpec = {
  name: "sidecar",
  networks: [],
  mode: "container:owner",
};
export const owner: FakeContainerSpec = { name: "owner", networks: ["front"], address: 7 };
const store = { "com.docker.compose.service": "store" };
export const storeNamed = (name: string): FakeContainerSpec => ({
  ...{ name: "shop-store-1", networks: [name], address: 8, labels: store },
});

interface Looked {
  readonly spec: FakeContainerSpec;
  readonly startedAt?: string;
  readonly dns?: readonly string[];
}

/** What inspects tell. */
export function looked(containers: readonly Looked[]): ReadonlyMap<string, Inspected> {
  const entries = containers.map(({ spec, startedAt = "", dns = [] }) => {
    const container = inspected(spec);
    return [container.id, { container, startedAt, hostName: "", dns }] as const;
  });
  return new Map(entries);
}
