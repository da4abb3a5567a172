// A Compose project -> the network checks that its networks suggest, in groups.
import { readTarget } from "../readTarget.ts";
import { portOfImage } from "./composePorts.ts";
import type { Place, PlacedService } from "./placement.ts";
import type { GroupCode } from "./suggestTexts.ts";

export type SuggestedCheck =
  | { readonly mesh: string; readonly expect: "reachable" | "blocked" }
  | { readonly from: string; readonly to: string; readonly expect: "reachable" | "blocked" };

export interface CheckGroup {
  readonly code: GroupCode;
  readonly checks: readonly SuggestedCheck[];
}

/** Suggests checks for the services of a project, the most telling first. Empty groups are left out. */
export function suggestChecks(
  project: string,
  placed: readonly PlacedService[],
): readonly CheckGroup[] {
  const pairs = placed.flatMap((source) =>
    placed.filter((target) => target.owner !== source.owner).map((target) => ({ source, target })),
  );
  const say = ({ name }: PlacedService): string => `${project}/${name}`;
  const check = (
    { source, target }: Pair,
    expect: "reachable" | "blocked",
    port?: number,
  ): SuggestedCheck => ({
    ...{ from: say(source), expect },
    to: port === undefined ? say(target) : `${say(target)}:${port}`,
  });
  const talking = pairs.filter((pair) => talkativeNetworks(pair).length > 0);
  const needed = placed.flatMap((source) =>
    placed.filter((target) => needs(source, target)).map((target) => ({ source, target })),
  );
  const outsideOf = (wanted: "open" | "closed", expect: "reachable" | "blocked") =>
    placed
      .filter((one) => one.owner === one.name && outside(one) === wanted)
      .map((one): SuggestedCheck => ({ from: say(one), to: "internet", expect }));
  const groups: readonly CheckGroup[] = [
    {
      code: "needs",
      checks: needed
        .filter((pair) => canTalk(pair) && portOf(pair.target) !== undefined)
        .map((pair) => check(pair, "reachable", portOf(pair.target))),
    },
    { code: "aliases", checks: aliasChecks(talking, say) },
    {
      code: "shared",
      checks: [
        ...meshes(placed, "talkative").map((mesh) => ({ mesh, expect: "reachable" }) as const),
        ...talking
          .filter((pair) => talkativeNetworks(pair).every(({ network }) => !isMeshed(network)))
          .filter(isAmongOwners)
          .map((pair) => check(pair, "reachable")),
      ],
    },
    {
      code: "silent",
      checks: meshes(placed, "silent").map((mesh) => ({ mesh, expect: "blocked" }) as const),
    },
    {
      code: "apart",
      checks: pairs
        .filter((pair) => isAmongOwners(pair) && isApart(pair))
        .map((pair) => check(pair, "blocked")),
    },
    { code: "inside", checks: outsideOf("closed", "blocked") },
    { code: "outside", checks: outsideOf("open", "reachable") },
  ];
  return groups.filter(({ checks }) => checks.length > 0);
}

interface Pair {
  readonly source: PlacedService;
  readonly target: PlacedService;
}

function needs(source: PlacedService, target: PlacedService): boolean {
  const { service } = source;
  return (
    source !== target && (service.needs.has(target.name) || service.links.includes(target.name))
  );
}

/** Who shares a namespace asks itself; everybody else needs a network in common. */
function canTalk(pair: Pair): boolean {
  return pair.source.owner === pair.target.owner || talkativeNetworks(pair).length > 0;
}

/** Whoever shares the namespace of another goes where that one goes. */
function isAmongOwners({ source, target }: Pair): boolean {
  return source.owner === source.name && target.owner === target.name;
}

/** Who has no network at all is apart from everybody, which one check about it says. */
function isApart({ source, target }: Pair): boolean {
  const areThere = source.networks.size > 0 && target.networks.size > 0;
  return areThere && common({ source, target }).length === 0;
}

function common({ source, target }: Pair): readonly Place[] {
  return [...target.networks].flatMap(([id, place]) => (source.networks.has(id) ? [place] : []));
}

function talkativeNetworks(pair: Pair): readonly Place[] {
  return common(pair).filter(({ network }) => network.isTalkative);
}

/** Everyone on a network of the project's own is one of it, so one check asks them all. */
function isMeshed({ isExternal, name }: Place["network"]): boolean {
  return !isExternal && name !== undefined;
}

function meshes(placed: readonly PlacedService[], kind: "talkative" | "silent"): readonly string[] {
  const members = new Map<string, PlacedService[]>();
  for (const one of placed.filter(({ owner, name }) => owner === name)) {
    for (const { network } of one.networks.values()) {
      const { name, isTalkative } = network;
      if (!isMeshed(network) || name === undefined) continue;
      if (isTalkative === (kind === "talkative")) {
        members.set(name, [...(members.get(name) ?? []), one]);
      }
    }
  }
  return [...members].flatMap(([name, some]) => {
    // Links are exceptions from being kept apart.
    const isExcepted = kind === "silent" && some.some(({ service }) => service.links.length > 0);
    return some.length > 1 && !isExcepted ? [name] : [];
  });
}

/** For each alias whoever needs its service, else the first one who could use it. */
function aliasChecks(
  talking: readonly Pair[],
  say: (service: PlacedService) => string,
): readonly SuggestedCheck[] {
  const targets = new Map<PlacedService, Pair[]>();
  for (const pair of talking) {
    targets.set(pair.target, [...(targets.get(pair.target) ?? []), pair]);
  }
  return [...targets].flatMap(([target, pairs]) => {
    const needing = pairs.filter((pair) => needs(pair.source, target));
    return (needing.length > 0 ? needing : pairs.slice(0, 1)).flatMap((pair) => {
      const aliases = new Set(talkativeNetworks(pair).flatMap((place) => place.aliases));
      return [...aliases].filter(isName).map((alias): SuggestedCheck => {
        const port = portOf(target);
        const to = port === undefined ? alias : `${alias}:${port}`;
        return { from: say(pair.source), to, expect: "reachable" };
      });
    });
  });
}

function isName(alias: string): boolean {
  const read = readTarget(alias);
  return "value" in read && read.value.kind === "name" && read.value.port === undefined;
}

function portOf({ service }: PlacedService): number | undefined {
  return service.ports[0] ?? portOfImage(service.image);
}

function outside({ networks }: PlacedService): "open" | "closed" | "unknown" {
  const ways = [...networks.values()].map(({ network }) => network.outside);
  if (ways.includes("open")) return "open";
  return ways.includes("unknown") ? "unknown" : "closed";
}
