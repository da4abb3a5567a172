// The gateways of a container: where it sees its host, and where its way out begins.
import { attachmentTo, type Container } from "../model/container.ts";
import type { Network } from "../model/network.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { networksReachedBy } from "./pingTarget.ts";

/** The gateway that a container has on a network; undefined where it has none, as on an internal one. */
export function gatewayOn(container: Container, network: Network): string | undefined {
  const gateway = attachmentTo(container, network)?.endpoint.gateway;
  return gateway === "" ? undefined : gateway;
}

/** Those on all networks of a container, or of the owner of its network namespace. */
export function gatewaysOf(picture: ReadonlyPicture, container: Container): readonly string[] {
  const owner = picture.ownerOf(container) ?? container;
  return networksReachedBy(picture, owner).flatMap((network) => gatewayOn(owner, network) ?? []);
}

/** The container's own gateway on a network, and those that the network itself has. */
export function gatewaysAt(
  container: Container,
  network: Network,
): readonly (string | undefined)[] {
  return [gatewayOn(container, network), ...network.ipamPools.map(({ gateway }) => gateway)];
}
