// What the benchmark asks its probe in the extension host, and what it is told.

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
  readonly look: HostLook;
}

export type ProbeMethod = keyof ProbeAnswers;

/** The extension host's process after a garbage collection; bytes. */
export interface HostLook {
  readonly heap: number;
  readonly rss: number;
  /** The command lines of all processes that the extension has started so far. */
  readonly processes: readonly string[];
  /** True where the extension is active. */
  readonly isActive: boolean;
}
