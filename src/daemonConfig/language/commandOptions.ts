// The options on the effective command line as its files write them, for changing them.
import { groupBy } from "../../base/groupBy.ts";
import type { Place } from "../configFile.ts";
import type { UnitSetting } from "../effectiveUnit.ts";
import { placeOfWord } from "../daemonCommand.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { FileContext } from "./fileContext.ts";
import { syntaxOf } from "./documentFile.ts";
import { changeWords } from "./dropIn.ts";
import { together, type Changes } from "./fix.ts";
import { runsOfDirective } from "./optionRuns.ts";
import { parseFile } from "./parsedFile.ts";
import { lastStartingBy } from "./rangeLookup.ts";
import { withoutRanges } from "./removal.ts";
import { appendedWords, placedOptions, rangeOfOption, type PlacedOption } from "./runEdits.ts";
import { withChanges } from "./textChange.ts";

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

/** Takes options out of the command line, and puts lines above the first of them. */
export function removeUses(
  uses: readonly PlacedOption[],
  context: FileContext,
  lines: readonly string[] = [],
): Changes {
  const files = [...groupBy(uses, ({ file }) => file)];
  return together(
    ...files.map(([file, all], index) => {
      const above = { at: assignmentStart(all), lines: index === 0 ? lines : [] };
      return changeWords(
        context,
        file,
        (text) => withoutRanges(text, all.map(rangeOfOption)),
        above,
      );
    }),
  );
}

/** Adds words to the command line of a setting; undefined where that is not for us, as with odd words in a shell's command. */
export function addWords(
  { file, directive }: UnitSetting,
  words: readonly string[],
  context: FileContext,
): Changes | undefined {
  const [run] = runsOfDirective(directive);
  const change = run && appendedWords(file, run, words);
  if (change === undefined) return undefined;
  return changeWords(context, file, (text) => withChanges(text, [change]));
}

/** The start of the line of the assignment that options stand in. */
function assignmentStart(uses: readonly PlacedOption[]): number {
  const [first] = uses;
  if (first === undefined) return 0;
  const { file, run } = first;
  const parsed = parseFile(file.text, syntaxOf(file.kind));
  if (parsed.syntax === "json") return 0;
  const { nodes } = parsed.syntax === "unit" ? parsed.unit : parsed.file;
  return nodes[lastStartingBy(nodes, run.range.start)]?.range.start ?? 0;
}

function isAt({ file, place: { nameRange } }: PlacedOption, { uri, range }: Place): boolean {
  return file.uri === uri && nameRange.start <= range.start && range.end <= nameRange.end;
}
