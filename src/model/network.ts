// A network as an engine describes it, in plain immutable data.

/** One address pool of a network: a subnet and what is set aside in it. Addresses are text as the engine sent them. */
export interface IpamPool {
  /** CIDR, for example `172.18.0.0/16`. */
  readonly subnet: string;
  /** CIDR inside the subnet from which containers get their addresses, where one was chosen. */
  readonly ipRange: string | undefined;
  /** Unknown where the engine left the choice to itself and does not report it. */
  readonly gateway: string | undefined;
}

/** An object of the Engine API's `/networks`. Its members are found through the picture, never here. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  /** `local`, `swarm` or `global`; other engines may say other things. */
  readonly scope: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly ipv6: boolean;
  readonly ipamDriver: string;
  readonly ipamPools: readonly IpamPool[];
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** RFC 3339, or undefined where the engine does not say. */
  readonly created: string | undefined;
}

const predefinedNames: ReadonlySet<string> = new Set(["bridge", "host", "none"]);

/**
 * True for the networks that every engine has and nobody can remove: moby's `IsPredefined`, and
 * `podman`, which is Podman's own name for its first bridge.
 */
export function isPredefined(network: Network): boolean {
  return predefinedNames.has(network.name) || network.name === "podman";
}

/** True where swarm's managers share the network between hosts, so that one engine does not know every member. */
export function spansHosts(network: Network): boolean {
  return network.scope === "swarm" || network.scope === "global";
}

/** The Compose project that made an object, from the label that Compose puts on all it makes. */
export function composeProject(labels: Readonly<Record<string, string>>): string | undefined {
  return labels["com.docker.compose.project"];
}
