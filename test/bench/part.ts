// What `npm run bench` is made of: parts that set up one scene and measure some figures in it.
import type { Measurement } from "./figure.ts";

export interface Part {
  /** Every figure that the part may give. */
  readonly names: readonly string[];
  /** Measures. Figures that are not wanted may be left out, and with them what they alone need. */
  measure(wants: (name: string) => boolean): Promise<readonly Measurement[]>;
}

/** True where a chosen name is the figure's own, or the first of its dotted parts. */
export function isChosen(name: string, chosen: readonly string[]): boolean {
  return chosen.length === 0 || chosen.some((one) => name === one || name.startsWith(`${one}.`));
}
