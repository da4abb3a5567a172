// Everyone to everyone on one network: one exec for each source, a few at a time, in rounds that never
// overflow the host's table of neighbors, which would make half of the pairs look blocked.
import { setTimeout as delay } from "node:timers/promises";
import type { EngineConnection } from "../engine/connection.ts";
import { eachLimited } from "../engine/eachLimited.ts";
import { EngineError } from "../engine/errors.ts";
import type { HelperContainers } from "../engine/helperContainers.ts";
import { NeighborTables } from "../engine/neighborTables.ts";
import { attachmentTo, type Container } from "../model/container.ts";
import type { Network } from "../model/network.ts";
import { inTurns } from "./inTurns.ts";
import { probeAll } from "./probeBatch.ts";
import type { ProbeResult } from "./probe.ts";
import type { ProbeLimits } from "./probeArguments.ts";

/** The answer for one ordered pair. */
export interface MeshCell {
  readonly from: Container;
  readonly to: Container;
  readonly result: ProbeResult;
}

export interface Mesh {
  readonly network: Network;
  /** Containers on the network. Those without an address on it have no cells. */
  readonly members: readonly Container[];
  /** How many sources probe at once. */
  readonly sourcesAtOnce?: number;
  readonly limits?: ProbeLimits;
  readonly helpers?: HelperContainers;
  /** Called once for each ordered pair, in the order of arrival. */
  readonly onCell?: (cell: MeshCell) => void;
  /**
   * The image of a helper that makes the host's kernel forget the mesh's neighbors between two rounds
   * (`NeighborTables`, which may enter every member's network namespace: ask before). Without it, or
   * where the engine doesn't allow it, the mesh waits until the kernel has forgotten by itself.
   */
  readonly roomHelperImage?: string;
  /** Called before each round but the first, with the number of rounds that are left. */
  readonly onPause?: (roundsLeft: number) => void;
}

interface Member {
  readonly container: Container;
  readonly address: string;
}

/** Probes every ordered pair of the members and resolves to all cells, in the order of arrival. */
export async function probeMesh(
  connection: EngineConnection,
  mesh: Mesh,
  signal: AbortSignal,
): Promise<readonly MeshCell[]> {
  const members = mesh.members.flatMap((container) => memberOf(container, mesh.network) ?? []);
  const run = new MeshRun(connection, mesh, signal);
  const rounds = roundsOf(members);
  try {
    if (rounds.length > 1) await run.startWithRoom();
    for (const [index, sources] of rounds.entries()) {
      if (index > 0) await run.makeRoom(rounds.length - index);
      await run.probe(sources.map((source) => ({ source, targets: others(members, source) })));
    }
    await run.probeAgain();
    return run.cells;
  } finally {
    await run.end();
  }
}

/** A host's neighbor table holds 1,024 (gc_thresh3); a part of it is left to everybody else. */
const roomForUs = 900;

/** After this time the kernel gives up an entry: 45 s reachable, and what it takes to find out. */
export const forgottenAfterMs = 60_000;

/** Sources such that the neighbors which each round adds fit. A ping makes both its ends learn the other. */
export function roundsOf<T>(members: readonly T[]): readonly (readonly T[])[] {
  const count = members.length;
  const cost = (sources: number): number =>
    2 * sources * (count - 1) - sources * Math.max(0, sources - 1);
  let size = 1;
  while (size < count && cost(size + 1) <= roomForUs) size += 1;
  const rounds = Math.ceil(count / size);
  return Array.from({ length: rounds }, (_, index) =>
    members.slice(index * size, (index + 1) * size),
  );
}

/** Rows by turns whose neighbors fit. */
function fitting(rows: readonly Row[]): readonly (readonly Row[])[] {
  return inTurns(rows, ({ targets }) => 2 * targets.length, roomForUs);
}

interface Row {
  readonly source: Member;
  readonly targets: readonly Member[];
}

/** What one run has seen so far. */
class MeshRun {
  readonly cells: MeshCell[] = [];
  readonly #connection: EngineConnection;
  readonly #mesh: Mesh;
  readonly #signal: AbortSignal;
  readonly #doubts: { readonly row: Row; readonly to: Member; readonly result: ProbeResult }[] = [];
  readonly #reached = new Set<string>();
  #tables: Promise<NeighborTables | undefined> | undefined;

  constructor(connection: EngineConnection, mesh: Mesh, signal: AbortSignal) {
    this.#connection = connection;
    this.#mesh = mesh;
    this.#signal = signal;
  }

