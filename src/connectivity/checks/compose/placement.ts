// Where each service of a Compose project stands: on which networks, or in whose network namespace.
import { readSelector } from "../readTarget.ts";
import type { ComposeService } from "./composeService.ts";
import { networkOf, type ComposeNetwork, type ComposeProject } from "./readCompose.ts";
import type { LeftOutCode } from "./suggestTexts.ts";

/** A service that checks can be about. */
export interface PlacedService {
  readonly name: string;
  readonly service: ComposeService;
  /** The service in whose namespace it runs: itself, unless its mode says otherwise. */
  readonly owner: string;
  /** The networks it is on, each by what tells it apart from others, with the names it has there. */
  readonly networks: ReadonlyMap<string, Place>;
}

export interface Place {
  readonly network: ComposeNetwork;
  readonly aliases: readonly string[];
}

export interface Placement {
  readonly placed: readonly PlacedService[];
  readonly leftOut: readonly { readonly name: string; readonly code: LeftOutCode }[];
}

/** Places the services that run when the project does. */
export function placeServices(project: ComposeProject): Placement {
  const oneShots = new Set(
    [...project.services.values()].flatMap(({ needs }) =>
      [...needs].flatMap(([name, condition]) => (condition === "completed" ? [name] : [])),
    ),
  );
  const placed: PlacedService[] = [];
  const leftOut: { readonly name: string; readonly code: LeftOutCode }[] = [];
  for (const [name, service] of project.services) {
    const code = reasonToLeaveOut(project, name, service, oneShots);
    const place = code ?? networksOf(project, name);
    if (typeof place === "string") leftOut.push({ name, code: place });
    else placed.push({ name, service, ...place });
  }
  return { placed, leftOut };
}

function reasonToLeaveOut(
  project: ComposeProject,
  name: string,
  { profiles, replicas }: ComposeService,
  oneShots: ReadonlySet<string>,
): LeftOutCode | undefined {
  if (!("value" in readSelector(`${project.name}/${name}`))) return "name";
  if (profiles.length > 0) return "profile";
  if (replicas === 0) return "none";
  return oneShots.has(name) ? "once" : undefined;
}

const longestChain = 20;

/** Follows `service:` to whoever has networks, or tells why nobody can be found. */
function networksOf(
  project: ComposeProject,
  name: string,
): Pick<PlacedService, "owner" | "networks"> | LeftOutCode {
  let owner = name;
  for (let length = 0; length < longestChain; length++) {
    const service = project.services.get(owner);
    if (service === undefined) return "unknown";
    const { mode = "" } = service;
    const next = /^service:(.*)$/s.exec(mode)?.[1];
    if (next === undefined) return ownNetworks(project, owner, service);
    owner = next;
  }
  return "unknown";
}

function ownNetworks(
  project: ComposeProject,
  owner: string,
  { mode, networks }: ComposeService,
): Pick<PlacedService, "owner" | "networks"> | LeftOutCode {
  if (mode === "host") return "host";
  if (mode === "none") return { owner, networks: new Map() };
  if (mode === "bridge") return { owner, networks: new Map([["bridge", bridge]]) };
  if (mode !== undefined) return "unknown";
  const wanted =
    networks.size > 0 ? networks : new Map<string, readonly string[]>([["default", []]]);
  const places = new Map<string, Place>();
  for (const [key, aliases] of wanted) {
    const network = project.networks.get(key) ?? networkOf(key, undefined, project.name);
    if (network.name === "host") return "host";
    // Two keys may name one network; one whose name is not known counts as its own.
    places.set(network.name ?? `key ${key}`, { network, aliases });
  }
  return { owner, networks: places };
}

const bridge: Place = {
  network: { name: "bridge", isExternal: true, outside: "open", isTalkative: true },
  aliases: [],
};
