// A check and the picture of an engine -> who asks whom, and by which probes.
import { nearest } from "../../base/nearMiss.ts";
import { isUp, type Container } from "../../model/container.ts";
import { spansHosts, type Network } from "../../model/network.ts";
import type { OverlayMember } from "../../model/overlay.ts";
import type { Member, ReadonlyPicture } from "../../model/picture.ts";
import { commonAddresses } from "../commonAddresses.ts";
import { sourceObstacle } from "../ping.ts";
import { type Outside, outsideProbes } from "../outsideProbes.ts";
import type { Probe } from "../probe.ts";
import type {
  CheckQuestion,
  CheckTarget,
  MeshCheck,
  NetworkCheck,
  PathCheck,
} from "./networkCheck.ts";
import { targetText, withQuestion } from "./networkCheck.ts";
import { containerAt, probesOf, reachOf, type Reach } from "./reach.ts";
import type { CheckStatement } from "./resultTexts.ts";
import { selectContainers } from "./selectContainers.ts";

/** One container that asks one target. */
export interface PlannedPair {
  readonly source: Container;
  /** What the reader knows the target by. */
  readonly target: string;
  readonly meant: MeantTarget;
  readonly how: PairProbing;
}

/** The target as a diagnosis wants it. */
export interface MeantTarget {
  /** A name, an address, or `internet`, without a port. */
  readonly name: string;
  readonly container: Container | undefined;
  readonly port: number | undefined;
}

export type PairProbing =
  /** Reached where one of the probes reaches it. */
  | { readonly kind: "probes"; readonly probes: readonly Probe[] }
  /** The engine's own facts say that nothing gets through. */
  | { readonly kind: "cut"; readonly statement: CheckStatement }
  /** The target does not run: it cannot be reached, which tells nothing of the network. */
  | { readonly kind: "targetDown" }
  | { readonly kind: "impossible"; readonly statement: CheckStatement };

export interface CheckPlan {
  readonly check: NetworkCheck;
  readonly pairs: readonly PlannedPair[];
  /** Why there are no pairs. */
  readonly obstacle: CheckStatement | undefined;
  /** Who belongs to it and is not asked, and why. */
  readonly leftOut: readonly CheckStatement[];
}

/** Who is on networks on other hosts, by the network's id. */
export type MembersElsewhere = ReadonlyMap<string, readonly OverlayMember[]>;

export interface PlanningFacts {
  readonly picture: ReadonlyPicture;
  readonly outside: Outside;
  readonly elsewhere: MembersElsewhere;
}

/** Who asks whom for a check, on an engine as it is now. */
export function planCheck(check: NetworkCheck, facts: PlanningFacts): CheckPlan {
  return check.kind === "mesh"
    ? planMesh(check, facts)
    : planPath(check, facts.picture, facts.outside);
}

function planMesh(check: MeshCheck, { picture, elsewhere }: PlanningFacts): CheckPlan {
  const { network: name } = check;
  const network = picture.findNetwork(name);
  if (network === undefined) {
    const names = [...picture.networks.values()].map((one) => one.name);
    const guess = nearest(name, names);
    return guess === undefined
      ? stuck(check, { code: "noNetwork", args: { name } })
      : stuck(check, { code: "misspelledNetwork", args: { name, guess } });
  }
  if (network.driver === "host") return stuck(check, { code: "sharesHost", args: { name } });
  const all = picture.membersOf(network);
  const members = all.filter(({ container }) => container.state === "running");
  const others = elsewhere.get(network.id);
  const leftOut = [...leftOutOf(all), ...onOtherHosts(network, others)];
  if (members.length === 0 || members.length + (others?.length ?? 0) < 2) {
    return { ...stuck(check, { code: "lonely", args: { name } }), leftOut };
  }
  const pairs = members.flatMap((from) =>
    members
      .filter(({ container }) => container.id !== from.container.id)
      .flatMap((to) => pairsBetween(from, to)),
  );
  const across = members.flatMap(({ container }) =>
    (others ?? []).map((member) => pairAcross(container, member)),
  );
  return { check, pairs: [...pairs, ...across], obstacle: undefined, leftOut };
}

/** From a container to one on another host, of which this engine knows no more than that it is there. */
function pairAcross(source: Container, { name, address, hostAddress }: OverlayMember): PlannedPair {
  const probe = { kind: "ping", target: name, address } as const;
  const target = `${name} (${hostAddress})`;
  const how = obstacleOf(source, target) ?? ({ kind: "probes", probes: [probe] } as const);
  return { source, target, meant: { name, container: undefined, port: undefined }, how };
}

/** Who is asked and cannot ask; all of them may be missing where nobody tells of them. */
function onOtherHosts(
  network: Network,
  others: readonly OverlayMember[] | undefined,
): readonly CheckStatement[] {
  if (!spansHosts(network)) return [];
  if (others === undefined) return [{ code: "leftOutHosts", args: { name: network.name } }];
  if (others.length === 0) return [];
  const names = others.map(({ name, hostAddress }) => `${name} (${hostAddress})`);
  return [{ code: "onlyAsked", args: { names: names.sort().join(", ") } }];
}

