// Who is on a network on other hosts: they can be asked from here, and cannot be asked to ask.
import type { EngineConnection } from "../engine/connection.ts";
import { EngineError } from "../engine/errors.ts";
import { spansHosts, type Network } from "../model/network.ts";
import { overlayFromInspect, type OverlayMember, type OverlayView } from "../model/overlay.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { containerAt } from "./checks/reach.ts";

/**
 * The members of a network that are no containers of this engine. None where the network spans no hosts;
 * undefined where nobody tells: only swarm's engines tell each other.
 */
export async function membersElsewhere(
  connection: EngineConnection,
  { picture, network }: { readonly picture: ReadonlyPicture; readonly network: Network },
  signal: AbortSignal,
): Promise<readonly OverlayMember[] | undefined> {
  if (!spansHosts(network)) return [];
  try {
    const { peers, members } = await overlayViewOf(connection, network, signal);
    if (peers === undefined) return undefined;
    return members.filter(({ address }) => containerAt(picture, address) === undefined);
  } catch (error) {
    if (error instanceof EngineError && error.kind !== "unreachable") return undefined;
    throw error;
  }
}

/** What an engine says of one of its overlay networks. */
export async function overlayViewOf(
  connection: EngineConnection,
  { id }: Pick<Network, "id">,
  signal: AbortSignal,
): Promise<OverlayView> {
  const path = `/networks/${encodeURIComponent(id)}`;
  const query = { verbose: true };
  return overlayFromInspect(await connection.json({ method: "GET", path, query }, signal));
}
