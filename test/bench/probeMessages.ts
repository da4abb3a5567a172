// What the benchmark asks its probe in the extension host, and what it is told.

/** Where the workspace has a unit that something is wrong with. */
export const unitInWorkspace = "etc/systemd/system/docker.service";

/** Names the unix socket that the probe connects to. */
export const probeVariable = "PORTOLAN_BENCH_PROBE";

/** An extension of the benchmark that does nothing. */
export const emptyExtensionId = "portolan-bench.empty";

export interface ProbeAnswers {
  /** Activates the extension, which must not be active: milliseconds until it is. */
  readonly activate: { readonly ms: number };
  /** The same with an extension that does nothing. */
  readonly activateEmpty: { readonly ms: number };
  /** Runs the view's focus command: `Date.now()` just before it. */
  readonly focus: { readonly date: number };
  /** Opens the `docker.service` of the workspace: milliseconds until the first diagnostics of ours. */
  readonly openUnit: { readonly ms: number };
  readonly look: HostLook;
}

export type ProbeMethod = keyof ProbeAnswers;

/** The extension host's process after a garbage collection; bytes. */
export interface HostLook {
  readonly heap: number;
  readonly rss: number;
  /** The command lines of all processes that the extension has started so far. */
  readonly processes: readonly string[];
  /** Names of the extension's files that have been loaded so far. */
  readonly loaded: readonly string[];
  /** True where the extension is active. */
  readonly isActive: boolean;
}
