// The current picture of one engine: its networks, its containers, and who is on which network.
// Records are immutable and replaced whole. The maps are changed in place, so that one event costs
// the same on an engine with ten networks and with ten thousand.
import { attachmentKey, attachmentTo, type Attachment, type Container } from "./container.ts";
import type { EngineInfo } from "./engineInfo.ts";
import type { Network } from "./network.ts";
import { mergeChanges, noChange, type PictureChange } from "./pictureChange.ts";

/** A container on a network, with what it has there. */
export interface Member {
  readonly container: Container;
  readonly attachment: Attachment;
}

/** Containers that share the namespace of a container which is not there any more. */
export interface Orphans {
  /** Id or name of the missing owner, as the engine reports it. */
  readonly owner: string;
  readonly containers: readonly Container[];
}

/** All that one full look at an engine brought. */
export interface Listing {
  readonly engine: EngineInfo;
  readonly networks: readonly Network[];
  readonly containers: readonly Container[];
}

/** What views may do with a picture: read it. */
export type ReadonlyPicture = Omit<
  Picture,
  "replaceAll" | "putEngine" | "putNetwork" | "putContainer" | "removeNetwork" | "removeContainer"
>;

export class Picture {
  #engine: EngineInfo;
  readonly #networks = new Map<string, Network>();
  readonly #containers = new Map<string, Container>();
  /** Network id or name, as the attachment has it -> container ids. */
  readonly #memberIds = new Map<string, Set<string>>();
  /** Owner's id or name, as the network mode has it -> container ids. */
  readonly #sharerIds = new Map<string, Set<string>>();

  constructor(listing: Listing) {
    this.#engine = listing.engine;
    for (const network of listing.networks) this.#networks.set(network.id, network);
    for (const container of listing.containers) {
      this.#containers.set(container.id, container);
      this.#link(container);
    }
  }

  get engine(): EngineInfo {
    return this.#engine;
  }

  get networks(): ReadonlyMap<string, Network> {
    return this.#networks;
  }

  get containers(): ReadonlyMap<string, Container> {
    return this.#containers;
  }

