// How many neighbors a host remembers, and questions in rounds that never want more than that: what finds
// no room looks blocked.
import type { Container } from "../model/container.ts";
import type { Probe } from "./probe.ts";
import type { SourceProbes } from "./probeBatch.ts";

/** What may be used of a host's table of neighbors. */
export interface NeighborRoom {
  /** For each of IPv4 and IPv6. */
  readonly entries: number;
  /** After this time the kernel has given up what nobody uses any more. */
  readonly forgottenAfterMs: number;
}

/**
 * All network namespaces of a host share 1,024 entries (gc_thresh3), of which a part is left to everybody
 * else. One is reachable for 45 s at most, and then it takes a moment to find out.
 */
export const usualRoom: NeighborRoom = { entries: 900, forgottenAfterMs: 60_000 };

/** Questions by rounds, in their order, such that the neighbors which each round adds have room. */
export function roundsOf(
  asked: readonly SourceProbes[],
  { entries }: Pick<NeighborRoom, "entries"> = usualRoom,
): readonly (readonly SourceProbes[])[] {
  const owners = ownersOf(asked.map(({ source }) => source));
  const rounds: SourceProbes[][] = [];
  let known = new KnownPairs(entries);
  const begin = (): SourceProbes[] => {
    const round: SourceProbes[] = [];
    rounds.push(round);
    known = new KnownPairs(entries);
    return round;
  };
  let round = begin();
  for (const { source, probes } of asked) {
    const pairs = probes.map((probe) => pairOf(source, probe, owners));
    // A source asks in one go where that is possible.
    if (!known.hasRoomFor(pairs) && round.length > 0) round = begin();
    let fitting: Probe[] = [];
    for (const [index, probe] of probes.entries()) {
      const pair = pairs.slice(index, index + 1);
      if (!known.hasRoomFor(pair) && fitting.length > 0) {
        round.push({ source, probes: fitting });
        round = begin();
        fitting = [];
      }
      known.add(pair);
      fitting.push(probe);
    }
    if (fitting.length > 0) round.push({ source, probes: fitting });
  }
  return rounds.filter((one) => one.length > 0);
}

interface Pair {
  readonly key: string;
  readonly isIpv6: boolean;
}

/** Who is to know whom within one round. */
class KnownPairs {
  readonly #most: number;
  readonly #keys = { ipv4: new Set<string>(), ipv6: new Set<string>() };

  constructor(entries: number) {
    // Asking makes both ends learn the other.
    this.#most = Math.floor(entries / 2);
  }

  hasRoomFor(pairs: readonly Pair[]): boolean {
    return (["ipv4", "ipv6"] as const).every((family) => {
      const keys = this.#keys[family];
      const more = pairs.filter(
        ({ key, isIpv6 }) => isIpv6 === (family === "ipv6") && !keys.has(key),
      );
      return keys.size + new Set(more.map(({ key }) => key)).size <= this.#most;
    });
  }

  add(pairs: readonly Pair[]): void {
    for (const { key, isIpv6 } of pairs) this.#keys[isIpv6 ? "ipv6" : "ipv4"].add(key);
  }
}

interface Owner {
  readonly id: string;
  readonly network: string;
}

/** Address -> who has it, and on which network. */
function ownersOf(containers: readonly Container[]): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const { id, attachments } of containers) {
    for (const { networkName: network, endpoint } of attachments) {
      for (const address of [endpoint.ipv4Address, endpoint.ipv6Address]) {
        if (address !== undefined && address !== "") owners.set(address, { id, network });
      }
    }
  }
  return owners;
}

/** The same for both directions, as far as the target is known. */
function pairOf(
  { id }: Container,
  { target, address }: Probe,
  owners: ReadonlyMap<string, Owner>,
): Pair {
  const owner = owners.get(address ?? target);
  const isIpv6 = (address ?? target).includes(":");
  const ends =
    owner === undefined ? [id, address ?? target] : [...[id, owner.id].sort(), owner.network];
  return { key: ends.join(" "), isIpv6 };
}
