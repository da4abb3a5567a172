// A map in a file of network checks, read by its known keys; every other key is a problem.
import { nearest } from "../../base/nearMiss.ts";
import type { CheckProblemCode } from "./checkTexts.ts";
import type { YamlNode, YamlRange } from "./yamlTree.ts";

export interface CheckProblem {
  readonly code: CheckProblemCode;
  readonly args: Readonly<Record<string, string>>;
  readonly range: YamlRange;
}

export type ProblemSink = (problem: CheckProblem) => void;

type MapNode = Extract<YamlNode, { readonly kind: "map" }>;

interface Found {
  readonly keyRange: YamlRange;
  readonly value: YamlNode;
}

export class CheckMap {
  readonly range: YamlRange;
  readonly #report: ProblemSink;
  readonly #found = new Map<string, Found>();
  readonly #misspelled = new Set<string>();

  /** Reports keys that are not known, and those that stand there twice; the first one counts. */
  constructor(map: MapNode, keys: readonly string[], report: ProblemSink) {
    this.range = map.range;
    this.#report = report;
    for (const { key, keyRange, value } of map.entries) {
      if (!keys.includes(key)) this.#reportUnknown(key, keyRange, keys);
      else if (this.#found.has(key))
        report({ code: "repeatedKey", args: { key }, range: keyRange });
      else this.#found.set(key, { keyRange, value });
    }
  }

  /** A map inside of this one, with keys of its own. */
  mapOf(map: MapNode, keys: readonly string[]): CheckMap {
    return new CheckMap(map, keys, this.#report);
  }

  /** What stands under a key, or undefined where the key does not stand there. */
  get(key: string): YamlNode | undefined {
    return this.#found.get(key)?.value;
  }

  /** The text under a key; undefined where it does not stand there, or is none, which is reported. */
  text(key: string): string | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    if (value.kind === "scalar") return value.text;
    this.report(key, "notText", { key });
    return undefined;
  }

  /** Reports what is wrong with the value of a key, at the value, or at the key where there is none. */
  report(key: string, code: CheckProblemCode, args: CheckProblem["args"]): void {
    const found = this.#found.get(key);
    const value = found?.value.range ?? this.range;
    const range = found !== undefined && value.end <= value.start ? found.keyRange : value;
    this.#report({ code, args, range });
  }

  /** Reports what is wrong with the map as a whole, at its first key. */
  reportWhole(code: CheckProblemCode, args: CheckProblem["args"]): void {
    const [first] = this.#found.values();
    this.#report({ code, args, range: first?.keyRange ?? this.range });
  }

  /** True where nothing stands under a key, and a misspelling of it neither. */
  lacks(key: string): boolean {
    return !this.#found.has(key) && !this.#misspelled.has(key);
  }

  #reportUnknown(key: string, range: YamlRange, keys: readonly string[]): void {
    const guess = nearest(key, keys);
    if (guess !== undefined) this.#misspelled.add(guess);
    this.#report(
      guess === undefined
        ? { code: "unknownKey", args: { key, known: keys.join(", ") }, range }
        : { code: "misspelledKey", args: { key, guess }, range },
    );
  }
}
