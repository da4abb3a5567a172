// A container as far as networks are concerned: state, mode, ports and attachments.

export type ContainerState =
  "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead" | "unknown";

/** `unknown` where the engine's listing does not say whether there is a check at all. */
export type Health = "starting" | "healthy" | "unhealthy" | "unknown";

/** How a container was told to be on the network (`--network`). */
export type NetworkMode =
  | { readonly kind: "host" }
  | { readonly kind: "none" }
  /** Shares the network namespace of another container, named by id or by name. */
  | { readonly kind: "container"; readonly owner: string }
  /** A network by name or id; `default` is the engine's default bridge. */
  | { readonly kind: "network"; readonly name: string }
  /** The engine's listing does not say. */
  | { readonly kind: "unknown" };

/** What a container has on one network: the Engine API's `EndpointSettings`. */
export interface Endpoint {
  /** Empty until the container runs. */
  readonly id: string;
  readonly ipv4Address: string | undefined;
  readonly ipv4PrefixLength: number | undefined;
  readonly ipv6Address: string | undefined;
  readonly ipv6PrefixLength: number | undefined;
  readonly macAddress: string | undefined;
  readonly gateway: string | undefined;
  /** Undefined where the engine's listing leaves them out: not known, which is not "none". */
  readonly aliases: readonly string[] | undefined;
}

/** The edge between a container and a network. */
export interface Attachment {
  /** As the engine reports it: empty for a container that never ran, a *name* from Podman's listing. */
  readonly networkId: string;
  readonly networkName: string;
  readonly endpoint: Endpoint;
}

export interface PublishedPort {
  /** Port inside the container. */
  readonly containerPort: number;
  readonly protocol: string;
  /** Undefined where the port is only exposed. */
  readonly hostPort: number | undefined;
  /** Address on the host, `0.0.0.0` for every one. */
  readonly hostAddress: string | undefined;
}

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  /** Undefined where the image has no health check. */
  readonly health: Health | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly PublishedPort[];
  readonly networkMode: NetworkMode;
  readonly attachments: readonly Attachment[];
}

/** True where the container's network namespace exists: running, or paused within it. */
export function isUp(container: Container): boolean {
  return container.state === "running" || container.state === "paused";
}

/** The first 12 digits, as the `docker` client shows ids. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/** Marks a container that Portolan started to probe from another's namespace. Never shown, always removed. */
export const probeLabel = "io.portolan.probe";

/** True for a helper container of ours. */
export function isProbe(container: Container): boolean {
  return probeLabel in container.labels;
}

/** What an attachment names its network by: the id, or the name where the engine gives no id (Docker before the first start, Podman always). */
export function attachmentKey(attachment: Attachment): string {
  return attachment.networkId === "" ? attachment.networkName : attachment.networkId;
}

/** What a container has on a network, or undefined where it is not attached to it. */
export function attachmentTo(
  container: Container,
  network: { readonly id: string; readonly name: string },
): Attachment | undefined {
  return container.attachments.find((attachment) => {
    const key = attachmentKey(attachment);
    return key === network.id || key === network.name;
  });
}
