// The options on the effective command line as its files write them, for changing them.
import { groupBy } from "../../base/groupBy.ts";
import type { Place } from "../configFile.ts";
import { placeOfWord } from "../daemonCommand.ts";
import type { DaemonOption } from "../optionRecords.ts";
import type { FileContext } from "./fileContext.ts";
import { changeBetween } from "./textChange.ts";
import type { FileChange } from "./fix.ts";
import { withoutRanges } from "./removal.ts";
import { placedOptions, rangeOfOption, type PlacedOption } from "./runEdits.ts";

/**
 * Every use of these options on the command line, as it is written. Undefined where not each of them
 * stands in a file as it is, such as one whose name comes from two variables.
 */
export function writtenUses(
  options: readonly DaemonOption[],
  { configuration, documents }: FileContext,
): readonly PlacedOption[] | undefined {
  const written = documents.files.flatMap((file) => placedOptions(file, configuration));
  const uses = configuration.commands.flatMap((command) =>
    command.flags.uses
      .filter(({ option }) => options.includes(option))
      .map(({ at }) => written.find((placed) => isAt(placed, placeOfWord(command, at)))),
  );
  const found = uses.filter((use) => use !== undefined);
  return found.length === uses.length ? [...new Set(found)] : undefined;
}

/** The option written at an offset of the file at hand. */
export function optionAtOffset(
  { file, configuration }: FileContext,
  offset: number,
): PlacedOption | undefined {
  return placedOptions(file, configuration).find(
    ({ place: { range, nameRange } }) =>
      Math.min(nameRange.start, range.start) <= offset && offset <= range.end,
  );
}

/** The changes that take options out, one for each file. */
export function removalChanges(uses: readonly PlacedOption[]): readonly FileChange[] {
  return [...groupBy(uses, ({ file }) => file)].map(([{ uri, text }, all]) => ({
    uri,
    ...changeBetween(text, withoutRanges(text, all.map(rangeOfOption))),
  }));
}

function isAt({ file, place: { nameRange } }: PlacedOption, { uri, range }: Place): boolean {
  return file.uri === uri && nameRange.start <= range.start && range.end <= nameRange.end;
}
