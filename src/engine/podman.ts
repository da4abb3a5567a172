// Podman's compatible API says some things otherwise than Docker. Evened out here, right behind the
// parsing, so that nothing else needs to know. Seen with Podman 4.3.
import { shortId, type Attachment, type Container, type NetworkMode } from "../model/container.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import type { Network } from "../model/network.ts";
import type { Listing } from "../model/picture.ts";

/**
 * Podman lists its first bridge as `bridge` and calls it `podman` in containers; dates it anew in every
 * answer; and has no networks `host` and `none`. The stand-ins for those have their names for ids.
 */
export function evenedListing(listing: Listing): Listing {
  if (listing.engine.product !== "podman") return listing;
  const missing = (["host", "none"] as const).filter(
    (name) => !listing.networks.some((network) => network.name === name),
  );
  return {
    ...listing,
    networks: [...listing.networks.map(evenedNetwork), ...missing.map(standIn)],
    // No listing of Podman's has the health, so it is not known that there is no check.
    containers: listing.containers.map((container) => ({
      ...evenedContainer(container),
      health: container.health ?? "unknown",
    })),
  };
}

/** Podman's first bridge is `bridge` in its list and `podman` in its inspect, and made just now in both. */
export function evenedNetwork(network: Network): Network {
  const isFirst = network.name === "bridge" || network.name === "podman";
  return isFirst ? { ...network, name: "bridge", created: undefined } : network;
}

/** A container's attachments as Docker would report them. */
export function evenedContainer(seen: Container): Container {
  // Its inspect has exposed ports too, its listing the published ones only.
  const ports = seen.ports.filter(({ hostPort }) => hostPort !== undefined);
  const container = { ...seen, ports };
  const { kind } = container.networkMode;
  // Podman repeats the owner's endpoints for whoever shares its namespace.
  if (kind === "container") return { ...container, attachments: [] };
  if ((kind === "host" || kind === "none") && container.attachments.length === 0) {
    return {
      ...container,
      attachments: [{ networkId: "", networkName: kind, endpoint: noEndpoint }],
    };
  }
  const attachments = container.attachments.map((attachment) =>
    attachment.networkId === "podman"
      ? { ...attachment, networkId: "bridge", networkName: "bridge" }
      : attachment,
  );
  return { ...container, attachments, networkMode: evenedMode(container, attachments) };
}

/** The listing leaves the mode of a container on networks out, and an inspect says `bridge` for each of them. */
function evenedMode(container: Container, attachments: readonly Attachment[]): NetworkMode {
  const [first] = attachments;
  return first === undefined ? container.networkMode : { kind: "network", name: first.networkName };
}

/**
 * True where Podman's listing leaves open how a container is on the network, so that an inspect has to
 * tell: without any network it is in host or none mode, and without its own short id among its aliases
 * it shows the endpoints of the container whose namespace it shares.
 */
export function needsInspect(container: Container): boolean {
  return (
    container.networkMode.kind === "unknown" &&
    container.attachments.every(
      ({ endpoint }) => endpoint.aliases?.includes(shortId(container.id)) !== true,
    )
  );
}

/**
 * What to name a network by when it is to be removed. Podman 4.3 looks for containers on it only where
 * it is asked by name: asked by id, it removes a network that is in use.
 */
export function removalReference(
  engine: EngineInfo,
  network: Pick<Network, "id" | "name">,
): string {
  return engine.product === "podman" ? network.name : network.id;
}

/** True for a network that only stands for a mode: the engine cannot inspect it. */
export function isStandIn(network: Network): boolean {
  return network.id === network.name;
}

const noEndpoint = {
  id: "",
  ipv4Address: undefined,
  ipv4PrefixLength: undefined,
  ipv6Address: undefined,
  ipv6PrefixLength: undefined,
  macAddress: undefined,
  gateway: undefined,
  aliases: [],
};

function standIn(name: "host" | "none"): Network {
  return {
    id: name,
    name,
    driver: name === "host" ? "host" : "null",
    scope: "local",
    internal: false,
    attachable: false,
    ingress: false,
    ipv6: false,
    ipamDriver: "",
    ipamPools: [],
    options: {},
    labels: {},
    created: undefined,
  };
}
