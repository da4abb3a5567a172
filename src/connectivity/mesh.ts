// Everyone to everyone on one network: one exec for each source, in rounds that never overflow the host's
// table of neighbors, which would make half of the pairs look blocked.
import type { EngineConnection } from "../engine/connection.ts";
import { attachmentTo, type Container } from "../model/container.ts";
import type { Network } from "../model/network.ts";
import { type Asking, askInRounds } from "./askInRounds.ts";
import { commonAddresses } from "./commonAddresses.ts";
import { roundsOf } from "./neighborRoom.ts";
import type { Probe, ProbeResult, Verdict } from "./probe.ts";
import type { SourceProbes } from "./probeBatch.ts";

/** The answer for one ordered pair. */
export interface MeshCell {
  readonly from: Container;
  readonly to: Container;
  /** Of two addresses of the target, IPv4 and IPv6, the answer that tells of more trouble. */
  readonly result: ProbeResult;
}

export interface Mesh extends Omit<Asking, "onResult" | "roomHelper" | "everybody"> {
  readonly network: Network;
  /** Containers on the network. Those without an address on it have no cells. */
  readonly members: readonly Container[];
  /** Called once for each ordered pair, in the order of arrival. */
  readonly onCell?: (cell: MeshCell) => void;
  /** The image of a helper that makes room between two rounds: see `Asking.roomHelper`. Ask before. */
  readonly roomHelperImage?: string | undefined;
}

/** Probes every ordered pair of the members and resolves to all cells, in the order of arrival. */
export async function probeMesh(
  connection: EngineConnection,
  mesh: Mesh,
  signal: AbortSignal,
): Promise<readonly MeshCell[]> {
  const { onCell, roomHelperImage, ...asking } = mesh;
  const cells: MeshCell[] = [];
  const open = new Map<Probe, Pair>();
  const asked = questionsOf(mesh, open);
  const onResult = (from: Container, result: ProbeResult): void => {
    const pair = open.get(result.probe);
    if (pair === undefined) return;
    pair.results.push(result);
    if (pair.results.length < pair.probes) return;
    const cell = { from, to: pair.to, result: worstOf(pair.results, result) };
    cells.push(cell);
    onCell?.(cell);
  };
  const roomHelper = (): Promise<string | undefined> => Promise.resolve(roomHelperImage);
  await askInRounds(connection, asked, { ...asking, roomHelper, onResult }, signal);
  return cells;
}

/** How many rounds a mesh goes in: more than one take a helper, or time. */
export function meshRounds(mesh: Pick<Mesh, "network" | "members">): number {
  return roundsOf(questionsOf(mesh, new Map())).length;
}

function questionsOf(
  { network, members }: Pick<Mesh, "network" | "members">,
  open: Map<Probe, Pair>,
): readonly SourceProbes[] {
  const ends = members.flatMap((container) => {
    const endpoint = attachmentTo(container, network)?.endpoint;
    return commonAddresses(endpoint, endpoint).length === 0 ? [] : [{ container, endpoint }];
  });
  return ends.map((from) => ({
    source: from.container,
    probes: ends.flatMap((to) => {
      if (to === from) return [];
      const addresses = commonAddresses(from.endpoint, to.endpoint);
      const pair: Pair = { to: to.container, probes: addresses.length, results: [] };
      return addresses.map((address) => {
        const probe = { kind: "ping", target: to.container.name, address } as const;
        open.set(probe, pair);
        return probe;
      });
    }),
  }));
}

interface Pair {
  readonly to: Container;
  /** How many there are. */
  readonly probes: number;
  readonly results: ProbeResult[];
}

const worstFirst: readonly Verdict[] = ["blocked", "unresolved", "unknown", "reachable"];

function worstOf(results: readonly ProbeResult[], last: ProbeResult): ProbeResult {
  // Of two that are as bad, IPv4's: whoever reads it knows that address.
  const inOrder = [...results].sort((one, other) => {
    const isIpv6 = ({ probe }: ProbeResult): number => Number(probe.address?.includes(":"));
    return isIpv6(one) - isIpv6(other);
  });
  for (const verdict of worstFirst) {
    const found = inOrder.find((result) => result.verdict === verdict);
    if (found !== undefined) return found;
  }
  return last;
}
