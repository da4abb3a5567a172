// Causes in the network namespace that a container runs in: one without networks, or one that is gone.
import { isUp, type Container } from "../../model/container.ts";
import { composeProject, type Network } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { isOnNoNetwork, networksReachedBy } from "../pingTarget.ts";
import { unambiguous } from "./bringTogether.ts";
import type { Cause, CauseRule, Facts, Fix } from "./cause.ts";
import { fixBySteps } from "./fixSteps.ts";
import { networksOf, outwardNetwork, usableNetworks } from "./networkChoice.ts";
import { stateOf } from "./stateRules.ts";

export const namespaceRules: readonly CauseRule[] = [
  noneMode,
  noNetwork,
  ownerGone,
  ownerRestarted,
];

function noneMode(facts: Facts): Cause | undefined {
  return first(facts, (container) => withoutNetwork(facts, container));
}

function ownerGone(facts: Facts): Cause | undefined {
  return first(facts, (container) => withoutOwner(facts.picture, container));
}

function noNetwork(facts: Facts): Cause | undefined {
  return first(facts, (container) => disconnected(facts, container));
}

function first(
  { source, target }: Facts,
  rule: (container: Container) => Cause | undefined,
): Cause | undefined {
  return rule(source) ?? (target === undefined ? undefined : rule(target));
}

function withoutNetwork(facts: Facts, container: Container): Cause | undefined {
  const { picture } = facts;
  const owner = picture.ownerOf(container) ?? container;
  if (owner.networkMode.kind !== "none" || networksReachedBy(picture, owner).length > 0) {
    return undefined;
  }
  const network = networkFor(facts, container);
  const none = picture.findNetwork("none") ?? { id: "none", name: "none" };
  const args = { container: owner.name, network: network?.name ?? "" };
  return {
    code: "noneMode",
    args: { container: container.name },
    sure: "certain",
    evidence: [{ of: owner.name, fact: "mode none" }],
    fix:
      network &&
      // Podman connects nobody who was created in mode none.
      (picture.engine.product === "podman"
        ? { code: "recreateOn", args, commands: [] }
        : fixBySteps("leaveNone", args, [
            { kind: "disconnect", container: owner, network: none },
            { kind: "connect", container: owner, network: unambiguous(picture, network) },
          ])),
  };
}

/** Made for a network, and taken off all of them since. */
function disconnected(facts: Facts, container: Container): Cause | undefined {
  const { picture } = facts;
  const owner = picture.ownerOf(container) ?? container;
  if (!isUp(owner) || !isOnNoNetwork(picture, owner)) return undefined;
  const network = networkFor(facts, container);
  return {
    code: "noNetwork",
    args: { container: owner.name },
    sure: "certain",
    evidence: [networksOf(picture, owner)],
    fix:
      network &&
      fixBySteps("connect", { container: owner.name, network: network.name }, [
        { kind: "connect", container: owner, network: unambiguous(picture, network) },
      ]),
  };
}

/** One that the other of the two is on, else the way out. */
function networkFor({ picture, source, target }: Facts, container: Container): Network | undefined {
  const other = container === source ? target : source;
  const candidates = other === undefined ? [] : usableNetworks(picture, other);
  return candidates[0] ?? outwardNetwork(picture);
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
      fix: { code: "recreate", args: { container: name }, commands: recreateCommands(container) },
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

/** How Compose makes a container of its own anew. What others were made with is not known here. */
function recreateCommands({ labels }: Container): Fix["commands"] {
  const project = composeProject(labels);
  const service = labels["com.docker.compose.service"];
  if (project === undefined || service === undefined) return [];
  const up = ["up", "--detach", "--force-recreate", service];
  return [["docker", "compose", "--project-name", project, ...up]];
}

/** Whoever shares a namespace keeps the one that it started in, which leads nowhere after its owner's restart. */
function ownerRestarted(facts: Facts): Cause | undefined {
  return first(facts, (container) => withFormerNamespace(facts, container));
}

function withFormerNamespace(facts: Facts, child: Container): Cause | undefined {
  const { picture, source, answers, inspected } = facts;
  const owner = picture.ownerOf(child);
  if (owner === undefined || !isUp(owner) || networksReachedBy(picture, owner).length === 0) {
    return undefined;
  }
  const starts = [child, owner].map(({ id }) => inspected.get(id)?.startedAt ?? "");
  const [ofChild = "", ofOwner = ""] = starts;
  const areKnown = ofChild !== "" && ofOwner !== "";
  const isCutOff =
    child === source &&
    answers.length > 0 &&
    answers.every(({ reason }) => reason === "noRoute" || reason === "resolverSilent");
  if (areKnown ? !isLater(ofOwner, ofChild) : !isCutOff) return undefined;
  return {
    code: "ownerRestarted",
    args: { container: child.name, owner: owner.name },
    sure: areKnown ? "certain" : "likely",
    evidence: [
      { of: child.name, fact: `mode container:${owner.name}` },
      ...(areKnown
        ? [
            { of: child.name, fact: `started at ${ofChild}` },
            { of: owner.name, fact: `started at ${ofOwner}` },
          ]
        : answers.map(({ probe, reason }) => ({ of: probe.target, fact: reason ?? "reachable" }))),
    ],
    fix: fixBySteps("restart", { container: child.name }, [{ kind: "restart", container: child }]),
  };
}

/** Whether one time of an engine is after another: in the same second its own digits decide. */
function isLater(one: string, other: string): boolean {
  const [first, second] = [Date.parse(one), Date.parse(other)];
  if (first !== second) return first > second;
  const digits = (text: string): string => (/\.(\d+)/.exec(text)?.[1] ?? "").padEnd(9, "0");
  return digits(one) > digits(other);
}

/** An id in the form in which `docker ps` shows it; a name as it is. */
function shortOwner(owner: string): string {
  return /^[0-9a-f]{64}$/.test(owner) ? owner.slice(0, 12) : owner;
}
