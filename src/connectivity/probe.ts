// What a probe asks, and what it can answer. Data only: nothing here knows how a probe is run.

/** The answer to a probe. `unknown` is not a no: the question could not be asked. */
export type Verdict = "reachable" | "blocked" | "unresolved" | "unknown";

interface ToTarget {
  /** A container's name or alias, a host name, or an address. Always handed over as one argument. */
  readonly target: string;
  /** Where the target's address is known already: it is used as it is, and no name is looked up. */
  readonly address?: string;
}

/** Which addresses a name stands for, and who answered. Never `blocked`. */
export interface ResolveProbe extends ToTarget {
  readonly kind: "resolve";
}

export interface PingProbe extends ToTarget {
  readonly kind: "ping";
}

/** Whether somebody listens. */
export interface TcpProbe extends ToTarget {
  readonly kind: "tcp";
  readonly port: number;
}

/** One GET without encryption. `reachable` with every status that comes back. */
export interface HttpProbe extends ToTarget {
  readonly kind: "http";
  readonly port: number;
  /** With its leading slash. */
  readonly path: string;
}

/** The largest packet that passes in one piece. */
export interface PathMtuProbe extends ToTarget {
  readonly kind: "pathMtu";
}

/** The routers on the way. */
export interface RouteProbe extends ToTarget {
  readonly kind: "route";
}

/** One connectivity question, to be asked from a container. The outside is an address from settings. */
export type Probe = ResolveProbe | PingProbe | TcpProbe | HttpProbe | PathMtuProbe | RouteProbe;

export type ProbeKind = Probe["kind"];

/**
 * Why the verdict is not `reachable`, as far as the probe itself saw it.
 * - `noSuchName`: the resolver says that there is none; `resolverSilent`: it says nothing
 * - `noAnswer`: sent, and nothing came back; `refused`: nobody listens at the port
 * - `noRoute`: nothing could be sent, or a router said so; `prohibited`: a rule said so
 * - `noTool`: neither the image nor a helper has what it takes; `notAllowed`: it may not be used
 * - `noRoom`: the host's table of neighbors is full, so that nothing could be sent
 * - `ended`: the probes ended before this one was done; `notProbed`: see the source's obstacle
 */
export type ProbeReason =
  | "noSuchName"
  | "resolverSilent"
  | "noAnswer"
  | "refused"
  | "noRoute"
  | "prohibited"
  | "noTool"
  | "notAllowed"
  | "noRoom"
  | "ended"
  | "notProbed";

/** Whether the kernel knows the link address of a target on the same network: told of failed pings. */
export type NeighborState = "known" | "silent" | "absent";

/** The answer to one probe. */
export interface ProbeResult {
  readonly probe: Probe;
  readonly verdict: Verdict;
  /** Undefined where the verdict is `reachable`. */
  readonly reason: ProbeReason | undefined;
  /** Every address that the target's name stands for; the first is the one that was probed. */
  readonly addresses: readonly string[];
  /** The name server that answered, or `hosts` for the container's own file. */
  readonly resolver: string | undefined;
  /** In milliseconds. */
  readonly roundTripMs: number | undefined;
  /** The share of packets that were lost, 0 to 1. */
  readonly loss: number | undefined;
  /** In bytes with the IP header, of a `pathMtu` probe. */
  readonly largestPacket: number | undefined;
  /** Of a `route` probe: the address of each router, undefined for one that keeps silent. */
  readonly hops: readonly (string | undefined)[] | undefined;
  /** Of an `http` probe. */
  readonly httpStatus: number | undefined;
  readonly neighbor: NeighborState | undefined;
  readonly ranIn: "container" | "helper" | undefined;
  /** What the tools said. Written by others: show it as text only. */
  readonly evidence: string;
}

/** A result that says nothing yet, for a probe that was not or could not be run. */
export function unknownResult(probe: Probe, reason: ProbeReason, evidence = ""): ProbeResult {
  return {
    probe,
    verdict: "unknown",
    reason,
    addresses: [],
    resolver: undefined,
    roundTripMs: undefined,
    loss: undefined,
    largestPacket: undefined,
    hops: undefined,
    httpStatus: undefined,
    neighbor: undefined,
    ranIn: undefined,
    evidence,
  };
}
