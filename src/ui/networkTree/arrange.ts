// Which networks stand where in the view: the user's own first, by name; predefined ones below; groups
// where asked for. Pure, and the same for the same picture, so that nothing jumps at a refresh.
import { composeProject, isPredefined, type Network } from "../../model/network.ts";
import type { Grouping } from "../contributions.ts";
import type { GroupNode } from "./nodes.ts";

export interface Group {
  /** Undefined for networks that stand at the root. */
  readonly group: GroupNode | undefined;
  readonly networks: readonly Network[];
}

/** The groups in order, each with its networks in order. Empty groups are left out. */
export function arrange(networks: readonly Network[], grouping: Grouping): readonly Group[] {
  const sorted = [...networks].sort(byName);
  const own = sorted.filter((network) => !isPredefined(network));
  const predefined = sorted.filter(isPredefined);
  if (grouping === "none") return [{ group: undefined, networks: [...own, ...predefined] }];
  const groups = groupedBy(own, (network) =>
    grouping === "driver" ? network.driver : (composeProject(network.labels) ?? ""),
  );
  const named = [...groups].sort(([one], [other]) => byGroupName(one, other));
  return [
    ...named.map(([value, members]) => ({ group: groupNode(grouping, value), networks: members })),
    { group: groupNode("predefined", ""), networks: predefined },
  ].filter((group) => group.networks.length > 0);
}

function groupNode(grouping: GroupNode["grouping"], value: string): GroupNode {
  return { kind: "group", id: `group/${grouping}/${value}`, grouping, value };
}

/** Networks outside any project come behind the projects. */
function byGroupName(one: string, other: string): number {
  if (one === "" || other === "") return one === other ? 0 : one === "" ? 1 : -1;
  return byText(one, other);
}

let collator: Intl.Collator | undefined;

/** `net2` before `net10`. The collator takes several milliseconds to make: no work for the activation. */
function byText(one: string, other: string): number {
  collator ??= new Intl.Collator("en", { numeric: true });
  return collator.compare(one, other);
}

function byName(one: Network, other: Network): number {
  return byText(one.name, other.name) || byText(one.id, other.id);
}

/** Containers in order of their names. */
export function byContainerName(
  one: { readonly name: string; readonly id: string },
  other: { readonly name: string; readonly id: string },
): number {
  return byText(one.name, other.name) || byText(one.id, other.id);
}

function groupedBy(
  networks: readonly Network[],
  key: (network: Network) => string,
): ReadonlyMap<string, readonly Network[]> {
  const groups = new Map<string, Network[]>();
  for (const network of networks) {
    const group = groups.get(key(network));
    if (group === undefined) groups.set(key(network), [network]);
    else group.push(network);
  }
  return groups;
}
