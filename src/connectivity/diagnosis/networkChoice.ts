// Which networks two containers are on, and which one a fix proposes to connect a container to.
import type { Container } from "../../model/container.ts";
import { isPredefined, spansHosts, type Network } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { commonNetworks, networksReachedBy } from "../pingTarget.ts";
import type { Evidence } from "./cause.ts";

/** The networks of a container that another can be connected to by hand, and that resolve names. */
export function usableNetworks(picture: ReadonlyPicture, container: Container): readonly Network[] {
  return networksReachedBy(picture, container).filter((network) => {
    const canConnect = !spansHosts(network) || network.attachable;
    return canConnect && !network.ingress && !isPredefined(network) && !isApart(network);
  });
}

/** A network that leads outside and that nobody has to make: the engine's own bridge. */
export function outwardNetwork(picture: ReadonlyPicture): Network | undefined {
  return [...picture.networks.values()].find(
    (network) => isPredefined(network) && network.driver === "bridge" && !network.internal,
  );
}

/** The option as Docker writes it; `icc: false` in the daemon's configuration sets it on the default bridge. */
export const interContainerOption = "com.docker.network.bridge.enable_icc";

/** True where containers on the same network do not reach each other. */
export function isApart({ options }: Network): boolean {
  return options[interContainerOption] === "false";
}

/** True where both are on networks, and on none together. A host's namespace is on all of them, in a way. */
export function areApart(picture: ReadonlyPicture, source: Container, target: Container): boolean {
  const owners = [source, target].map((one) => picture.ownerOf(one) ?? one);
  if (owners[0]?.id === owners[1]?.id) return false;
  return (
    owners.every((owner) => {
      return owner.networkMode.kind !== "host" && networksReachedBy(picture, owner).length > 0;
    }) && commonNetworks(picture, source, target).length === 0
  );
}

/** The networks that a container reaches, as evidence. */
export function networksOf(picture: ReadonlyPicture, container: Container): Evidence {
  const names = networksReachedBy(picture, container).map(({ name }) => name);
  const fact = names.length === 0 ? "no network" : `networks ${names.join(", ")}`;
  return { of: container.name, fact };
}
