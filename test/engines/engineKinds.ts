// The three engines that everything is tested against, and how each one is started.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { ensureEngineRoot } from "../setup/engineRoot.ts";

export type EngineName = "docker-20.10" | "docker-28.5" | "podman";

/** The oldest that we support, the newest there is, and a second implementation of the same API. */
export const engineNames: readonly EngineName[] = ["docker-20.10", "docker-28.5", "podman"];

/** Where each engine listens, as its host sees it: the machine sees the same folder elsewhere. */
export const hostAddress = "unix:///run/engine/docker.sock";

export interface EngineKind {
  /** The root that has the engine's programs. */
  lowerRoot(): Promise<string>;
  /** The engine's command line. */
  argv(flags: readonly string[]): readonly [string, ...string[]];
  /** Writes what the engine reads at its start into the folder that the host sees as /run/engine. */
  prepare(sharedFolder: string): Promise<void>;
}

/** How to start an engine. The machine's own Debian has the older Docker and Podman. */
export function engineKind(name: EngineName): EngineKind {
  switch (name) {
    case "docker-20.10":
      return { ...docker, lowerRoot: () => Promise.resolve("/") };
    case "docker-28.5":
      return { ...docker, lowerRoot: ensureEngineRoot };
    case "podman":
      return podman;
  }
}

// The default pools hold about 31 networks; these hold 16,384.
const pool = { base: "10.64.0.0/10", size: 24 };

const docker: Omit<EngineKind, "lowerRoot"> = {
  argv: (flags) => [
    "dockerd",
    `--host=${hostAddress}`,
    `--default-address-pool=base=${pool.base},size=${pool.size}`,
    "--exec-opt=native.cgroupdriver=cgroupfs",
    ...flags,
  ],
  prepare: () => Promise.resolve(),
};

const podman: EngineKind = {
  lowerRoot: () => Promise.resolve("/"),
  argv: (flags) => [
    "env",
    "CONTAINERS_CONF=/run/engine/containers.conf",
    ...["podman", "system", "service", "--time=0", ...flags, hostAddress],
  ],
  prepare: (sharedFolder) =>
    writeFile(
      path.join(sharedFolder, "containers.conf"),
      `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
[network]
network_backend = "netavark"
default_subnet_pools = [{ base = "${pool.base}", size = ${pool.size} }]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
`,
    ),
};
