// Which network a fix proposes to connect a container to.
import type { Container } from "../../model/container.ts";
import { isPredefined, spansHosts, type Network } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { networksReachedBy } from "../pingTarget.ts";

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
