// Helper containers, each in the network namespace of a source whose image lacks the tools: made when
// first asked for, kept while we are, removed with us. What a crash left is told by its label.
import { hostname } from "node:os";
import { probeLabel } from "../model/container.ts";
import { asList, asRecord, asText } from "../model/json.ts";
import type { EngineConnection } from "./connection.ts";
import { EngineError } from "./errors.ts";
import { removeContainer } from "./operations.ts";
import { unlessAborted } from "./unlessAborted.ts";

/** The helpers of one process on one engine. Who makes this disposes of it. */
export class HelperContainers implements AsyncDisposable {
  readonly image: string;
  readonly #connection: EngineConnection;
  readonly #helpers = new Map<string, Helper>();
  #isDisposed = false;

  constructor(connection: EngineConnection, image: string) {
    this.#connection = connection;
    this.image = image;
  }

  /**
   * Runs an action with the id of the source's helper, which runs meanwhile and is kept. Throws
   * `notFound` where the engine lacks the image: nothing is pulled.
   */
  async use<T>(
    sourceId: string,
    action: (helperId: string) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { startedAt } = await this.#stateOf(sourceId, signal);
    return this.#use(await this.#usable(sourceId, startedAt, signal), sourceId, action, signal);
  }

  /** The same with a helper in the network namespace of the engine's own host. */
  async useOnHost<T>(action: (helperId: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#use(await this.#usable(theHost, "", signal), theHost, action, signal);
  }

  async #use<T>(
    helper: Helper,
    sourceId: string,
    action: (helperId: string) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    try {
      return await action(await unlessAborted(helper.id, signal));
    } finally {
      helper.users -= 1;
      if (helper.users === 0 && this.#holdsItsSource()) await this.#release(sourceId, helper);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    const all = [...this.#helpers];
    await Promise.all(all.map(([sourceId, helper]) => this.#release(sourceId, helper)));
  }

  /** The source's helper, with one user more: the one that is kept where it is still of use. */
  async #usable(sourceId: string, startedAt: string, signal: AbortSignal): Promise<Helper> {
    for (;;) {
      const kept = this.#helpers.get(sourceId);
      if (kept === undefined) return this.#make(sourceId, startedAt);
      kept.users += 1;
      try {
        if (await this.#isUsable(kept, startedAt, signal)) return kept;
        await this.#release(sourceId, kept);
      } catch (error) {
        kept.users -= 1;
        throw error;
      }
    }
  }

  #make(sourceId: string, sourceStartedAt: string): Helper {
    if (this.#isDisposed) throw new EngineError("failed", "Portolan's helpers are being removed");
    const helper = { id: this.#start(sourceId), sourceStartedAt, users: 1 };
    this.#helpers.set(sourceId, helper);
    helper.id.catch(() => {
      this.#forget(sourceId, helper);
    });
    return helper;
  }

  /** A source that was started again has another network namespace than its helper. */
  async #isUsable(kept: Helper, startedAt: string, signal: AbortSignal): Promise<boolean> {
    const id = await unlessAborted(kept.id, signal);
    return kept.sourceStartedAt === startedAt && (await this.#isRunning(id, signal));
  }

  /** Podman refuses to remove a container while another shares its network namespace. */
  #holdsItsSource(): boolean {
    return this.#connection.server.startsWith("Libpod/");
  }

  async #release(sourceId: string, helper: Helper): Promise<void> {
    this.#forget(sourceId, helper);
    const id = await helper.id.catch(() => undefined);
    if (id !== undefined) await this.#remove(id);
  }

  #forget(sourceId: string, helper: Helper): void {
    if (this.#helpers.get(sourceId) === helper) this.#helpers.delete(sourceId);
  }

  /** To its end, whoever gives up waiting: one that is made but not known would stay. */
  async #start(sourceId: string): Promise<string> {
    const { signal } = new AbortController();
    await checkImage(this.#connection, this.image, signal);
    const networkMode = sourceId === theHost ? "host" : `container:${sourceId}`;
    const body = {
      Image: this.image,
      // Bounded, so that even one that nobody finds again ends, and the engine removes it.
      Entrypoint: ["sleep"],
      Cmd: ["86400"],
      StopSignal: "SIGKILL",
      Labels: { [probeLabel]: helperOwner() },
      HostConfig: { NetworkMode: networkMode, AutoRemove: true, CapAdd: ["NET_RAW"] },
    };
    const request = { method: "POST", path: "/containers/create", body } as const;
    const id = asText(asRecord(await this.#connection.json(request, signal))["Id"]);
    try {
      await this.#connection.json({ method: "POST", path: `/containers/${id}/start` }, signal);
    } catch (error) {
      await this.#remove(id);
      throw error;
    }
    return id;
  }

  async #isRunning(id: string, signal: AbortSignal): Promise<boolean> {
    try {
      return (await this.#stateOf(id, signal)).isRunning;
    } catch (error) {
      // Somebody removed it.
      if (error instanceof EngineError && error.kind === "notFound") return false;
      throw error;
    }
  }

  async #stateOf(id: string, signal: AbortSignal): Promise<ContainerRun> {
    const request = { method: "GET", path: `/containers/${encodeURIComponent(id)}/json` } as const;
    const state = asRecord(asRecord(await this.#connection.json(request, signal))["State"]);
    return { isRunning: state["Running"] === true, startedAt: asText(state["StartedAt"]) };
  }

  async #remove(id: string): Promise<void> {
    try {
      await removeContainer(this.#connection, id, AbortSignal.timeout(cleanUpMs));
    } catch (error) {
      // Gone meanwhile, going, or the engine is: what is left then is found at the next start.
      if (!(error instanceof EngineError)) throw error;
    }
  }
}

/** Where the helper on the host is kept: no container has this id. */
const theHost = "";

interface Helper {
  readonly id: Promise<string>;
  readonly sourceStartedAt: string;
  /** How many run something in it. */
  users: number;
}

interface ContainerRun {
  readonly isRunning: boolean;
  readonly startedAt: string;
}

/** Throws `notFound` where the engine lacks the image. Never pulls it. */
export async function checkImage(
  connection: EngineConnection,
  image: string,
  signal: AbortSignal,
): Promise<void> {
  await connection.json({ method: "GET", path: `/images/${encodeURI(image)}/json` }, signal);
}

/** Whether the engine has an image. */
export async function hasImage(
  connection: EngineConnection,
  image: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await checkImage(connection, image, signal);
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.kind === "notFound") return false;
    throw error;
  }
}

/** Removes the helpers that processes of this machine left behind, and resolves to how many there were. */
export async function removeLeftHelpers(
  connection: EngineConnection,
  signal: AbortSignal,
): Promise<number> {
  const query = { all: true, filters: { label: [probeLabel] } };
  const request = { method: "GET", path: "/containers/json", query } as const;
  const left = asList(await connection.json(request, signal)).filter((item) =>
    isLeft(asText(asRecord(asRecord(item)["Labels"])[probeLabel])),
  );
  for (const item of left) {
    try {
      await removeContainer(connection, asText(asRecord(item)["Id"]), signal);
    } catch (error) {
      // Gone, or going, by another one's hand or by itself.
      const isGone = error instanceof EngineError && /^(notFound|conflict)$/.test(error.kind);
      if (!isGone) throw error;
    }
  }
  return left.length;
}

/** Who a helper belongs to, as its label says: this machine and this process. */
export function helperOwner(): string {
  return `${hostname()}/${process.pid}`;
}

/** True where the owner is a process of this machine that is no more. Others' helpers are theirs. */
function isLeft(owner: string): boolean {
  const at = owner.lastIndexOf("/");
  const pid = owner.slice(at + 1);
  if (at < 1 || owner.slice(0, at) !== hostname() || !/^[1-9]\d*$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return asRecord(error)["code"] === "ESRCH";
  }
}

/** How long an undo may take after the user has already cancelled. */
const cleanUpMs = 20_000;
