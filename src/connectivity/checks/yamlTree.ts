// YAML text -> scalars, lists and maps with the offsets at which they stand, whatever somebody wrote.
// The only file that knows the `yaml` package. Every scalar is a text: a name may look like a number.
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, parseDocument } from "yaml";

/** Offsets in UTF-16 code units, `end` exclusive. */
export interface YamlRange {
  readonly start: number;
  readonly end: number;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyRange: YamlRange;
  readonly value: YamlNode;
}

export type YamlNode = { readonly range: YamlRange } & (
  | { readonly kind: "scalar"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly YamlNode[] }
  | { readonly kind: "map"; readonly entries: readonly YamlEntry[] }
  /** Nothing stands there, or something that means nothing, such as an alias of itself. */
  | { readonly kind: "empty" }
);

export interface YamlProblem {
  readonly range: YamlRange;
  /** The parser's own sentence. */
  readonly message: string;
}

export interface YamlTree {
  readonly root: YamlNode;
  readonly problems: readonly YamlProblem[];
}

/** Longer texts are not read: nobody writes one, and it would hold up whoever shows it. */
export const longestText = 1_000_000;

/** The tree of a text. Never throws. */
export function yamlTree(text: string): YamlTree {
  const whole = { start: 0, end: text.length };
  const nothing: YamlNode = { kind: "empty", range: whole };
  if (text.length > longestText) {
    return { root: nothing, problems: [{ range: whole, message: "The file is too long." }] };
  }
  try {
    const document = parseDocument(text, {
      schema: "failsafe",
      prettyErrors: false,
      logLevel: "silent",
      // Reported by whoever reads the map, with a better place and the other problems.
      uniqueKeys: false,
    });
    const problems = document.errors.map(({ pos, message }) => ({
      range: rangeOf(pos, text),
      message: firstLine(message),
    }));
    const { contents } = document;
    const root = contents === null ? nothing : new Reader(text).node(contents);
    return { root, problems };
  } catch (error) {
    // Nesting without end exhausts the stack of a parser that calls itself.
    const message = error instanceof RangeError ? "The file is nested too deeply." : String(error);
    return { root: nothing, problems: [{ range: whole, message }] };
  }
}

/** Reads each node once: what an alias names is shared, so that aliases of aliases cost nothing. */
class Reader {
  readonly #text: string;
  /** What each anchor names at this place of the text: the last one of its name. */
  readonly #anchors = new Map<string, unknown>();
  readonly #read = new Map<unknown, YamlNode>();
  readonly #reading = new Set<unknown>();

  constructor(text: string) {
    this.#text = text;
  }

  node(node: unknown, without: YamlRange = { start: 0, end: 0 }): YamlNode {
    if (node === undefined || node === null) return { kind: "empty", range: without };
    const known = this.#read.get(node);
    if (known !== undefined) return known;
    if (this.#reading.has(node)) return { kind: "empty", range: without };
    this.#reading.add(node);
    const read = this.#readNode(node, without);
    this.#reading.delete(node);
    this.#read.set(node, read);
    return read;
  }

  #readNode(node: unknown, without: YamlRange): YamlNode {
    if (isAlias(node)) {
      // Where the alias stands is where its reader can change something.
      const range = rangeOf(node.range, this.#text);
      return { ...this.node(this.#anchors.get(node.source), range), range };
    }
    if (isNode(node) && "anchor" in node && typeof node.anchor === "string") {
      this.#anchors.set(node.anchor, node);
    }
    if (isSeq(node)) {
      const range = rangeOf(node.range, this.#text);
      return { kind: "list", range, items: node.items.map((item) => this.node(item, range)) };
    }
    if (isMap(node)) {
      const range = rangeOf(node.range, this.#text);
      return { kind: "map", range, entries: node.items.flatMap((pair) => this.#entry(pair)) };
    }
    if (!isScalar(node)) return { kind: "empty", range: without };
    const range = rangeOf(node.range, this.#text);
    const text = typeof node.value === "string" ? node.value : "";
    return text === "" ? { kind: "empty", range } : { kind: "scalar", text, range };
  }

  #entry(pair: unknown): readonly YamlEntry[] {
    if (!isPair(pair)) return [];
    const key = this.node(pair.key);
    const value = this.node(pair.value, key.range);
    // A key that is a list or a map is nothing that anybody asks for; its text is where it stands.
    return [{ key: key.kind === "scalar" ? key.text : "", keyRange: key.range, value }];
  }
}

/** The parser counts the line end behind a list or a map to it. */
function rangeOf(range: readonly number[] | null | undefined, text: string): YamlRange {
  const start = Math.min(range?.[0] ?? 0, text.length);
  const end = Math.min(range?.[1] ?? start, text.length);
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function firstLine(message: string): string {
  const line = message.split("\n")[0] ?? message;
  return line.endsWith(".") ? line : `${line}.`;
}
