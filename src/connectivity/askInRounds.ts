// Many questions of many sources: one exec for each source, a few at a time, in rounds that the host's
// table of neighbors has room for. What may be the fault of a full table is asked once more.
import { setTimeout as delay } from "node:timers/promises";
import type { EngineConnection } from "../engine/connection.ts";
import { eachLimited } from "../engine/eachLimited.ts";
import { EngineError } from "../engine/errors.ts";
import type { HelperContainers } from "../engine/helperContainers.ts";
import { NeighborTables } from "../engine/neighborTables.ts";
import { unlessAborted } from "../engine/unlessAborted.ts";
import type { Container } from "../model/container.ts";
import { isDoubtful, subnetsOf, withoutRoom } from "./neighborDoubts.ts";
import { type NeighborRoom, roundsOf, usualRoom } from "./neighborRoom.ts";
import { type Probe, type ProbeResult, unknownResult } from "./probe.ts";
import type { ProbeLimits } from "./probeArguments.ts";
import { probeAll, type SourceProbes } from "./probeBatch.ts";

/** How questions are asked. */
export interface Asking {
  /** Enough for two cores; more at once make each other slow, and slow answers look like none. */
  readonly sourcesAtOnce?: number;
  /**
   * The first source asks at once, the others when this has come: on a small machine a few that ask can leave
   * nothing for who is about to draw their answers.
   */
  readonly othersAfter?: Promise<unknown> | undefined;
  readonly limits?: ProbeLimits;
  /** Where undefined, what an image can't do stays unknown. */
  readonly helpers?: HelperContainers | undefined;
  readonly room?: NeighborRoom;
  /**
   * Asked where there is more than one round, and told their number: the image of a helper that makes
   * the host's kernel forget neighbors in between (`NeighborTables`, which may enter the network
   * namespaces of containers), or undefined. Without it, or where the engine doesn't allow it, rounds
   * wait until the kernel has forgotten by itself.
   */
  readonly roomHelper?: (rounds: number) => Promise<string | undefined>;
  /** Who may be asked without asking: they too learn their neighbors, and are made to forget them. */
  readonly everybody?: readonly Container[];
  /** Called before each round but the first, with the number of rounds that are left. */
  readonly onPause?: (roundsLeft: number) => void;
  /** Called once for each question, in the order of arrival. */
  readonly onResult: (source: Container, result: ProbeResult) => void;
}

/** Asks everything. Throws where the engine cannot be used, or the abort once all sources are silent. */
export async function askInRounds(
  connection: EngineConnection,
  asked: readonly SourceProbes[],
  asking: Asking,
  signal: AbortSignal,
): Promise<void> {
  const run = new RoundsRun(connection, asked, asking, signal);
  try {
    await run.askAll();
    await run.askDoubtsAgain();
  } finally {
    await run.end();
  }
}

interface Doubt {
  readonly source: Container;
  readonly result: ProbeResult;
}

class RoundsRun {
  readonly #connection: EngineConnection;
  readonly #asked: readonly SourceProbes[];
  readonly #asking: Asking;
  readonly #room: NeighborRoom;
  readonly #signal: AbortSignal;
  readonly #doubts: Doubt[] = [];
  /** The addresses at which somebody got an answer. */
  readonly #answering = new Set<string>();
  #tables: Promise<NeighborTables | undefined> | undefined;

  constructor(
    connection: EngineConnection,
    asked: readonly SourceProbes[],
    asking: Asking,
    signal: AbortSignal,
  ) {
    this.#connection = connection;
    this.#asked = asked;
    this.#asking = asking;
    this.#room = asking.room ?? usualRoom;
    this.#signal = signal;
  }

