// How tests name things on the screen: by the words that a screen reader says.

/**
 * Matches an accessible name that starts with these whole words: `web` is "web, bridge network" and
 * "web 10.0.0.2", but not "web-1". An icon's name may come first. A pattern is taken as it is.
 */
export function startingWith(name: string | RegExp): RegExp {
  return name instanceof RegExp
    ? name
    : new RegExp(String.raw`^([a-z-]+ )??${escaped(name)}(?![\w-])`);
}

/** A pattern that matches exactly this text. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