  /** The containers attached to a network, those that only share another's namespace left out. */
  membersOf(network: Network): readonly Member[] {
    const ids = union(this.#memberIds.get(network.id), this.#memberIds.get(network.name));
    return this.#existing(ids).flatMap((container) => {
      const attachment = attachmentTo(container, network);
      return attachment === undefined ? [] : [{ container, attachment }];
    });
  }

  /** The number of endpoints on a network that this engine knows of, without building the list. */
  memberCount(network: Network): number {
    return union(this.#memberIds.get(network.id), this.#memberIds.get(network.name)).size;
  }

  /** The containers that share a container's network namespace (`container:`), nearest first. */
  sharersOf(container: Container): readonly Container[] {
    return this.#existing(
      union(this.#sharerIds.get(container.id), this.#sharerIds.get(container.name)),
    );
  }

  /** The networks that a container is on by itself. */
  networksOf(container: Container): readonly Network[] {
    return container.attachments.flatMap((attachment) => {
      const network = this.networkOf(attachment);
      return network === undefined ? [] : [network];
    });
  }

  /** The network of an attachment: by id, or by name where the engine left the id out. */
  networkOf(attachment: Attachment): Network | undefined {
    return this.#networks.get(attachment.networkId) ?? this.findNetwork(attachment.networkName);
  }

  /** The owner of a shared namespace, or undefined where the container has its own or the owner is gone. */
  ownerOf(container: Container): Container | undefined {
    return container.networkMode.kind === "container"
      ? this.findContainer(container.networkMode.owner)
      : undefined;
  }

  /** Everyone whose `container:` owner does not exist any more. */
  orphans(): readonly Orphans[] {
    return [...this.#sharerIds]
      .filter(([owner]) => this.findContainer(owner) === undefined)
      .map(([owner, ids]) => ({ owner, containers: this.#existing(ids) }));
  }

  /** A network by id, else the first of that name: names need not be unique. */
  findNetwork(idOrName: string): Network | undefined {
    const byId = this.#networks.get(idOrName);
    if (byId !== undefined) return byId;
    for (const network of this.#networks.values()) if (network.name === idOrName) return network;
    return undefined;
  }

  /** A container by id, else by name. */
  findContainer(idOrName: string): Container | undefined {
    const byId = this.#containers.get(idOrName);
    if (byId !== undefined) return byId;
    for (const container of this.#containers.values()) {
      if (container.name === idOrName) return container;
    }
    return undefined;
  }

  /** Takes over a new full look and says what is truly different. */
  replaceAll(listing: Listing): PictureChange {
    this.#engine = listing.engine;
    const changes: PictureChange[] = [];
    const networkIds = new Set(listing.networks.map((network) => network.id));
    const containerIds = new Set(listing.containers.map((container) => container.id));
    for (const id of [...this.#networks.keys()]) {
      if (!networkIds.has(id)) changes.push(this.removeNetwork(id));
    }
    for (const id of [...this.#containers.keys()]) {
      if (!containerIds.has(id)) changes.push(this.removeContainer(id));
    }
    changes.push(...listing.networks.map((network) => this.putNetwork(network)));
    changes.push(...listing.containers.map((container) => this.putContainer(container)));
    return mergeChanges(changes);
  }

  /** Takes over what the engine says about itself. */
  putEngine(engine: EngineInfo): void {
    this.#engine = engine;
  }

  putNetwork(network: Network): PictureChange {
    const before = this.#networks.get(network.id);
    if (isSame(before, network)) return noChange;
    this.#networks.set(network.id, network);
    const isListed = before?.name === network.name;
    return { networks: new Set([network.id]), containers: new Set(), list: !isListed };
  }

  removeNetwork(id: string): PictureChange {
    if (!this.#networks.delete(id)) return noChange;
    return { networks: new Set([id]), containers: new Set(), list: true };
  }

  /** Adds or replaces a container. What a listing leaves out is kept from an earlier inspect. */
  putContainer(seen: Container): PictureChange {
    const before = this.#containers.get(seen.id);
    const container = before === undefined ? seen : withKnownFacts(seen, before);
    if (isSame(before, container)) return noChange;
    const left = before === undefined ? noChange : this.#unlink(before);
    const isRenamed = before?.name !== container.name;
    const wasOwner = before !== undefined && this.#isOwner(before);
    const list = isRenamed && (wasOwner || this.#isOwner(container));
    this.#containers.set(container.id, container);
    this.#link(container);
    return mergeChanges([left, this.#ofContainer(container), { ...noChange, list }]);
  }

  removeContainer(id: string): PictureChange {
    const before = this.#containers.get(id);
    if (before === undefined) return noChange;
    const left = this.#unlink(before);
    this.#containers.delete(id);
    // Whoever shared its namespace has no owner now.
    return { ...left, list: left.list || this.#isOwner(before) };
  }

  /** Where a container shows: its networks, and those of the owner whose namespace it shares. */
  #ofContainer(container: Container): PictureChange {
    const owner = this.ownerOf(container);
    const shown = owner === undefined ? [container] : [container, owner];
    return {
      networks: new Set(shown.flatMap((one) => this.networksOf(one)).map((network) => network.id)),
      containers: new Set([container.id]),
      list: container.networkMode.kind === "container" && owner === undefined,
    };
  }

  #isOwner(container: Container): boolean {
    return this.#sharerIds.has(container.id) || this.#sharerIds.has(container.name);
  }

  #link(container: Container): void {
    for (const attachment of container.attachments) {
      add(this.#memberIds, attachmentKey(attachment), container.id);
    }
    const { networkMode } = container;
    if (networkMode.kind === "container") add(this.#sharerIds, networkMode.owner, container.id);
  }

  #unlink(container: Container): PictureChange {
    const change = this.#ofContainer(container);
    for (const attachment of container.attachments) {
      remove(this.#memberIds, attachmentKey(attachment), container.id);
    }
    const { networkMode } = container;
    if (networkMode.kind === "container") remove(this.#sharerIds, networkMode.owner, container.id);
    return change;
  }

  #existing(ids: ReadonlySet<string>): Container[] {
    return [...ids].flatMap((id) => this.#containers.get(id) ?? []);
  }
}

/** A listing leaves out what an inspect has told before: aliases (Docker), mode and health (Podman). */
function withKnownFacts(seen: Container, before: Container): Container {
  const isComplete =
    seen.networkMode.kind !== "unknown" &&
    seen.health !== "unknown" &&
    seen.attachments.every(({ endpoint }) => endpoint.aliases !== undefined);
  if (isComplete) return seen;
  const attachments = seen.attachments.map((attachment) => {
    const known = before.attachments.find(
      (other) =>
        attachmentKey(other) === attachmentKey(attachment) &&
        other.endpoint.id === attachment.endpoint.id,
    );
    const aliases = attachment.endpoint.aliases ?? known?.endpoint.aliases;
    return { ...attachment, endpoint: { ...attachment.endpoint, aliases } };
  });
  const networkMode = seen.networkMode.kind === "unknown" ? before.networkMode : seen.networkMode;
  const health = seen.health === "unknown" ? before.health : seen.health;
  return { ...seen, networkMode, health, attachments };
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return JSON.stringify(one) === JSON.stringify(other);
}

const nobody: ReadonlySet<string> = new Set();

function union(
  one: ReadonlySet<string> = nobody,
  other: ReadonlySet<string> = nobody,
): ReadonlySet<string> {
  if (other.size === 0 || one === other) return one;
  return one.size === 0 ? other : new Set([...one, ...other]);
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}

function remove(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(key);
}
