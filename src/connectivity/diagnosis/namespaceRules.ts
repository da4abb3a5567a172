// Causes in whose network namespace a container runs: none at all, or one that is gone.
import { isUp, type Container } from "../../model/container.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { networksReachedBy } from "../pingTarget.ts";
import type { Cause, CauseRule, Facts } from "./cause.ts";
import { fixBySteps } from "./fixSteps.ts";
import { outwardNetwork, usableNetworks } from "./networkChoice.ts";
import { stateOf } from "./stateRules.ts";

export const namespaceRules: readonly CauseRule[] = [noneMode, ownerGone, ownerRestarted];

function noneMode(facts: Facts): Cause | undefined {
  return first(facts, (container) => withoutNetwork(facts, container));
}

function ownerGone(facts: Facts): Cause | undefined {
  return first(facts, (container) => withoutOwner(facts.picture, container));
}

function first(
  { source, target }: Facts,
  rule: (container: Container) => Cause | undefined,
): Cause | undefined {
  return rule(source) ?? (target === undefined ? undefined : rule(target));
}

function withoutNetwork(facts: Facts, container: Container): Cause | undefined {
  const { picture, source, target } = facts;
  const owner = picture.ownerOf(container) ?? container;
  if (owner.networkMode.kind !== "none" || networksReachedBy(picture, owner).length > 0) {
    return undefined;
  }
  const other = container === source ? target : source;
  const candidates = other === undefined ? [] : usableNetworks(picture, other);
  const network = candidates[0] ?? outwardNetwork(picture);
  const { name } = owner;
  const none = picture.findNetwork("none") ?? { id: "none", name: "none" };
  return {
    code: "noneMode",
    args: { container: container.name },
    sure: "certain",
    evidence: [{ of: name, fact: "mode none" }],
    fix:
      network &&
      fixBySteps("leaveNone", { container: name, network: network.name }, [
        { kind: "disconnect", container: owner, network: none },
        { kind: "connect", container: owner, network },
      ]),
  };
}

function withoutOwner(picture: ReadonlyPicture, container: Container): Cause | undefined {
  const { networkMode, name } = container;
  if (networkMode.kind !== "container") return undefined;
  const owner = picture.ownerOf(container);
  const evidence = [{ of: name, fact: `mode container:${networkMode.owner}` }];
  if (owner === undefined) {
    return {
      code: "orphaned",
      args: { container: name, owner: shortOwner(networkMode.owner) },
      sure: "certain",
      evidence: [...evidence, { of: networkMode.owner, fact: "no such container" }],
      fix: { code: "recreate", args: { container: name }, commands: [] },
    };
  }
  if (isUp(owner)) return undefined;
  return {
    code: "ownerStopped",
    args: { container: name, owner: owner.name },
    sure: "certain",
    evidence: [...evidence, stateOf(owner)],
    fix: fixBySteps("startBoth", { container: name, owner: owner.name }, [
      { kind: "start", container: owner },
      { kind: "restart", container },
    ]),
  };
}

/** Whoever shares a namespace keeps the one that it started in, which leads nowhere after its owner's restart. */
function ownerRestarted({ picture, source, answers }: Facts): Cause | undefined {
  const owner = picture.ownerOf(source);
  if (owner === undefined || !isUp(owner) || networksReachedBy(picture, owner).length === 0) {
    return undefined;
  }
  const isCutOff =
    answers.length > 0 &&
    answers.every(({ reason }) => reason === "noRoute" || reason === "resolverSilent");
  if (!isCutOff) return undefined;
  return {
    code: "ownerRestarted",
    args: { container: source.name, owner: owner.name },
    sure: "likely",
    evidence: [
      { of: source.name, fact: `mode container:${owner.name}` },
      ...answers.map(({ probe, reason }) => ({ of: probe.target, fact: reason ?? "reachable" })),
    ],
    fix: fixBySteps("restart", { container: source.name }, [
      { kind: "restart", container: source },
    ]),
  };
}

/** An id in the form in which `docker ps` shows it; a name as it is. */
function shortOwner(owner: string): string {
  return /^[0-9a-f]{64}$/.test(owner) ? owner.slice(0, 12) : owner;
}
