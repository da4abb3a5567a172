// Finding a place in a text: ranges around an offset, and the node of a file that holds one.
import type { TextRange } from "../syntax/textRange.ts";

/** True where the offset lies in the range or at one of its ends. */
export function touches({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The range that is empty, at an offset. */
export function emptyAt(offset: number): TextRange {
  return { start: offset, end: offset };
}

/** What stands where nothing is to be said. */
export function nothingAt(offset: number): { readonly kind: "nothing"; readonly range: TextRange } {
  return { kind: "nothing", range: emptyAt(offset) };
}

/**
 * The node that an offset belongs to, of nodes that cover a text without a gap. Behind a last line that
 * has ended there is none.
 */
export function nodeAt<T extends { readonly range: TextRange }>(
  nodes: readonly T[],
  offset: number,
  text: string,
): T | undefined {
  if (offset < text.length) return nodes[lastStartingBy(nodes, offset)];
  return /[\n\r\0]$/.test(text) ? undefined : nodes.at(-1);
}

/** The index of the last node that starts at or before an offset; -1 where none does. */
export function lastStartingBy(
  nodes: readonly { readonly range: TextRange }[],
  offset: number,
): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((nodes[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
