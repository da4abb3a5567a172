// What surrounds a source: its host, the other hosts of its swarm, and who is there. Asked only where a
// failure has a cause that its own engine's containers do not show.
import { isInSubnet, parseAddress } from "../../model/cidr.ts";
import { spansHosts, type Network } from "../../model/network.ts";
import type { HostRoute } from "../../model/networkSpecProblems.ts";
import type { OverlayMember, OverlayView, SwarmView } from "../../model/overlay.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { containerAt } from "../checks/reach.ts";
import { networksReachedBy } from "../pingTarget.ts";
import type { ProbeResult } from "../probe.ts";
import type { Facts } from "./cause.ts";

/** What a helper in the host's own network namespace sees. */
export interface HostView {
  /** Whether it passes packets on (IPv4); undefined where that could not be read. */
  readonly forwards: boolean | undefined;
  readonly addresses: readonly string[];
  readonly routes: readonly HostRoute[];
  /** What the host itself was told: of the source's own questions, or of the ports of other hosts. */
  readonly answers: readonly ProbeResult[];
}

export interface Surroundings {
  readonly swarm: SwarmView | undefined;
  /** The source's networks that span hosts, by id. */
  readonly overlays: ReadonlyMap<string, OverlayView>;
  /** Undefined where it does not matter, or no helper could look. */
  readonly host: HostView | undefined;
}

/** The networks of the source that others on other hosts may be on. */
export function overlaysOf({ picture, source }: Facts): readonly Network[] {
  return networksReachedBy(picture, source).filter(spansHosts);
}

/** Where a swarm's engines tell each other who is on a network: TCP and UDP. */
export const gossipPort = 7946;

/** The hosts of the swarm that do not take part in the source's overlay networks, as far as its engine knows. */
export function missingPeers(facts: Facts): readonly string[] {
  const { swarm, overlays } = facts.around ?? {};
  if (swarm === undefined || overlays === undefined) return [];
  const views = overlaysOf(facts).flatMap(({ id }) => overlays.get(id)?.peers ?? []);
  const present = new Set([swarm.ownAddress, ...views]);
  return swarm.hosts.filter((address) => !present.has(address));
}

/** Somebody on another host, as far as it is known. */
export interface Elsewhere {
  readonly network: Network;
  readonly address: string;
  /** Undefined where nobody tells who that is. */
  readonly member: OverlayMember | undefined;
}

/** Who is asked, where that is an address on an overlay network that no container here has. */
export function elsewhere(facts: Facts): Elsewhere | undefined {
  const { picture, target, around } = facts;
  if (target !== undefined) return undefined;
  const address = addressesOf(facts).find((one) => containerAt(picture, one) === undefined);
  const parsed = parseAddress(address ?? "");
  if (address === undefined || parsed === undefined) return undefined;
  const network = overlaysOf(facts).find((one) => isWithin(one, address));
  if (network === undefined) return undefined;
  const members = around?.overlays.get(network.id)?.members ?? [];
  return { network, address, member: members.find((one) => one.address === address) };
}

/** The addresses that were asked, or that the name stands for. */
export function addressesOf({ answers }: Pick<Facts, "answers">): readonly string[] {
  const asked = answers.flatMap(({ probe, addresses }) => probe.address ?? addresses);
  return [...new Set(asked)];
}

/** The network of the engine that has an address in one of its subnets. */
export function networkAround(picture: ReadonlyPicture, address: string): Network | undefined {
  return [...picture.networks.values()].find((network) => isWithin(network, address));
}

function isWithin({ ipamPools }: Network, address: string): boolean {
  return ipamPools.some(({ subnet }) => isInSubnet(subnet, address));
}
