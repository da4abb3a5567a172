// Causes in the state of a container: what does not run neither asks nor answers.
import { isUp, type Container } from "../../model/container.ts";
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

/** The kernel goes on to answer pings and to accept connections; only programs keep silent. */
function targetPaused({ target, answers }: Facts): Cause | undefined {
  const isSilent = answers.some(({ probe: { kind }, reason }) => {
    return kind === "http" && reason === "noAnswer";
  });
  if (target?.state !== "paused" || !isSilent) return undefined;
  return {
    code: "targetPaused",
    args: { target: target.name },
    sure: "certain",
    evidence: [stateOf(target)],
    fix: wake(target),
  };
}

/** The state of a container, as evidence. */
export function stateOf({ name, state }: Container): Evidence {
  return { of: name, fact: `state ${state}` };
}

function wake(container: Container): Fix | undefined {
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