  async probe(rows: readonly Row[]): Promise<void> {
    await this.#probeRows(rows, (row, to, result) => {
      if (result.verdict === "blocked" && isAboutNeighbor(result)) {
        this.#doubts.push({ row, to, result });
      } else {
        this.#settle(row.source, to, result);
      }
    });
  }

  /** Where the link address stayed unknown, a full table may be why: asked once more, with room made. */
  async probeAgain(): Promise<void> {
    const doubtful = this.#doubts.filter(({ to, result }) => {
      return result.neighbor === "absent" || this.#reached.has(to.container.id);
    });
    for (const { row, to, result } of this.#doubts) {
      if (!doubtful.some((one) => one.row === row && one.to === to)) {
        this.#settle(row.source, to, result);
      }
    }
    if (doubtful.length === 0) return;
    const again = [...new Set(doubtful.map(({ row }) => row.source))].map((source) => ({
      source,
      targets: doubtful.filter(({ row }) => row.source === source).map(({ to }) => to),
    }));
    for (const rows of fitting(again)) {
      await this.makeRoom(0);
      await this.#probeRows(rows, ({ source }, to, result) => {
        this.#settle(source, to, result);
      });
    }
  }

  async makeRoom(roundsLeft: number): Promise<void> {
    this.#mesh.onPause?.(roundsLeft);
    this.#tables ??= this.#openTables();
    if (await this.#forget()) return;
    await delay(forgottenAfterMs, undefined, { signal: this.#signal });
  }

  /** Forgets what an earlier run has left, where that takes no waiting. */
  async startWithRoom(): Promise<void> {
    this.#tables ??= this.#openTables();
    await this.#forget();
  }

  /** Removes what makes room. */
  async end(): Promise<void> {
    const tables = await this.#tables?.catch(() => undefined);
    await tables?.[Symbol.asyncDispose]();
  }

  /** True where all neighbors of the network are forgotten. */
  async #forget(): Promise<boolean> {
    const tables = await this.#tables;
    const pools = this.#mesh.network.ipamPools.map(({ subnet }) => subnet);
    if (tables === undefined || pools.length === 0) return false;
    for (const subnet of pools) {
      if (!(await tables.forget(subnet, this.#signal))) return false;
    }
    return true;
  }

  async #openTables(): Promise<NeighborTables | undefined> {
    const { roomHelperImage: image, members } = this.#mesh;
    if (image === undefined) return undefined;
    const request = { image, containerIds: members.map(({ id }) => id) };
    try {
      return await NeighborTables.open(this.#connection, request, this.#signal);
    } catch (error) {
      // Rootless engines and policies forbid it; waiting needs nobody's leave.
      if (error instanceof EngineError && error.kind !== "unreachable") return undefined;
      throw error;
    }
  }

  async #probeRows(
    rows: readonly Row[],
    take: (row: Row, to: Member, result: ProbeResult) => void,
  ): Promise<void> {
    const { helpers, limits, sourcesAtOnce = 4 } = this.#mesh;
    const probeRow = async (row: Row): Promise<void> => {
      const targets = new Map(row.targets.map((to) => [to.address, to]));
      const batch = {
        source: row.source.container,
        probes: row.targets.map(({ container, address }) => {
          return { kind: "ping", target: container.name, address } as const;
        }),
        ...(limits === undefined ? {} : { limits }),
        ...(helpers === undefined ? {} : { helpers }),
        onResult: (result: ProbeResult): void => {
          const to = targets.get(result.probe.address ?? "");
          if (to !== undefined) take(row, to, result);
        },
      };
      await probeAll(this.#connection, batch, this.#signal);
    };
    await eachLimited(rows, probeRow, sourcesAtOnce);
  }

  #settle(from: Member, to: Member, result: ProbeResult): void {
    if (result.verdict === "reachable") this.#reached.add(to.container.id);
    const cell = { from: from.container, to: to.container, result };
    this.cells.push(cell);
    this.#mesh.onCell?.(cell);
  }
}

function isAboutNeighbor({ neighbor }: ProbeResult): boolean {
  return neighbor === "absent" || neighbor === "silent";
}

function others(members: readonly Member[], source: Member): readonly Member[] {
  return members.filter((member) => member !== source);
}

function memberOf(container: Container, network: Network): Member | undefined {
  const endpoint = attachmentTo(container, network)?.endpoint;
  const address = endpoint?.ipv4Address ?? endpoint?.ipv6Address;
  return address === undefined || address === "" ? undefined : { container, address };
}
