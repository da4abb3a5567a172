// The options in a run of dockerd's words, each with its places in the file.
import { readFlags } from "../options/flagReader.ts";
import type { FlagUse, WordRange } from "../options/flagUses.ts";
import type { TextRange } from "../syntax/textRange.ts";
import type { OptionRun } from "./optionRuns.ts";
import type { TargetOptions } from "./targetOptions.ts";

export interface OptionPlace {
  readonly use: FlagUse;
  /** With the dashes; one letter of a bundle. */
  readonly nameRange: TextRange;
  /** Undefined for a boolean that has none. */
  readonly valueRange: TextRange | undefined;
  /** Name and value, with the value's quotes. */
  readonly range: TextRange;
}

export interface OptionPlaces {
  readonly known: readonly OptionPlace[];
  /** Names that no release of dockerd has. */
  readonly unknown: readonly TextRange[];
}

/** The options of a run, in order. */
export function optionPlaces(run: OptionRun, { data, version }: TargetOptions): OptionPlaces {
  const words = run.words.map(({ text }) => ({ text: text.text }));
  const read = readFlags(words, version, data);
  const placeOf = ({ argument, start, end }: WordRange): TextRange =>
    run.words[argument]?.text.sourceRange(start, end) ?? run.range;
  const known = read.uses.map((use) => {
    const nameRange = placeOf(withDashes(use.at));
    const valueRange = use.valueAt && placeOf(use.valueAt);
    const end = use.valueAt && run.words[use.valueAt.argument]?.range.end;
    return {
      use,
      nameRange,
      valueRange,
      range: { start: nameRange.start, end: end ?? nameRange.end },
    };
  });
  return { known, unknown: read.unknown.map(({ at }) => placeOf(at)) };
}

/** The dash of a bundle belongs to its first letter. */
export function withDashes(at: WordRange): WordRange {
  return at.start === 1 ? { ...at, start: 0 } : at;
}
