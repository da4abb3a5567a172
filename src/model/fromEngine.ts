// Engine API JSON -> model, in this one place. Tolerates missing fields; field names are the Engine
// API's (moby api/types), differences of Podman's compatible API are said where they matter.
import type {
  Attachment,
  Container,
  ContainerState,
  Endpoint,
  Health,
  NetworkMode,
  PublishedPort,
} from "./container.ts";
import type { EngineInfo, SwarmState } from "./engineInfo.ts";
import {
  asList,
  asOptionalNumber,
  asOptionalText,
  asOptionalTexts,
  asRecord,
  asText,
  asTextMap,
  type JsonRecord,
} from "./json.ts";
import type { IpamPool, Network } from "./network.ts";

/** One object of `/networks` or the answer of `/networks/{id}`. */
export function networkFromEngine(json: unknown): Network {
  const network = asRecord(json);
  const ipam = asRecord(network["IPAM"]);
  return {
    id: asText(network["Id"]),
    name: asText(network["Name"]),
    driver: asText(network["Driver"]),
    scope: asText(network["Scope"]),
    internal: network["Internal"] === true,
    attachable: network["Attachable"] === true,
    ingress: network["Ingress"] === true,
    ipv6: network["EnableIPv6"] === true,
    ipamDriver: asText(ipam["Driver"]),
    ipamPools: asList(ipam["Config"]).map(ipamPoolFromEngine),
    options: asTextMap(network["Options"]),
    labels: asTextMap(network["Labels"]),
    created: asOptionalText(network["Created"]),
  };
}

function ipamPoolFromEngine(json: unknown): IpamPool {
  const pool = asRecord(json);
  return {
    subnet: asText(pool["Subnet"]),
    ipRange: asOptionalText(pool["IPRange"]),
    gateway: asOptionalText(pool["Gateway"]),
  };
}

/** One object of `/containers/json`. */
export function containerFromList(json: unknown): Container {
  const container = asRecord(json);
  const labels = asTextMap(container["Labels"]);
  return {
    id: asText(container["Id"]),
    name: containerName(asList(container["Names"])[0]),
    image: asText(container["Image"]),
    state: stateFromEngine(container["State"]),
    health: healthFromStatus(asText(container["Status"])),
    labels,
    ports: asList(container["Ports"]).map(portFromList).sort(byPort),
    networkMode: modeFromEngine(asRecord(container["HostConfig"])["NetworkMode"]),
    attachments: attachmentsFromEngine(container),
  };
}

/** The answer of `/containers/{id}/json`. */
export function containerFromInspect(json: unknown): Container {
  const container = asRecord(json);
  const config = asRecord(container["Config"]);
  const state = asRecord(container["State"]);
  return {
    id: asText(container["Id"]),
    name: containerName(container["Name"]),
    image: asText(config["Image"]),
    state: stateFromEngine(state["Status"]),
    health: healthFromInspect(state),
    labels: asTextMap(config["Labels"]),
    ports: portsFromInspect(asRecord(asRecord(container["NetworkSettings"])["Ports"])),
    networkMode: modeFromEngine(asRecord(container["HostConfig"])["NetworkMode"]),
    attachments: attachmentsFromEngine(container).map(withAllAliases),
  };
}

/**
 * What the `Server` header of any answer tells: `Docker/28.5.2 (linux)` or `Libpod/4.3.1 (linux)`, seen
 * on engines from 20.10 on. Undefined where something in between has put its own name there.
 */
export function engineInfoFromServer(server: string): EngineInfo | undefined {
  const [, name, version] = /^(Docker|Libpod)\/(\S+)/.exec(server) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const product = name === "Libpod" ? "podman" : "docker";
  return { ...engineInfoFromEngine({}, {}), product, version };
}

/** The answers of `/version` and `/info` together. */
export function engineInfoFromEngine(versionJson: unknown, infoJson: unknown): EngineInfo {
  const version = asRecord(versionJson);
  const info = asRecord(infoJson);
  const swarm = asRecord(info["Swarm"]);
  const components = asList(version["Components"]).map((item) => asText(asRecord(item)["Name"]));
  const securityOptions = asOptionalTexts(info["SecurityOptions"]) ?? [];
  return {
    product: components.some((name) => name.startsWith("Podman")) ? "podman" : "docker",
    version: asText(version["Version"]),
    apiVersion: asText(version["ApiVersion"]),
    hostName: asText(info["Name"]),
    operatingSystem: asText(info["OperatingSystem"]),
    kernelVersion: asText(info["KernelVersion"]),
    rootless: info["Rootless"] === true || securityOptions.includes("name=rootless"),
    swarm: {
      state: swarmStateFromEngine(swarm["LocalNodeState"]),
      isManager: swarm["ControlAvailable"] === true,
    },
    clusterStore: asOptionalText(info["ClusterStore"]),
    networkDrivers: asOptionalTexts(asRecord(info["Plugins"])["Network"]) ?? [],
    warnings: asOptionalTexts(info["Warnings"]) ?? [],
  };
}

