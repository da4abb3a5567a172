// One message of the engine's event stream -> what has to be looked at again. Pure.
import { asRecord, asText } from "./json.ts";

/** What an event makes stale. At most one inspect answers it; a removal needs none. */
export type Change =
  | { readonly kind: "network"; readonly id: string }
  | { readonly kind: "networkRemoved"; readonly id: string }
  | { readonly kind: "container"; readonly id: string }
  | { readonly kind: "containerRemoved"; readonly id: string };

/** The actions we ask the engine for. The filter `health_status` matches `health_status: healthy` (moby daemon/events/filter.go). */
export const watchedActions = {
  network: ["create", "connect", "disconnect", "destroy", "remove", "update"],
  container: [
    "create",
    "start",
    "die",
    // Podman's `die` comes before the container is seen to have ended; this comes after.
    "cleanup",
    "stop",
    "pause",
    "unpause",
    "rename",
    "destroy",
    "remove",
    "health_status",
    "update",
  ],
} as const;

const networkActions: ReadonlySet<string> = new Set(watchedActions.network);
const containerActions: ReadonlySet<string> = new Set(watchedActions.container);

/** The change that an event message (`Type`, `Action`, `Actor`) stands for, or undefined where it changes nothing we show. */
export function changeFor(event: unknown): Change | undefined {
  const message = asRecord(event);
  const actor = asRecord(message["Actor"]);
  const id = asText(actor["ID"]);
  // `health_status: healthy` carries its value behind the action's name.
  const action = asText(message["Action"]).split(":")[0] ?? "";
  switch (asText(message["Type"])) {
    case "network":
      return networkActions.has(action)
        ? networkChange(action, id, asText(asRecord(actor["Attributes"])["container"]))
        : undefined;
    case "container":
      return containerActions.has(action) ? containerChange(action, id) : undefined;
    default:
      return undefined;
  }
}

function networkChange(action: string, id: string, container: string): Change | undefined {
  switch (action) {
    case "connect":
    case "disconnect": {
      // Docker names the container in an attribute; Podman 4 makes it the actor itself.
      const containerId = container === "" ? id : container;
      return containerId === "" ? undefined : { kind: "container", id: containerId };
    }
    case "destroy":
    case "remove":
      return { kind: "networkRemoved", id };
    default:
      return { kind: "network", id };
  }
}

function containerChange(action: string, id: string): Change {
  const removed = action === "destroy" || action === "remove";
  return { kind: removed ? "containerRemoved" : "container", id };
}
