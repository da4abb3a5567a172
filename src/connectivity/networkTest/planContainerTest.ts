// A container and its picture -> all that it should reach: on each of its networks every neighbor by each
// of its names and addresses, the gateways, and the outside.
import { isUp, shortId, type Container } from "../../model/container.ts";
import { isPredefined, type Network } from "../../model/network.ts";
import type { Member, ReadonlyPicture } from "../../model/picture.ts";
import type { MembersElsewhere } from "../checks/planCheck.ts";
import { gatewayOn } from "../gateways.ts";
import { type Outside, outsideProbes } from "../outsideProbes.ts";
import { networksReachedBy } from "../pingTarget.ts";
import type { Probe } from "../probe.ts";
import { packetOutside, targetsElsewhere, type TestTarget } from "./farTargets.ts";
import type { TestEnd, TestPlan, TestQuestion } from "./testPlan.ts";

export interface ContainerTestFacts {
  readonly outside: Outside;
  /** Who is on networks on other hosts. */
  readonly elsewhere?: MembersElsewhere;
}

/** What a container asks, in one row. Aliases are asked for where the picture knows them. */
export function planContainerTest(
  picture: ReadonlyPicture,
  source: Container,
  { outside, elsewhere = new Map() }: ContainerTestFacts,
): TestPlan {
  const owner = picture.ownerOf(source) ?? source;
  const networks = networksReachedBy(picture, source);
  const places = networks.map((network) => ({
    network,
    neighbors: neighborsOn(picture, network, owner),
  }));
  const asked = [
    ...nameTargets(places),
    ...places.flatMap(addressTargets),
    ...gatewayTargets(owner, places),
    ...networks.flatMap((one) => targetsElsewhere(one, elsewhere.get(one.id) ?? [])),
    ...outsideTargets(outside),
    ...packetOutside(outside),
  ];
  const questions = asked.map(({ target, name, leastPacket, probes }, column): TestQuestion => {
    const isAskable = isUp(source) && (target === undefined || isUp(target));
    const place = { row: 0, column, source, target, name, leastPacket };
    return { ...place, probes: isAskable ? probes : [] };
  });
  const row: TestEnd = {
    key: source.name,
    name: source.name,
    detail: { code: "asks", args: {} },
  };
  return {
    subject: { kind: "container", container: source },
    rows: [row],
    columns: asked.map(({ end }) => end),
    questions,
  };
}

/** The containers on the networks of one, whose aliases its test has to know. */
export function neighborsOf(picture: ReadonlyPicture, source: Container): readonly Container[] {
  const owner = picture.ownerOf(source) ?? source;
  const neighbors = networksReachedBy(picture, source).flatMap((network) =>
    neighborsOn(picture, network, owner).map(({ container }) => container),
  );
  return [...new Map(neighbors.map((one) => [one.id, one])).values()];
}

interface Place {
  readonly network: Network;
  readonly neighbors: readonly Member[];
}

/** What does not run has neither names nor addresses there. */
function neighborsOn(
  picture: ReadonlyPicture,
  network: Network,
  owner: Container,
): readonly Member[] {
  return picture
    .membersOf(network)
    .filter(({ container }) => container.id !== owner.id && isUp(container));
}

interface Named {
  readonly code: "ownName" | "alias" | "service";
  readonly containers: Map<string, Container>;
  readonly networks: Set<string>;
}

/** Each name once, whoever bears it on whichever network: they are all asked of one name server. */
function nameTargets(places: readonly Place[]): readonly TestTarget[] {
  const names = new Map<string, Named>();
  for (const { network, neighbors } of places) {
    // The engine's own bridge resolves no names.
    if (isPredefined(network)) continue;
    for (const member of neighbors) {
      for (const [name, code] of namesOf(member)) {
        const named = names.get(name) ?? { code, containers: new Map(), networks: new Set() };
        named.containers.set(member.container.id, member.container);
        named.networks.add(network.name);
        names.set(name, named);
      }
    }
  }
  return [...names].map(([name, { code, containers, networks }]) => {
    const bearers = [...containers.values()];
    const args = {
      containers: bearers.map((one) => one.name).join(", "),
      networks: [...networks].join(", "),
    };
    const end = { key: `name ${name}`, name, detail: { code, args } };
    return { end, target: bearers[0], name, probes: [{ kind: "ping", target: name }] };
  });
}

function namesOf({ container, attachment }: Member): ReadonlyMap<string, Named["code"]> {
  const names = new Map<string, Named["code"]>();
  const add = (name: string | undefined, code: Named["code"]): void => {
    if (name !== undefined && name !== "" && !names.has(name)) names.set(name, code);
  };
  add(container.name, "ownName");
  add(container.labels["com.docker.compose.service"], "service");
  for (const alias of attachment.endpoint.aliases ?? []) {
    // Some engines list the short id among the aliases, which nobody writes anywhere.
    if (alias !== shortId(container.id)) add(alias, "alias");
  }
  return names;
}

function addressTargets({ network, neighbors }: Place): readonly TestTarget[] {
  return neighbors.flatMap(({ container, attachment: { endpoint } }) => {
    const addresses = [endpoint.ipv4Address, endpoint.ipv6Address];
    return addresses.flatMap((address, index): readonly TestTarget[] => {
      if (address === undefined || address === "") return [];
      const args = { container: container.name, network: network.name };
      const key = `address ${index} ${container.name} ${network.name}`;
      return [
        {
          end: { key, name: address, detail: { code: "addressOf", args } },
          target: container,
          name: address,
          probes: [{ kind: "ping", target: container.name, address }],
        },
      ];
    });
  });
}

function gatewayTargets(owner: Container, places: readonly Place[]): readonly TestTarget[] {
  return places.flatMap(({ network }): readonly TestTarget[] => {
    const gateway = gatewayOn(owner, network);
    // Nothing outside is meant to be reached from an internal network.
    if (gateway === undefined || network.internal) return [];
    return [
      {
        end: {
          key: `gateway ${network.name}`,
          name: gateway,
          detail: { code: "gateway", args: { network: network.name } },
        },
        target: undefined,
        name: gateway,
        probes: [{ kind: "ping", target: gateway, address: gateway }],
      },
    ];
  });
}

/** One place for each address, so that one that is down does not hide the others. */
function outsideTargets(outside: Outside): readonly TestTarget[] {
  return outside.addresses.map((address): TestTarget => {
    const probes: readonly Probe[] = outsideProbes({ ...outside, addresses: [address] });
    const end = {
      key: `outside ${address}`,
      name: address,
      detail: { code: "outside", args: {} },
    } as const;
    return { end, target: undefined, name: "internet", probes };
  });
}
