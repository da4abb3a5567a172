// What an engine knows of an overlay network beyond its own containers: which hosts share it, and who is
// on it there. Swarm's engines tell each other all of it.
import { asList, asRecord, asText, type JsonRecord } from "./json.ts";

/** Somebody on an overlay network, on whichever host. */
export interface OverlayMember {
  /** The container's name, or that of a service's task. */
  readonly name: string;
  readonly address: string;
  /** Where its host receives what is sent to it. */
  readonly hostAddress: string;
}

export interface OverlayView {
  /** The hosts that take part, this one among them; undefined where the engine does not say. */
  readonly peers: readonly string[] | undefined;
  readonly members: readonly OverlayMember[];
}

/** What this engine is within its swarm. */
export interface SwarmView {
  /** The address by which the other hosts know this one. */
  readonly ownAddress: string;
  /** All hosts that this engine knows of: a manager knows everyone, a worker the managers. */
  readonly hosts: readonly string[];
  /** The UDP port between the hosts that an overlay's packets take. */
  readonly dataPort: number;
}

/** The answer of `/networks/{id}?verbose=true`. */
export function overlayFromInspect(json: unknown): OverlayView {
  const network = asRecord(json);
  const peers = network["Peers"];
  const tasks = Object.values(asRecord(network["Services"])).flatMap((service) =>
    asList(asRecord(service)["Tasks"]).map(asRecord),
  );
  return {
    peers: peers === undefined ? undefined : asList(peers).map((peer) => textIn(peer, "IP")),
    members: tasks.map((task) => ({
      name: asText(task["Name"]),
      address: asText(task["EndpointIP"]),
      hostAddress: textIn(task["Info"], "Host IP"),
    })),
  };
}

/** The answers of `/info` and of `/nodes`, the latter undefined where the engine is no manager. */
export function swarmFromEngine(infoJson: unknown, nodesJson: unknown): SwarmView {
  const swarm = asRecord(asRecord(infoJson)["Swarm"]);
  const managers = asList(swarm["RemoteManagers"]).map((one) => hostOf(textIn(one, "Addr")));
  const nodes = asList(nodesJson).map(asRecord).map(nodeAddress);
  const port = asRecord(swarm["Cluster"])["DataPathPort"];
  return {
    ownAddress: asText(swarm["NodeAddr"]),
    hosts: [...new Set([...managers, ...nodes])].filter((address) => address !== ""),
    dataPort: typeof port === "number" && port > 0 ? port : defaultDataPort,
  };
}

const defaultDataPort = 4789;

/** A manager may call its own address 0.0.0.0, but tells the others the real one. */
function nodeAddress(node: JsonRecord): string {
  const manager = hostOf(textIn(node["ManagerStatus"], "Addr"));
  return manager === "" ? textIn(node["Status"], "Addr") : manager;
}

/** `10.0.0.1:2377`, `[fd00::1]:2377` */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

function textIn(json: unknown, key: string): string {
  return asText(asRecord(json)[key]);
}