function attachmentsFromEngine(container: JsonRecord): readonly Attachment[] {
  const networks = asRecord(asRecord(container["NetworkSettings"])["Networks"]);
  return Object.entries(networks).map(([networkName, json]) => ({
    networkId: asText(asRecord(json)["NetworkID"]),
    networkName,
    endpoint: endpointFromEngine(asRecord(json)),
  }));
}

function endpointFromEngine(endpoint: JsonRecord): Endpoint {
  // A stopped container keeps only what the user asked for; a fixed address stands in IPAMConfig then.
  const fixed = asRecord(endpoint["IPAMConfig"]);
  return {
    id: asText(endpoint["EndpointID"]),
    ipv4Address: asOptionalText(endpoint["IPAddress"]) ?? asOptionalText(fixed["IPv4Address"]),
    ipv4PrefixLength: asOptionalNumber(endpoint["IPPrefixLen"]),
    ipv6Address:
      asOptionalText(endpoint["GlobalIPv6Address"]) ?? asOptionalText(fixed["IPv6Address"]),
    ipv6PrefixLength: asOptionalNumber(endpoint["GlobalIPv6PrefixLen"]),
    macAddress: asOptionalText(endpoint["MacAddress"]),
    gateway: asOptionalText(endpoint["Gateway"]),
    aliases: asOptionalTexts(endpoint["Aliases"]),
  };
}

/** An inspect knows every alias: where it has no list of them, there are none. */
function withAllAliases(attachment: Attachment): Attachment {
  const { endpoint } = attachment;
  return { ...attachment, endpoint: { ...endpoint, aliases: endpoint.aliases ?? [] } };
}

function portFromList(json: unknown): PublishedPort {
  const port = asRecord(json);
  return {
    containerPort: asOptionalNumber(port["PrivatePort"]) ?? 0,
    protocol: asText(port["Type"]),
    hostPort: asOptionalNumber(port["PublicPort"]),
    hostAddress: asOptionalText(port["IP"]),
  };
}

/** `{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "443/tcp": null}` */
function portsFromInspect(ports: JsonRecord): readonly PublishedPort[] {
  return Object.entries(ports)
    .flatMap(([key, json]): PublishedPort[] => {
      const [port, protocol = "tcp"] = key.split("/");
      const exposed = { containerPort: Number(port), protocol };
      const bindings = asList(json).map(asRecord);
      if (bindings.length === 0) {
        return [{ ...exposed, hostPort: undefined, hostAddress: undefined }];
      }
      return bindings.map((binding) => ({
        ...exposed,
        hostPort: Number(asText(binding["HostPort"])) || undefined,
        hostAddress: asOptionalText(binding["HostIp"]),
      }));
    })
    .sort(byPort);
}

/** The two answers have ports in different orders; a picture must not change for that. */
function byPort(one: PublishedPort, other: PublishedPort): number {
  const key = (port: PublishedPort): string =>
    [port.containerPort, port.protocol, port.hostAddress ?? "", port.hostPort ?? 0].join(" ");
  return key(one) < key(other) ? -1 : 1;
}

function containerName(name: unknown): string {
  return asText(name).replace(/^\//, "");
}

const states: ReadonlySet<string> = new Set([
  "created",
  "running",
  "paused",
  "restarting",
  "removing",
  "exited",
  "dead",
] satisfies ContainerState[]);

function isState(text: string): text is ContainerState {
  return states.has(text);
}

function stateFromEngine(json: unknown): ContainerState {
  const text = asText(json).toLowerCase();
  if (isState(text)) return text;
  // Podman's own words for states that Docker has another word for.
  if (text === "configured" || text === "initialized") return "created";
  if (text === "stopped" || text === "stopping") return "exited";
  return "unknown";
}

function healthFromEngine(json: unknown): Health | undefined {
  const text = asText(json);
  return text === "starting" || text === "healthy" || text === "unhealthy" ? text : undefined;
}

/** The engine keeps the last result of a container that stopped or is paused; its listing says nothing of it then. */
function healthFromInspect(state: JsonRecord): Health | undefined {
  if (state["Status"] !== "running") return undefined;
  // Podman says "Healthcheck" in older versions, and an empty status for "no check".
  return healthFromEngine(asRecord(state["Health"] ?? state["Healthcheck"])["Status"]);
}

/** The list has health only inside its human text: `Up 5 minutes (healthy)`, `Up 2 seconds (health: starting)`. */
function healthFromStatus(status: string): Health | undefined {
  return healthFromEngine(/\((?:health: )?(\w+)\)$/.exec(status)?.[1]);
}

function modeFromEngine(json: unknown): NetworkMode {
  const text = asText(json);
  if (text === "") return { kind: "unknown" };
  if (text === "host" || text === "none") return { kind: text };
  if (text.startsWith("container:")) {
    return { kind: "container", owner: text.slice("container:".length) };
  }
  return { kind: "network", name: text };
}

const swarmStates: ReadonlySet<string> = new Set([
  "inactive",
  "pending",
  "active",
  "error",
  "locked",
] satisfies SwarmState[]);

function isSwarmState(text: string): text is SwarmState {
  return swarmStates.has(text);
}

function swarmStateFromEngine(json: unknown): SwarmState {
  const text = asText(json);
  if (text === "") return "inactive";
  return isSwarmState(text) ? text : "unknown";
}
