// One ping from a container: by the container's own `ping`, else by a helper in its network namespace.
import type { EngineConnection } from "../engine/connection.ts";
import { EngineError } from "../engine/errors.ts";
import type { HelperContainers } from "../engine/helperContainers.ts";
import { execInContainer } from "../engine/terminalSession.ts";
import type { Container } from "../model/container.ts";
import { PingOutput, type PingReply, type PingStatistics } from "./pingOutput.ts";
import type { Verdict } from "./probe.ts";

export interface PingRequest {
  readonly source: Container;
  /** A container's name or alias, a host name, or an address. */
  readonly target: string;
  readonly count: number;
  /** How long to wait for each answer, in whole seconds. */
  readonly timeoutSeconds: number;
  /** Where undefined, a source without a usable `ping` leaves the verdict unknown. */
  readonly helpers?: HelperContainers;
  readonly onReply?: (reply: PingReply) => void;
  /** Called once where the image has no `ping`, before the helper is used. */
  readonly onHelper?: () => void;
}

export interface PingResult {
  readonly verdict: Verdict;
  /** Undefined where nothing was sent. */
  readonly statistics: PingStatistics | undefined;
  readonly resolvedAddress: string | undefined;
  readonly ranIn: "container" | "helper";
  readonly output: string;
}

/** Why a container cannot be the source of a probe right now. */
export type SourceObstacle = "stopped" | "paused" | "noNetwork";

/** What stands in the way of probing from a container, or undefined where nothing does. */
export function sourceObstacle(source: Container): SourceObstacle | undefined {
  if (source.state === "paused") return "paused";
  if (source.state !== "running") return "stopped";
  return isOnNone(source) ? "noNetwork" : undefined;
}

/** True in mode none, unless it was connected to a network since: the mode stays what it was. */
export function isOnNone({ networkMode, attachments }: Container): boolean {
  return (
    networkMode.kind === "none" && attachments.every(({ networkName }) => networkName === "none")
  );
}

/** The argv of `ping`. What follows `--` is never an option, whatever it is called. */
export function pingArguments(request: {
  readonly target: string;
  readonly count: number;
  readonly timeoutSeconds: number;
}): readonly string[] {
  const family = request.target.includes(":") ? ["-6"] : [];
  const limits = ["-c", String(request.count), "-W", String(request.timeoutSeconds)];
  return ["ping", ...family, ...limits, "--", request.target];
}

/**
 * Pings and resolves to a result, whatever it says. Throws the signal's abort, or an EngineError where
 * the probe could not run: `notFound` where the helper's image is missing.
 */
export async function ping(
  connection: EngineConnection,
  request: PingRequest,
  signal: AbortSignal,
): Promise<PingResult> {
  const { source, helpers } = request;
  const own = await pingFrom(connection, source.id, request, signal);
  if (helpers === undefined || !couldNotRun(own)) return resultOf(own, "container");
  request.onHelper?.();
  const askHelper = (helper: string): Promise<PingRun> =>
    pingFrom(connection, helper, request, signal);
  return resultOf(await helpers.use(source.id, askHelper, signal), "helper");
}

interface PingRun {
  readonly output: PingOutput;
  readonly exitCode: number | undefined;
}

async function pingFrom(
  connection: EngineConnection,
  containerId: string,
  request: PingRequest,
  signal: AbortSignal,
): Promise<PingRun> {
  const output = new PingOutput(request.onReply ?? ignoreReply);
  const onOutput = (text: string): void => {
    output.add(text);
  };
  const program = { argv: pingArguments(request), onOutput };
  const exitCode = await execInContainer(connection, containerId, program, signal).catch(
    (error: unknown) => {
      // Some engines refuse to start what an image does not have, instead of an exit code.
      if (error instanceof EngineError && error.kind === "failed") return notExecutable;
      throw error;
    },
  );
  return { output, exitCode };
}

const notExecutable = 126;

/** The exit codes of a missing program (POSIX), or a `ping` that may not open its socket. */
function couldNotRun({ exitCode, output }: PingRun): boolean {
  if (exitCode === 126 || exitCode === 127) return true;
  // The image's user may lack the right to send; the helper's root has it.
  return output.statistics === undefined && /permission denied|not permitted/i.test(output.text);
}

function resultOf({ output }: PingRun, ranIn: PingResult["ranIn"]): PingResult {
  return {
    verdict: verdictOf(output),
    statistics: output.statistics,
    resolvedAddress: output.resolvedAddress,
    ranIn,
    output: output.text,
  };
}

function verdictOf(output: PingOutput): Verdict {
  const { statistics } = output;
  if (statistics !== undefined) return statistics.received > 0 ? "reachable" : "blocked";
  // `ping` names the address before it sends: with no address the name had none.
  if (output.resolvedAddress === undefined) {
    return /bad address|not known|name resolution|unknown host|No address/i.test(output.text)
      ? "unresolved"
      : "unknown";
  }
  // Nothing could be sent to the address: no route, or a rule that forbids it.
  return "blocked";
}

function ignoreReply(): void {
  // Nobody watches the single replies.
}
