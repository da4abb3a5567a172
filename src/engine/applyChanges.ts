// What events made stale -> the picture up to date, with at most one inspect an event.
import type { Change } from "../model/changeFor.ts";
import { isProbe } from "../model/container.ts";
import type { Picture } from "../model/picture.ts";
import { mergeChanges, type PictureChange } from "../model/pictureChange.ts";
import { eachLimited } from "./eachLimited.ts";
import type { EngineClient } from "./engineClient.ts";
import { EngineError } from "./errors.ts";

/**
 * Looks again at what changed and puts it into the picture. An object that is gone by now counts as
 * removed. A network that only its member made known (swarm brings networks to a worker that way) is
 * looked up too.
 */
export async function applyChanges(
  picture: Picture,
  changes: readonly Change[],
  client: EngineClient,
  signal: AbortSignal,
): Promise<PictureChange> {
  const steps: PictureChange[] = [];
  const unknownNetworks = new Set<string>();
  await eachLimited(changes, async (change) => {
    switch (change.kind) {
      case "networkRemoved":
        steps.push(picture.removeNetwork(change.id));
        return;
      case "containerRemoved":
        steps.push(picture.removeContainer(change.id));
        return;
      case "network":
        steps.push(await lookAtNetwork(picture, change.id, client, signal));
        return;
      case "container":
        steps.push(await lookAtContainer(picture, change.id, client, signal));
        for (const { networkId } of picture.containers.get(change.id)?.attachments ?? []) {
          if (networkId !== "" && !picture.networks.has(networkId)) unknownNetworks.add(networkId);
        }
        return;
      default:
        change satisfies never;
    }
  });
  await eachLimited([...unknownNetworks], async (id) => {
    if (picture.findNetwork(id) !== undefined) return;
    steps.push(await lookAtNetwork(picture, id, client, signal));
  });
  return mergeChanges(steps);
}

async function lookAtNetwork(
  picture: Picture,
  id: string,
  client: EngineClient,
  signal: AbortSignal,
): Promise<PictureChange> {
  try {
    return picture.putNetwork(await client.network(id, signal));
  } catch (error) {
    if (isGone(error)) return picture.removeNetwork(id);
    throw error;
  }
}

async function lookAtContainer(
  picture: Picture,
  id: string,
  client: EngineClient,
  signal: AbortSignal,
): Promise<PictureChange> {
  try {
    const container = await client.container(id, signal);
    return isProbe(container) ? picture.removeContainer(id) : picture.putContainer(container);
  } catch (error) {
    if (isGone(error)) return picture.removeContainer(id);
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof EngineError && error.kind === "notFound";
}
