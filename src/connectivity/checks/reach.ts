// The ways from one container to another: by name where a network resolves names, else by each address.
import { attachmentTo, isUp, type Container } from "../../model/container.ts";
import { isPredefined } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { gatewaysOf } from "../gateways.ts";
import { isOnNone } from "../ping.ts";
import { commonNetworks, isOnNoNetwork, networksReachedBy } from "../pingTarget.ts";
import type { Probe } from "../probe.ts";
import type { CheckQuestion } from "./networkCheck.ts";

/** A name to look up, or an address to use as it is. */
export interface Way {
  readonly target: string;
  readonly address?: string;
}

export type Reach =
  | { readonly kind: "ways"; readonly ways: readonly Way[] }
  | { readonly kind: "down" }
  | { readonly kind: "noNetwork" }
  /** It could be on networks, and is on none. */
  | { readonly kind: "disconnected" }
  | { readonly kind: "noAddress" };

/** How one container would reach another. Where they share no network, every address may be the one. */
export function reachOf(picture: ReadonlyPicture, source: Container, target: Container): Reach {
  if (!isUp(target)) return { kind: "down" };
  const owner = picture.ownerOf(target) ?? target;
  if (owner.id === (picture.ownerOf(source) ?? source).id) {
    return { kind: "ways", ways: [{ target: "localhost", address: "127.0.0.1" }] };
  }
  if (isOnNone(owner)) return { kind: "noNetwork" };
  if (isOnNoNetwork(picture, owner)) return { kind: "disconnected" };
  const common = commonNetworks(picture, source, target);
  // The engine's own bridge resolves no names.
  if (common.some((network) => !isPredefined(network))) {
    return { kind: "ways", ways: [{ target: owner.name }] };
  }
  const networks = common.length > 0 ? common : networksReachedBy(picture, owner);
  const addresses =
    owner.networkMode.kind === "host"
      ? hostAddresses(picture, source)
      : networks.flatMap((network) => {
          const endpoint = attachmentTo(owner, network)?.endpoint;
          return [endpoint?.ipv4Address, endpoint?.ipv6Address];
        });
  const ways = addresses.flatMap((address) => {
    return address === undefined ? [] : [{ target: owner.name, address }];
  });
  return ways.length > 0 ? { kind: "ways", ways } : { kind: "noAddress" };
}

/** A container sees its host at the gateways of its networks. */
function hostAddresses(picture: ReadonlyPicture, source: Container): readonly string[] {
  const owner = picture.ownerOf(source) ?? source;
  if (owner.networkMode.kind === "host") return ["127.0.0.1"];
  return gatewaysOf(picture, owner);
}

/** The container that has an address on one of the engine's networks. */
export function containerAt(picture: ReadonlyPicture, address: string): Container | undefined {
  return [...picture.containers.values()].find(({ attachments }) =>
    attachments.some(({ endpoint: { ipv4Address, ipv6Address } }) => {
      return ipv4Address === address || ipv6Address === address;
    }),
  );
}

/** The question to ask on each way: an HTTP path, a TCP port, or whether it answers to ping. */
export function probesOf(ways: readonly Way[], { port, path }: CheckQuestion): readonly Probe[] {
  return ways.map((way) => {
    if (port === undefined) return { kind: "ping", ...way };
    return path === undefined
      ? { kind: "tcp", ...way, port }
      : { kind: "http", ...way, port, path };
  });
}
