// Looks that a diagnosis takes beyond probes: into a container's sockets, and at what its inspect tells.
import type { EngineConnection } from "../../engine/connection.ts";
import { hasImage, type HelperContainers } from "../../engine/helperContainers.ts";
import { evenedContainer } from "../../engine/podman.ts";
import type { Container } from "../../model/container.ts";
import { containerFromInspect, engineInfoFromServer } from "../../model/fromEngine.ts";
import type { Network } from "../../model/network.ts";
import type { OverlayMember } from "../../model/overlay.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { membersElsewhere } from "../membersElsewhere.ts";
import { asOptionalTexts, asRecord, asText } from "../../model/json.ts";
import type { Facts, HelperImage, Inspected, Listener } from "./cause.ts";
import { readListeners } from "./listeners.ts";
import { lookAround } from "./lookAround.ts";
import { orUndefined } from "./orUndefined.ts";
import type { Surroundings } from "./surroundings.ts";

/** Each resolves to undefined where the engine cannot tell; a diagnosis without it says so. */
export interface Look {
  /** Which TCP ports are open in the container's network namespace. */
  listeners(container: Container, signal: AbortSignal): Promise<readonly Listener[] | undefined>;
  inspect(container: Container, signal: AbortSignal): Promise<Inspected | undefined>;
  helperImage(signal: AbortSignal): Promise<HelperImage | undefined>;
  /** At the host, and at other hosts, as far as the failure may be theirs. */
  around(facts: Facts, signal: AbortSignal): Promise<Surroundings | undefined>;
  /** Who is on a network on other hosts. */
  elsewhere(
    picture: ReadonlyPicture,
    network: Network,
    signal: AbortSignal,
  ): Promise<readonly OverlayMember[] | undefined>;
}

/** Looks at the containers of an engine. */
export function lookAt(connection: EngineConnection, helpers: HelperContainers): Look {
  return {
    listeners: (container, signal) =>
      orUndefined(readListeners(connection, helpers, container, signal)),
    inspect: ({ id }, signal) => orUndefined(inspect(connection, id, signal)),
    helperImage: async (signal) => {
      const isThere = await orUndefined(hasImage(connection, helpers.image, signal));
      return isThere === undefined ? undefined : { name: helpers.image, isThere };
    },
    elsewhere: (picture, network, signal) =>
      membersElsewhere(connection, { picture, network }, signal),
    around: (facts, signal) => orUndefined(lookAround({ connection, helpers }, facts, signal)),
  };
}

async function inspect(
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<Inspected> {
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const json = asRecord(await connection.json({ method: "GET", path }, signal));
  const seen = containerFromInspect(json);
  const isPodman = engineInfoFromServer(connection.server)?.product === "podman";
  return {
    container: isPodman ? evenedContainer(seen) : seen,
    startedAt: asText(asRecord(json["State"])["StartedAt"]),
    hostName: asText(asRecord(json["Config"])["Hostname"]),
    dns: asOptionalTexts(asRecord(json["HostConfig"])["Dns"]) ?? [],
  };
}