  async askAll(): Promise<void> {
    const rounds = roundsOf(this.#asked, this.#room);
    // What an earlier run has left goes first, where that takes no waiting.
    if (rounds.length > 1) await this.#forget(rounds.length);
    for (const [index, round] of rounds.entries()) {
      if (index > 0) await this.#makeRoom(rounds.length - index);
      await this.#ask(round, (source, result) => {
        if (isDoubtful(source, result)) this.#doubts.push({ source, result });
        else this.#settle(source, result);
      });
    }
  }

  /** Where the link address stayed unknown, a full table may be why: asked once more, with room made. */
  async askDoubtsAgain(): Promise<void> {
    const again = new Map<Container, Probe[]>();
    for (const { source, result } of this.#doubts) {
      const isSilentToAll = !this.#answering.has(result.addresses[0] ?? "");
      if (result.neighbor === "silent" && isSilentToAll) this.#settle(source, result);
      else again.set(source, [...(again.get(source) ?? []), result.probe]);
    }
    const rounds = roundsOf(
      [...again].map(([source, probes]) => ({ source, probes })),
      this.#room,
    );
    for (const [index, round] of rounds.entries()) {
      await this.#makeRoom(rounds.length - index);
      await this.#ask(round, (source, result) => {
        this.#settle(source, withoutRoom(source, result));
      });
    }
  }

  /** Removes what makes room. */
  async end(): Promise<void> {
    const tables = await this.#tables?.catch(() => undefined);
    await tables?.[Symbol.asyncDispose]();
  }

  #settle(source: Container, result: ProbeResult): void {
    const [address] = result.addresses;
    if (result.verdict === "reachable" && address !== undefined) this.#answering.add(address);
    this.#asking.onResult(source, result);
  }

  async #makeRoom(roundsLeft: number): Promise<void> {
    this.#asking.onPause?.(roundsLeft);
    if (await this.#forget(roundsLeft + 1)) return;
    await delay(this.#room.forgottenAfterMs, undefined, { signal: this.#signal });
  }

  /** True where all neighbors are forgotten. */
  async #forget(rounds: number): Promise<boolean> {
    this.#tables ??= this.#openTables(rounds);
    const tables = await this.#tables;
    const subnets = [...new Set(this.#asked.flatMap(({ source }) => subnetsOf(source)))];
    return tables !== undefined && (await tables.forget(subnets, this.#signal));
  }

  async #openTables(rounds: number): Promise<NeighborTables | undefined> {
    const { roomHelper } = this.#asking;
    const image = roomHelper && (await unlessAborted(roomHelper(rounds), this.#signal));
    if (image === undefined) return undefined;
    const asked = new Set(this.#asked.flatMap(({ probes }) => probes.map(targetOf)));
    const silent = (this.#asking.everybody ?? []).filter(({ attachments }) =>
      attachments.some(({ endpoint: { ipv4Address = "", ipv6Address = "" } }) => {
        return asked.has(ipv4Address) || asked.has(ipv6Address);
      }),
    );
    const all = [...this.#asked.map(({ source }) => source), ...silent];
    const request = { image, containerIds: [...new Set(all.map(({ id }) => id))] };
    try {
      return await NeighborTables.open(this.#connection, request, this.#signal);
    } catch (error) {
      // Rootless engines and policies forbid it; waiting needs nobody's leave.
      if (error instanceof EngineError && error.kind !== "unreachable") return undefined;
      throw error;
    }
  }

  async #ask(round: readonly SourceProbes[], take: Asking["onResult"]): Promise<void> {
    const { othersAfter, sourcesAtOnce = 4 } = this.#asking;
    const askOne = async (one: SourceProbes): Promise<void> => {
      if (one !== round[0]) await unlessAborted(Promise.resolve(othersAfter), this.#signal);
      await this.#askFrom(one, take);
    };
    await eachLimited(round, askOne, sourcesAtOnce);
  }

  /** One source that cannot ask (gone meanwhile, no helper image) leaves the others their answers. */
  async #askFrom({ source, probes }: SourceProbes, take: Asking["onResult"]): Promise<void> {
    const { helpers, limits } = this.#asking;
    const open = new Set(probes);
    const batch = {
      ...{ source, probes, limits, helpers },
      onResult: (result: ProbeResult): void => {
        open.delete(result.probe);
        take(source, result);
      },
    };
    try {
      await probeAll(this.#connection, batch, this.#signal);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (error.kind === "unreachable" || error.kind === "denied") throw error;
      for (const probe of open) take(source, unknownResult(probe, "notProbed", error.message));
    }
  }
}

function targetOf({ target, address }: Probe): string {
  return address ?? target;
}
