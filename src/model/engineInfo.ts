// What an engine says about itself (`/version` and `/info`).

export type SwarmState = "inactive" | "pending" | "active" | "error" | "locked" | "unknown";

export interface EngineInfo {
  readonly product: "docker" | "podman";
  readonly version: string;
  readonly apiVersion: string;
  /** The host's name, as the engine reports it. */
  readonly hostName: string;
  readonly operatingSystem: string;
  readonly kernelVersion: string;
  readonly rootless: boolean;
  readonly swarm: {
    readonly state: SwarmState;
    /** True on a manager: only there can swarm networks be made. */
    readonly isManager: boolean;
  };
  /** `--cluster-store` of engines before 23.0: overlay networks without swarm mode. */
  readonly clusterStore: string | undefined;
  /** Network drivers that the engine has, plug-ins included. */
  readonly networkDrivers: readonly string[];
  readonly warnings: readonly string[];
}
