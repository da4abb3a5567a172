// Causes in the state of a container: what does not run neither asks nor answers.
import { isUp, type Container } from "../../model/container.ts";
import type { ProbeKind } from "../probe.ts";
import type { Cause, CauseRule, Evidence, Facts, Fix } from "./cause.ts";
import { fixBySteps } from "./fixSteps.ts";

export const stateRules: readonly CauseRule[] = [sourceAsleep, targetStopped, targetPaused];

function sourceAsleep({ source }: Facts): Cause | undefined {
  if (source.state === "running") return undefined;
  return {
    code: source.state === "paused" ? "sourcePaused" : "sourceStopped",
    args: { source: source.name },
    sure: "certain",
    evidence: [stateOf(source)],
    fix: wake(source),
  };
}

function targetStopped({ target }: Facts): Cause | undefined {
  if (target === undefined || isUp(target)) return undefined;
  return {
    code: "targetStopped",
    args: { target: target.name },
    sure: "certain",
    evidence: [stateOf(target)],
    fix: wake(target),
  };
}

/**
 * The kernel goes on to answer pings and to accept connections; only programs keep silent, and, once enough
 * connections wait for them, the kernel too.
 */
function targetPaused({ target, answers }: Facts): Cause | undefined {
  const silent = answers.filter(({ reason }) => reason === "noAnswer");
  const isSilent = (kind: ProbeKind): boolean => silent.some(({ probe }) => probe.kind === kind);
  if (target?.state !== "paused" || !(isSilent("http") || isSilent("tcp"))) return undefined;
  return {
    code: "targetPaused",
    args: { target: target.name },
    sure: isSilent("http") ? "certain" : "likely",
    evidence: [stateOf(target)],
    fix: wake(target),
  };
}

/** The state of a container, as evidence. */
export function stateOf({ name, state }: Container): Evidence {
  return { of: name, fact: `state ${state}` };
}

/** What makes a container run again. */
export function wake(container: Container): Fix | undefined {
  const args = { container: container.name };
  switch (container.state) {
    case "paused":
      return fixBySteps("unpause", args, [{ kind: "unpause", container }]);
    case "created":
    case "exited":
      return fixBySteps("start", args, [{ kind: "start", container }]);
    default:
      // Restarting by itself, on its way out, or beyond help: what to do is in its log.
      return undefined;
  }
}
