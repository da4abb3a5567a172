// Who has a name, and which name server should know it.
import { attachmentTo, type Container } from "../../model/container.ts";
import { isPredefined, type Network } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { gatewaysAt } from "../gateways.ts";
import { commonNetworks, networksReachedBy } from "../pingTarget.ts";
import type { Facts } from "./cause.ts";

/** The containers that are called so: by their own name, as a Compose service, or by an alias on some network. */
export function bearersOf(facts: Facts): readonly Container[] {
  const { picture, target, name } = facts;
  if (target !== undefined) return [target];
  return [...picture.containers.values()].filter((one) => {
    return one.name === name || serviceOf(one) === name || hasAlias(facts, one, name);
  });
}

/** The name of the Compose service that a container is of. */
export function serviceOf({ labels }: Container): string | undefined {
  return labels["com.docker.compose.service"];
}

function hasAlias(facts: Facts, container: Container, name: string): boolean {
  return withAliases(facts, container).attachments.some(({ endpoint }) => {
    return endpoint.aliases?.includes(name) === true;
  });
}

/** As its inspect tells of it, where somebody looked. */
function withAliases({ inspected }: Facts, container: Container): Container {
  return inspected.get(container.id)?.container ?? container;
}

/** Those whose aliases only an inspect would tell. */
export function withUnknownAliases({ picture, inspected }: Facts): readonly Container[] {
  return [...picture.containers.values()].filter(
    ({ id, attachments }) =>
      !inspected.has(id) && attachments.some(({ endpoint }) => endpoint.aliases === undefined),
  );
}

/** On which of the networks a container has this name, as far as is known; undefined where it is not. */
export function isNamedOn(
  facts: Facts,
  container: Container,
  networks: readonly Network[],
): boolean | undefined {
  const { picture } = facts;
  // Who shares a namespace is asked by the owner's name, whatever its own is.
  const name = facts.answers[0]?.probe.target ?? facts.name;
  const owner = picture.ownerOf(container) ?? container;
  if (owner.name === name) return true;
  const known = networks.map((network) => {
    return attachmentTo(withAliases(facts, owner), network)?.endpoint.aliases?.includes(name);
  });
  if (known.includes(true)) return true;
  return known.includes(undefined) ? undefined : false;
}

/** Networks that both are on and whose names the engine resolves. */
export function namingNetworks(
  picture: ReadonlyPicture,
  source: Container,
  target: Container,
): readonly Network[] {
  return commonNetworks(picture, source, target).filter((network) => !isPredefined(network));
}

/** Where Docker's name server is, in every container. */
export const dockersResolver = "127.0.0.11";

/** Whether a container asks the engine's own name server: Podman's is at the gateway. */
export function isEnginesOwn(
  picture: ReadonlyPicture,
  source: Container,
  resolver: string,
): boolean {
  const owner = picture.ownerOf(source) ?? source;
  const gateways = networksReachedBy(picture, source).flatMap((one) => gatewaysAt(owner, one));
  return resolver === dockersResolver || gateways.includes(resolver);
}
