// Reading from one engine: the full picture in a fixed number of requests, single objects, events.
import type { Disposable } from "../base/event.ts";
import { watchedActions } from "../model/changeFor.ts";
import { isProbe, type Container } from "../model/container.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import {
  containerFromInspect,
  containerFromList,
  engineInfoFromEngine,
  engineInfoFromServer,
  networkFromEngine,
} from "../model/fromEngine.ts";
import { asList, asText, asRecord } from "../model/json.ts";
import type { Network } from "../model/network.ts";
import type { Listing } from "../model/picture.ts";
import type { EngineConnection } from "./connection.ts";
import { EngineError } from "./errors.ts";
import { eachLimited } from "./eachLimited.ts";
import { jsonLines } from "./jsonLines.ts";
import { evenedContainer, evenedListing, evenedNetwork, needsInspect } from "./podman.ts";

/** What an engine holds, and, later, all that it says about itself. */
export interface Look {
  /** Its engine has product and version only, as every answer tells them; the rest is not known yet. */
  readonly listing: Listing;
  readonly facts: Promise<EngineInfo>;
}

export class EngineClient implements Disposable {
  /** For operations that change the engine, and for exec. */
  readonly connection: EngineConnection;
  /** Containers whose mode the listing leaves out, asked once: the mode of a container never changes. */
  readonly #inspected = new Map<string, Container>();
  #product: EngineInfo["product"] = "docker";

  constructor(connection: EngineConnection) {
    this.connection = connection;
  }

  /**
   * One full look: `/networks` and `/containers/json`, then `/version` and `/info`, whatever the size of
   * the engine. The latter two take an engine longer than both listings (it runs programs to answer
   * them), so nobody has to wait for them. Podman's listing leaves the mode of some containers open, so
   * those are inspected, each once in the life of this client.
   */
  async look(signal: AbortSignal): Promise<Look> {
    // The engine works longer on its containers, so they are asked for first; whatever comes is read
    // while it works on the rest.
    const [listed, networks] = await Promise.all([
      this.#get("/containers/json", signal, { all: true }).then(containersFromList),
      this.#get("/networks", signal).then((json) => asList(json).map(networkFromEngine)),
    ]);
    const named = engineInfoFromServer(this.connection.server);
    const engine = named ?? (await this.engineInfo(signal));
    this.#product = engine.product;
    const containers = await this.#withModes(listed, signal);
    const listing = evenedListing({ engine, networks, containers });
    const facts = named === undefined ? Promise.resolve(engine) : this.engineInfo(signal);
    // Whoever waits for the facts is told of their failure; the listing does without.
    facts.catch(() => undefined);
    return { listing, facts };
  }

  /** What the engine says about itself: `/version` and `/info`. */
  async engineInfo(signal: AbortSignal): Promise<EngineInfo> {
    const [version, info] = await Promise.all([
      this.#get("/version", signal),
      this.#get("/info", signal),
    ]);
    return engineInfoFromEngine(version, info);
  }

  /** A full look, and all facts about the engine with it. */
  async listing(signal: AbortSignal): Promise<Listing> {
    const { listing, facts } = await this.look(signal);
    return { ...listing, engine: await facts };
  }

  async network(id: string, signal: AbortSignal): Promise<Network> {
    const network = networkFromEngine(await this.inspectNetwork(id, signal));
    return this.#product === "podman" ? evenedNetwork(network) : network;
  }

  async container(id: string, signal: AbortSignal): Promise<Container> {
    const container = containerFromInspect(await this.inspectContainer(id, signal));
    return this.#product === "podman" ? evenedContainer(container) : container;
  }

  /** The engine's full JSON of a network, for reading by a person. */
  async inspectNetwork(id: string, signal: AbortSignal): Promise<unknown> {
    const path = `/networks/${encodeURIComponent(id)}`;
    return this.connection.json({ method: "GET", path }, signal);
  }

  /** The engine's full JSON of a container, for reading by a person. */
  async inspectContainer(id: string, signal: AbortSignal): Promise<unknown> {
    const path = `/containers/${encodeURIComponent(id)}/json`;
    return this.connection.json({ method: "GET", path }, signal);
  }

  /** The names (`repository:tag`) of the images the engine has, sorted. */
  async imageNames(signal: AbortSignal): Promise<readonly string[]> {
    const images = await this.connection.json({ method: "GET", path: "/images/json" }, signal);
    const names = asList(images).flatMap((image) =>
      asList(asRecord(image)["RepoTags"]).map(asText),
    );
    return [...new Set(names)].filter((name) => name !== "" && name !== "<none>:<none>").sort();
  }

  /**
   * Subscribes to network and container events. Resolves when the engine has answered, so whatever
   * happens from then on arrives. The iteration ends with the stream; the signal ends both.
   */
  async events(signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const event = [...new Set([...watchedActions.network, ...watchedActions.container])];
    const query = { filters: { type: ["network", "container"], event } };
    return jsonLines(
      await this.connection.stream({ method: "GET", path: "/events", query }, signal),
    );
  }

  dispose(): void {
    this.connection.dispose();
  }

  async #get(path: string, signal: AbortSignal, query = {}): Promise<unknown> {
    return this.connection.json({ method: "GET", path, query }, signal);
  }

  async #withModes(
    containers: readonly Container[],
    signal: AbortSignal,
  ): Promise<readonly Container[]> {
    const asked = containers.filter(needsInspect).filter(({ id }) => !this.#inspected.has(id));
    await eachLimited(asked, async ({ id }) => {
      try {
        this.#inspected.set(id, await this.container(id, signal));
      } catch (error) {
        // It went away since the listing: its removal event is on its way.
        if (!(error instanceof EngineError && error.kind === "notFound")) throw error;
      }
    });
    return containers.map((container) => {
      const inspected = needsInspect(container) ? this.#inspected.get(container.id) : undefined;
      return inspected === undefined
        ? container
        : { ...container, networkMode: inspected.networkMode };
    });
  }
}

/** The answer of `/containers/json`, without the containers that only probe for us. */
function containersFromList(json: unknown): readonly Container[] {
  return asList(json)
    .map(containerFromList)
    .filter((container) => !isProbe(container));
}
