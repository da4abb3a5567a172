// How one container is addressed from another: by name where a network resolves names, by address
// where it does not.
import { attachmentTo, type Container } from "../model/container.ts";
import type { Network } from "../model/network.ts";
import type { ReadonlyPicture } from "../model/picture.ts";

export interface PingTarget {
  /** What is handed to `ping`. */
  readonly text: string;
  /** What the user sees. */
  readonly label: string;
  /** The container that is meant, where one is. */
  readonly container?: Container;
}

/** The networks that two containers are both on, shared namespaces counted as their owner's. */
export function commonNetworks(
  picture: ReadonlyPicture,
  one: Container,
  other: Container,
): readonly Network[] {
  const ids = new Set(networksReachedBy(picture, other).map(({ id }) => id));
  return networksReachedBy(picture, one).filter(({ id }) => ids.has(id));
}

/**
 * The default bridge has no name resolution, every user-defined network has (Docker's embedded DNS);
 * on the default bridge alone the address has to do.
 */
export function pingTarget(
  picture: ReadonlyPicture,
  source: Container,
  target: Container,
): PingTarget {
  const common = commonNetworks(picture, source, target);
  const named = common.some((network) => network.name !== "bridge");
  const owner = picture.ownerOf(target) ?? target;
  if (named || common.length === 0)
    return { text: owner.name, label: target.name, container: target };
  const address = common
    .map((network) => attachmentTo(owner, network)?.endpoint)
    .map((endpoint) => endpoint?.ipv4Address ?? endpoint?.ipv6Address)
    .find((found) => found !== undefined);
  const text = address ?? owner.name;
  return {
    text,
    label: address === undefined ? target.name : `${target.name} (${address})`,
    container: target,
  };
}

/** The networks whose neighbours a container reaches, by itself or through the owner of its namespace. */
export function networksReachedBy(
  picture: ReadonlyPicture,
  container: Container,
): readonly Network[] {
  const owner = picture.ownerOf(container) ?? container;
  return picture.networksOf(owner).filter(({ driver }) => driver !== "null" && driver !== "host");
}

/** True for a container that could be on networks and is on none, as after the last was disconnected. */
export function isOnNoNetwork(picture: ReadonlyPicture, container: Container): boolean {
  const { networkMode, attachments } = picture.ownerOf(container) ?? container;
  // Podman's own ways out without root are no networks.
  const isOfNetworks =
    networkMode.kind === "network" && !/^(slirp4netns|pasta)/.test(networkMode.name);
  return isOfNetworks && attachments.length === 0;
}
