// How a name is cut where there is no room for it: in the middle, as those that belong together differ at
// their ends.

export interface NameParts {
  /** What is cut, at its end. */
  readonly start: string;
  /** What is never cut. */
  readonly end: string;
}

const keptCharacters = 6;

/** Splits a long name in two. One in other letters, which may run the other way, stays whole. */
export function nameParts(name: string): NameParts {
  const isPlain = /^[\x21-\x7e]+$/.test(name);
  if (!isPlain || name.length < 3 * keptCharacters) return { start: name, end: "" };
  return { start: name.slice(0, -keptCharacters), end: name.slice(-keptCharacters) };
}

/** The names that occur more than once: what tells these apart has to be shown too. */
export function ambiguousNames(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}
