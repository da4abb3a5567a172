// The `docker` command line that does what an operation does, for reading and copying only: nothing
// ever runs these strings.
import type { ConnectSpec, NetworkSpec, RunSpec } from "./operations.ts";

/** One argv as a POSIX shell would take it, quoted only where that is needed. */
export function commandLine(argv: readonly string[]): string {
  return argv.map(quoted).join(" ");
}

/** `docker network create …` */
export function createNetworkCommand(spec: NetworkSpec): readonly string[] {
  const pools = (spec.ipamPools ?? []).flatMap((pool) => [
    ...option("--subnet", pool.subnet),
    ...option("--gateway", pool.gateway),
    ...option("--ip-range", pool.ipRange),
  ]);
  return [
    ...["docker", "network", "create", "--driver", spec.driver],
    ...pools,
    ...(spec.ipv6 === true ? ["--ipv6"] : []),
    ...(spec.internal === true ? ["--internal"] : []),
    ...(spec.attachable === true ? ["--attachable"] : []),
    ...pairs("--opt", spec.options),
    ...pairs("--label", spec.labels),
    spec.name,
  ];
}

/** `docker network rm …` */
export function removeNetworkCommand(name: string): readonly string[] {
  return ["docker", "network", "rm", name];
}

/** `docker network connect …` */
export function connectCommand(
  spec: ConnectSpec,
  names: { readonly network: string; readonly container: string },
): readonly string[] {
  return [
    ...["docker", "network", "connect"],
    ...option("--ip", spec.ipv4Address),
    ...(spec.aliases ?? []).flatMap((alias) => ["--alias", alias]),
    names.network,
    names.container,
  ];
}

/** `docker network disconnect --force …` */
export function disconnectCommand(network: string, container: string): readonly string[] {
  return ["docker", "network", "disconnect", "--force", network, container];
}

/** `docker run -itd …` */
export function runCommand(spec: RunSpec): readonly string[] {
  return [
    ...["docker", "run", "-itd"],
    ...option("--name", spec.name),
    ...["--network", spec.network],
    ...(spec.aliases ?? []).flatMap((alias) => ["--network-alias", alias]),
    spec.image,
    ...(spec.command ?? []),
  ];
}

/** `docker exec …` */
export function execCommand(container: string, argv: readonly string[]): readonly string[] {
  return ["docker", "exec", container, ...argv];
}

function option(flag: string, value: string | undefined): readonly string[] {
  return value === undefined || value === "" ? [] : [flag, value];
}

function pairs(flag: string, values: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
