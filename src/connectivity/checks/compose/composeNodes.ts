// The nodes of a Compose file as Compose takes them: merge keys are applied, and variables have their defaults.
import type { YamlNode } from "../yamlTree.ts";

/** What stands under each key of a map; the first of a key counts, as what stands there does before a merge. */
export type ComposeMap = ReadonlyMap<string, YamlNode>;

const nothing: ComposeMap = new Map();

/** Deeper merges are left out: nobody writes them, and reading them would have no end in sight. */
const deepestMerge = 20;

/** The keys of a node that is a map; of any other none. */
export function mapOf(node: YamlNode | undefined): ComposeMap {
  return node?.kind === "map" ? merged(node, deepestMerge) : nothing;
}

function merged(map: Extract<YamlNode, { readonly kind: "map" }>, depth: number): ComposeMap {
  const found = new Map<string, YamlNode>();
  // An alias is a node of its own, but shares what it names.
  const taken = new Set<unknown>();
  for (const { key, value } of map.entries) {
    if (key !== "<<" && !found.has(key)) found.set(key, value);
  }
  const sources = map.entries.filter(({ key }) => key === "<<").flatMap(({ value }) => maps(value));
  for (const source of depth > 0 ? sources : []) {
    if (taken.has(source.entries)) continue;
    taken.add(source.entries);
    for (const [key, value] of merged(source, depth - 1)) {
      if (!found.has(key)) found.set(key, value);
    }
  }
  return found;
}

function maps(node: YamlNode): readonly Extract<YamlNode, { readonly kind: "map" }>[] {
  const candidates = node.kind === "list" ? node.items : [node];
  return candidates.filter((one) => one.kind === "map");
}

/** The items of a node that is a list; of any other none. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** The texts of a list, or the keys of a map: Compose lets many lists be written as maps. */
export function namesIn(node: YamlNode | undefined): readonly string[] {
  const names = node?.kind === "map" ? [...mapOf(node).keys()] : itemsOf(node).map(textOf);
  return names.flatMap((name) => name ?? []);
}

/** The text of a scalar; undefined where there is none, or it depends on a variable without a default. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== "scalar") return undefined;
  let text = "";
  let end = 0;
  for (const { 0: written, 1: braced, index } of node.text.matchAll(variables)) {
    const value = written === "$$" ? "$" : /^\w+:?-(.*)$/s.exec(braced ?? "")?.[1];
    if (value === undefined) return undefined;
    text += node.text.slice(end, index) + value;
    end = index + written.length;
  }
  return text + node.text.slice(end);
}

/** `$$`, `${NAME…}` and `$NAME`. */
const variables = /\$(?:\$|\{([^{}]*)\}|\w+)/g;

/** True for what YAML and Compose take for it. */
export function isTrue(node: YamlNode | undefined): boolean {
  return /^(true|yes|on|y)$/i.test(textOf(node) ?? "");
}
