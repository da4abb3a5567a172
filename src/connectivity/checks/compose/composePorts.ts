// The TCP ports at which a Compose service can be expected to listen.
import { readPort } from "../readTarget.ts";
import type { YamlNode } from "../yamlTree.ts";
import { itemsOf, mapOf, textOf } from "./composeNodes.ts";

/** The ports in the container that `expose` and `ports` name. Of a range the first one. */
export function portsOf(expose: YamlNode | undefined, ports: YamlNode | undefined): number[] {
  return [...itemsOf(ports), ...itemsOf(expose)].flatMap((item) => {
    const fields = mapOf(item);
    if (item.kind === "map" && (textOf(fields.get("protocol")) ?? "tcp") !== "tcp") return [];
    // `[address:][published:]port[-last][/protocol]`: the container's is the last one.
    const text = item.kind === "map" ? textOf(fields.get("target")) : textOf(item);
    const read = readPort((text ?? "").replace(/^.*:/s, "").replace(/^(\d+)-\d+/, "$1"));
    return "value" in read ? [read.value] : [];
  });
}

/** The port that an image is known for, whoever hosts a copy of it. */
export function portOfImage(image: string | undefined): number | undefined {
  const name = (image ?? "")
    .replace(/@.*$/s, "")
    .replace(/:[^/:]*$/, "")
    .replace(/^(localhost|[^/]*[.:][^/]*)\//, "")
    .replace(/^library\//, "");
  return imagePorts.get(name);
}

/** What the images themselves expose; of several ports the one that clients use. */
const imagePorts: ReadonlyMap<string, number> = new Map([
  ["caddy", 80],
  ["consul", 8500],
  ["elasticsearch", 9200],
  ["grafana/grafana", 3000],
  ["httpd", 80],
  ["influxdb", 8086],
  ["kibana", 5601],
  ["mariadb", 3306],
  ["memcached", 11_211],
  ["mongo", 27_017],
  ["mysql", 3306],
  ["nats", 4222],
  ["neo4j", 7687],
  ["nginx", 80],
  ["postgis/postgis", 5432],
  ["postgres", 5432],
  ["prom/prometheus", 9090],
  ["rabbitmq", 5672],
  ["redis", 6379],
  ["redis/redis-stack", 6379],
  ["valkey/valkey", 6379],
  ["zookeeper", 2181],
]);
