// The name that somebody meant who wrote one that does not exist.

/** The candidate nearest to a text, or undefined where none is near enough to be meant. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const plain = simplify(text);
  const same = simplified(candidates).get(plain);
  if (same !== undefined) return same;
  const longer = candidates.filter((candidate) => candidate.startsWith(plain));
  if (plain.length >= 4 && longer.length === 1) return longer[0];
  const limit = Math.min(3, Math.floor(plain.length / 3));
  const letters = [...new Set(plain)];
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - plain.length) >= bestDistance) continue;
    // Each letter that the candidate does not have is a change at least.
    const missing = letters.filter((letter) => !candidate.includes(letter));
    if (missing.length >= bestDistance) continue;
    const distance = editDistance(plain, candidate, bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The first candidate of each simple form, remembered: the same lists are asked for again and again. */
function simplified(candidates: readonly string[]): ReadonlyMap<string, string> {
  const known = simplifiedLists.get(candidates);
  if (known !== undefined) return known;
  const forms = new Map<string, string>();
  for (const candidate of candidates) {
    const form = simplify(candidate);
    if (!forms.has(form)) forms.set(form, candidate);
  }
  simplifiedLists.set(candidates, forms);
  return forms;
}

const simplifiedLists = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** Case, underscores and a plural are the commonest slips. */
function simplify(text: string): string {
  return text.toLowerCase().replaceAll("_", "-").replace(/s$/, "");
}

/**
 * How many letters are put in, left out, changed, or swapped with their neighbour; some number not below
 * the limit where it is that or more.
 */
function editDistance(one: string, other: string, limit: number): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + change,
        isSwap ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    // No row gets below the lowest of the two before it.
    if (Math.min(...row) >= limit && Math.min(...next) >= limit) return limit;
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
