// The name that somebody meant who wrote one that does not exist.
import { groupBy } from "./groupBy.ts";

/** The candidate nearest to a text, whatever its case, or undefined where none is near enough to be meant. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const names = preparedNames(candidates);
  const plain = simplify(text);
  return (
    names.bySimpleName.get(plain) ?? onlyLonger(plain, names) ?? nearestByLetters(plain, names)
  );
}

/** The only name that begins so. */
function onlyLonger(plain: string, { all }: Names): string | undefined {
  if (plain.length < 4) return undefined;
  let longer: string | undefined;
  for (const name of all) {
    if (!name.plain.startsWith(plain)) continue;
    if (longer !== undefined) return undefined;
    longer = name.candidate;
  }
  return longer;
}

interface Name {
  readonly candidate: string;
  readonly plain: string;
  readonly letters: number;
  /** Among the candidates. */
  readonly index: number;
}

interface Names {
  readonly all: readonly Name[];
  readonly byLength: ReadonlyMap<number, readonly Name[]>;
  readonly bySimpleName: ReadonlyMap<string, string>;
}

/** Lists of names are few and long-lived, and a long file may be full of slips. */
const prepared = new WeakMap<readonly string[], Names>();

function preparedNames(candidates: readonly string[]): Names {
  const known = prepared.get(candidates);
  if (known !== undefined) return known;
  const all = candidates.map((candidate, index) => {
    const plain = plainName(candidate);
    return { candidate, plain, letters: lettersOf(plain), index };
  });
  // Of two names that are one in the end, the first counts.
  const simpleNames = candidates.map((candidate) => [simplify(candidate), candidate] as const);
  const result = {
    all,
    byLength: groupBy(all, ({ plain }) => plain.length),
    bySimpleName: new Map(simpleNames.reverse()),
  };
  prepared.set(candidates, result);
  return result;
}

function nearestByLetters(plain: string, { byLength }: Names): string | undefined {
  const limit = Math.min(3, Math.floor(plain.length / 3));
  const letters = lettersOf(plain);
  let best: Name | undefined;
  let bestDistance = limit;
  for (let length = plain.length - limit; length <= plain.length + limit; length += 1) {
    for (const name of byLength.get(length) ?? []) {
      // One change brings in a letter and takes one out, at most.
      if (bitsIn(letters ^ name.letters) > 2 * bestDistance) continue;
      const distance = editDistance(plain, name.plain, bestDistance);
      const isFirst = best === undefined || name.index < best.index;
      if (distance > bestDistance || (distance === bestDistance && !isFirst)) continue;
      [best, bestDistance] = [name, distance];
    }
  }
  return best?.candidate;
}

/** Which letters there are in a text, a bit for each; characters that share a bit only make it less exact. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/** How many bits are set: in pairs, in fours, in bytes, and all bytes at once by a multiplication. */
function bitsIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const bytes = (fours + (fours >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bytes, 0x01010101) >>> 24;
}

/** Case, underscores and a plural are the commonest slips. */
function simplify(text: string): string {
  return plainName(text).replace(/s$/, "");
}

function plainName(text: string): string {
  return text.toLowerCase().replaceAll("_", "-");
}

/**
 * How many letters are put in, left out, changed, or swapped with their neighbour; one more than the limit
 * where it is more. Only cells near the diagonal can be within the limit.
 */
function editDistance(one: string, other: string, limit: number): number {
  const far = limit + 1;
  const width = other.length + 1;
  let before = new Uint8Array(width).fill(far);
  let row = Uint8Array.from({ length: width }, (_, column) => Math.min(column, far));
  let next = new Uint8Array(width);
  for (let i = 1; i <= one.length; i += 1) {
    next.fill(far);
    next[0] = Math.min(i, far);
    let least = next[0];
    const last = Math.min(other.length, i + limit);
    for (let j = Math.max(1, i - limit); j <= last; j += 1) {
      const cell = Math.min(cheapest(one, other, i, j, { before, row, next }), far);
      next[j] = cell;
      least = Math.min(least, cell);
    }
    if (least > limit) return far;
    [before, row, next] = [row, next, before];
  }
  return row[other.length] ?? far;
}

interface Rows {
  readonly before: Uint8Array;
  readonly row: Uint8Array;
  readonly next: Uint8Array;
}

/** The cheapest way to a cell of the table, from the cells around it. */
function cheapest(
  one: string,
  other: string,
  i: number,
  j: number,
  { before, row, next }: Rows,
): number {
  const isSame = one.charCodeAt(i - 1) === other.charCodeAt(j - 1);
  const isSwap =
    i > 1 &&
    j > 1 &&
    one.charCodeAt(i - 1) === other.charCodeAt(j - 2) &&
    one.charCodeAt(i - 2) === other.charCodeAt(j - 1);
  const changed = (row[j - 1] ?? 0) + (isSame ? 0 : 1);
  const longer = Math.min(row[j] ?? 0, next[j - 1] ?? 0) + 1;
  const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : changed;
  return Math.min(changed, longer, swapped);
}
