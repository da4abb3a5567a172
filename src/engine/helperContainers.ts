// Helper containers, each in the network namespace of a source whose image lacks the tools: made when
// first asked for, kept while we are, removed with us. What a crash left is told by its label.
import { hostname } from "node:os";
import { probeLabel } from "../model/container.ts";
import { asList, asRecord, asText } from "../model/json.ts";
import type { EngineConnection } from "./connection.ts";
import { EngineError } from "./errors.ts";
import { removeContainer } from "./operations.ts";

/** The helpers of one process on one engine. Who makes this disposes of it. */
export class HelperContainers implements AsyncDisposable {
  readonly image: string;
  readonly #connection: EngineConnection;
  readonly #helpers = new Map<string, Helper>();

  constructor(connection: EngineConnection, image: string) {
    this.#connection = connection;
    this.image = image;
  }

  /**
   * The id of the source's helper, which runs when this resolves. `notFound` where the engine lacks the
   * image: nothing is pulled.
   */
  async for(sourceId: string, signal: AbortSignal): Promise<string> {
    const source = await this.#stateOf(sourceId, signal);
    const kept = this.#helpers.get(sourceId);
    if (kept !== undefined) {
      const id = await kept.id;
      // A source that was started again has another network namespace than its helper.
      const isCurrent = kept.sourceStartedAt === source.startedAt;
      if (isCurrent && (await this.#isRunning(id, signal))) return id;
      await this.release(sourceId);
    }
    const made = { id: this.#start(sourceId, signal), sourceStartedAt: source.startedAt };
    this.#helpers.set(sourceId, made);
    try {
      return await made.id;
    } catch (error) {
      this.#helpers.delete(sourceId);
      throw error;
    }
  }

  /** Removes a source's helper. */
  async release(sourceId: string): Promise<void> {
    const kept = this.#helpers.get(sourceId);
    this.#helpers.delete(sourceId);
    const id = await kept?.id.catch(() => undefined);
    if (id !== undefined) await this.#remove(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#helpers.keys()].map((id) => this.release(id)));
  }

  async #start(sourceId: string, signal: AbortSignal): Promise<string> {
    await checkImage(this.#connection, this.image, signal);
    const body = {
      Image: this.image,
      // Bounded, so that even one that nobody finds again ends, and the engine removes it.
      Entrypoint: ["sleep"],
      Cmd: ["86400"],
      StopSignal: "SIGKILL",
      Labels: { [probeLabel]: helperOwner() },
      HostConfig: { NetworkMode: `container:${sourceId}`, AutoRemove: true, CapAdd: ["NET_RAW"] },
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

interface Helper {
  readonly id: Promise<string>;
  readonly sourceStartedAt: string;
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
    await removeContainer(connection, asText(asRecord(item)["Id"]), signal);
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
