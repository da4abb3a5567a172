// What the schema of daemon.json offers inside of options that hold objects and lists.
import type { EngineVersion } from "../options/engineVersion.ts";
import { logDrivers } from "../rules/logOptions.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import { logOptionNames } from "./logOptionNames.ts";
import { valuesAt } from "./optionFacts.ts";

/** The names that an object's parts are known to have, undefined where they are anybody's own. */
export function namedParts(
  option: DaemonOption,
  version: EngineVersion,
): readonly string[] | undefined {
  switch (option.name) {
    case "log-opt":
      return [...new Set(logDrivers.flatMap((driver) => logOptionNames(driver, version)))];
    case "feature":
    case "features":
    case "cluster-store-opt":
    case "default-ulimit":
      return valuesAt(option, version);
    default:
      return undefined;
  }
}

/** What to begin with, as a snippet's body, by the flag's name. */
export const startingValues: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["log-opt", { "max-size": "${1:10m}", "max-file": "${2:3}" }],
  ["default-address-pool", [{ base: "${1:10.200.0.0/16}", size: "^${2:24}" }]],
  ["add-runtime", { "${1:name}": { path: "${2:/usr/bin/runtime}" } }],
  [
    "default-ulimit",
    { "${1:nofile}": { Name: "${1:nofile}", Soft: "^${2:64000}", Hard: "^${3:64000}" } },
  ],
  ["registry-mirror", ["https://${1:mirror.example}"]],
  ["exec-opt", ["native.cgroupdriver=${1|systemd,cgroupfs|}"]],
  ["default-network-opt", { bridge: { "com.docker.network.driver.mtu": "${1:1450}" } }],
  ["builder", { gc: { enabled: "^${1:true}", defaultKeepStorage: "${2:20GB}" } }],
]);