/** One pair for each family that both have an address of. */
function pairsBetween(from: Member, { container, attachment }: Member): readonly PlannedPair[] {
  const [first, ...others] = commonAddresses(from.attachment.endpoint, attachment.endpoint);
  if (first === undefined) {
    return [pairOf(from.container, container, { kind: "noAddress" }, justPing)];
  }
  const pairAt = (address: string): PlannedPair => {
    const ways = [{ target: container.name, address }];
    return pairOf(from.container, container, { kind: "ways", ways }, justPing);
  };
  // The first is what the reader takes a name for.
  return [pairAt(first), ...others.map((address) => ({ ...pairAt(address), target: address }))];
}

/** Members that nobody asks: said, so that nobody takes them for asked. */
function leftOutOf(members: readonly Member[]): readonly CheckStatement[] {
  const named = (isMeant: (container: Container) => boolean): string =>
    members
      .flatMap(({ container }) => (isMeant(container) ? [container.name] : []))
      .sort()
      .join(", ");
  const stopped = named((one) => !isUp(one));
  const paused = named(({ state }) => state === "paused");
  return [
    ...(stopped === "" ? [] : [{ code: "leftOutStopped", args: { names: stopped } } as const]),
    ...(paused === "" ? [] : [{ code: "leftOutPaused", args: { names: paused } } as const]),
  ];
}

const justPing: CheckQuestion = { port: undefined, path: undefined };

function planPath(check: PathCheck, picture: ReadonlyPicture, outside: Outside): CheckPlan {
  const from = selectContainers(picture, check.from);
  if ("statement" in from) return stuck(check, from.statement);
  const target = knownTarget(check.to, picture);
  if (target.kind === "internet") {
    const meant = { name: "internet", container: undefined, port: undefined };
    return all(check, from.containers, meant, outsideProbes(outside));
  }
  if (target.kind !== "containers") {
    const text = target.kind === "name" ? target.name : target.address;
    const way = target.kind === "name" ? { target: text } : { target: text, address: text };
    const { port } = target;
    const meant = { name: text, container: containerAt(picture, text), port };
    return all(check, from.containers, meant, probesOf([way], target));
  }
  const to = selectContainers(picture, target.selector);
  if ("statement" in to) return stuck(check, to.statement);
  const pairs = from.containers.flatMap((source) =>
    to.containers
      // Everyone behind a label to everyone behind it leaves out nobody but oneself.
      .filter(({ id }) => id !== source.id || from.containers.length + to.containers.length === 2)
      .map((other) => pairOf(source, other, reachOf(picture, source, other), target)),
  );
  const [first] = from.containers;
  return pairs.length === 0
    ? stuck(check, { code: "nobodyElse", args: { source: first?.name ?? "" } })
    : { check, pairs, obstacle: undefined, leftOut: [] };
}

/** A plain name means the container of that name where there is one. */
function knownTarget(target: CheckTarget, picture: ReadonlyPicture): CheckTarget {
  if (target.kind !== "name" || picture.findContainer(target.name) === undefined) return target;
  const { name, port, path } = target;
  return { kind: "containers", selector: { kind: "container", name }, port, path };
}

function stuck(check: NetworkCheck, obstacle: CheckStatement): CheckPlan {
  return { check, pairs: [], obstacle, leftOut: [] };
}

function all(
  check: PathCheck,
  sources: readonly Container[],
  meant: MeantTarget,
  probes: readonly Probe[],
): CheckPlan {
  const target = targetText(check.to);
  const pairs = sources.map((source) => ({
    source,
    target,
    meant,
    how: obstacleOf(source, target) ?? ({ kind: "probes", probes } as const),
  }));
  return { check, pairs, obstacle: undefined, leftOut: [] };
}

function pairOf(
  source: Container,
  container: Container,
  reach: Reach,
  question: CheckQuestion,
): PlannedPair {
  const { name } = container;
  const { port } = question;
  const target = withQuestion(name, question);
  return {
    source,
    target,
    meant: { name, container, port },
    how: obstacleOf(source, target) ?? probingOf(source, target, reach, question),
  };
}

function probingOf(
  source: Container,
  target: string,
  reach: Reach,
  question: CheckQuestion,
): PairProbing {
  const args = { source: source.name, target };
  switch (reach.kind) {
    case "ways":
      return { kind: "probes", probes: probesOf(reach.ways, question) };
    case "down":
      return { kind: "targetDown" };
    case "noNetwork":
      return { kind: "cut", statement: { code: "targetHasNoNetwork", args } };
    case "disconnected":
      return { kind: "cut", statement: { code: "targetOnNoNetwork", args } };
    case "noAddress":
      return { kind: "impossible", statement: { code: "noAddress", args } };
    default:
      return reach satisfies never;
  }
}

/** What stands in the way of asking from a container. */
function obstacleOf(source: Container, target: string): PairProbing | undefined {
  const obstacle = sourceObstacle(source);
  const args = { source: source.name, target };
  switch (obstacle) {
    case "stopped":
      return { kind: "impossible", statement: { code: "sourceStopped", args } };
    case "paused":
      return { kind: "impossible", statement: { code: "sourcePaused", args } };
    case "noNetwork":
      return { kind: "cut", statement: { code: "sourceHasNoNetwork", args } };
    case undefined:
      return undefined;
    default:
      return obstacle satisfies never;
  }
}
