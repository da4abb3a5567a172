// One service of a Compose file as far as its networks go, and what it takes over from another one.
import type { YamlNode } from "../yamlTree.ts";
import { mapOf, namesIn, textOf } from "./composeNodes.ts";
import { portsOf } from "./composePorts.ts";

export interface ComposeService {
  readonly image: string | undefined;
  /** `network_mode` as it is written. */
  readonly mode: string | undefined;
  /** The aliases on each network, by the network's key. */
  readonly networks: ReadonlyMap<string, readonly string[]>;
  readonly ports: readonly number[];
  /** The services that it needs, and in which condition. */
  readonly needs: ReadonlyMap<string, NeededCondition>;
  readonly links: readonly string[];
  readonly profiles: readonly string[];
  readonly replicas: number | undefined;
  readonly base: ServiceBase | undefined;
}

export type NeededCondition = "running" | "completed";

/** What a service extends: another one, in the same file or elsewhere. */
export interface ServiceBase {
  readonly service: string;
  readonly isElsewhere: boolean;
}

/** Reads one service; what is not understood is left out. */
export function readService(node: YamlNode): ComposeService {
  const fields = mapOf(node);
  return {
    image: textOf(fields.get("image")),
    mode: textOf(fields.get("network_mode")),
    networks: readNetworks(fields.get("networks")),
    ports: portsOf(fields.get("expose"), fields.get("ports")),
    needs: readNeeds(fields.get("depends_on")),
    links: namesIn(fields.get("links")).map((link) => link.replace(/:.*$/s, "")),
    profiles: namesIn(fields.get("profiles")),
    replicas: readReplicas(fields.get("scale") ?? mapOf(fields.get("deploy")).get("replicas")),
    base: readBase(fields.get("extends")),
  };
}

/** A service with what it takes over: its own texts win, and its own names come besides the others. */
export function over(base: ComposeService, own: ComposeService): ComposeService {
  const networks = new Map(base.networks);
  for (const [key, aliases] of own.networks) {
    networks.set(key, [...(networks.get(key) ?? []), ...aliases]);
  }
  return {
    image: own.image ?? base.image,
    mode: own.mode ?? base.mode,
    networks,
    ports: [...base.ports, ...own.ports],
    needs: new Map([...base.needs, ...own.needs]),
    links: [...base.links, ...own.links],
    profiles: [...base.profiles, ...own.profiles],
    replicas: own.replicas ?? base.replicas,
    base: own.base ?? base.base,
  };
}

function readNetworks(node: YamlNode | undefined): ComposeService["networks"] {
  if (node?.kind !== "map") return new Map(namesIn(node).map((name) => [name, []]));
  return new Map(
    [...mapOf(node)].map(([name, value]) => [name, namesIn(mapOf(value).get("aliases"))]),
  );
}

function readNeeds(node: YamlNode | undefined): ComposeService["needs"] {
  const conditions = mapOf(node);
  return new Map(
    namesIn(node).map((name) => {
      const condition = textOf(mapOf(conditions.get(name)).get("condition"));
      return [name, condition === "service_completed_successfully" ? "completed" : "running"];
    }),
  );
}

function readReplicas(node: YamlNode | undefined): number | undefined {
  const text = textOf(node);
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function readBase(node: YamlNode | undefined): ServiceBase | undefined {
  const fields = mapOf(node);
  const service = textOf(node) ?? textOf(fields.get("service"));
  if (service === undefined) return undefined;
  return { service, isElsewhere: fields.has("file") };
}
