// Reading from one engine: the full picture in a fixed number of requests, single objects, events.
import type { Disposable } from "../base/event.ts";
import { watchedActions } from "../model/changeFor.ts";
import { isProbe, type Container } from "../model/container.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import {
  containerFromInspect,
  containerFromList,
  engineInfoFromEngine,
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
   * One full look: `/version`, `/info`, `/networks` and `/containers/json`, whatever the size of the
   * engine. Podman's listing leaves the mode of some containers open, so those are inspected, each
   * once in the life of this client.
   */
  async listing(signal: AbortSignal): Promise<Listing> {
    const get = (path: string, query = {}): Promise<unknown> =>
      this.connection.json({ method: "GET", path, query }, signal);
    const [version, info, networks, containers] = await Promise.all([
      get("/version"),
      get("/info"),
      get("/networks"),
      get("/containers/json", { all: true }),
    ]);
    const listed = asList(containers)
      .map(containerFromList)
      .filter((container) => !isProbe(container));
    const engine = engineInfoFromEngine(version, info);
    this.#product = engine.product;
    return evenedListing({
      engine,
      networks: asList(networks).map(networkFromEngine),
      containers: await this.#withModes(listed, signal),
    });
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
