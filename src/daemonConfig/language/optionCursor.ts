// What stands at an offset among words of dockerd's command line: an option's name, or an option's value.
import { readFlags } from "../options/flagReader.ts";
import type { FlagUse } from "../options/flagUses.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { CursorContext, OptionValueContext } from "./cursorContext.ts";
import { withDashes } from "./optionPlaces.ts";
import type { OptionRun, OptionWord } from "./optionRuns.ts";
import { emptyAt, touches } from "./rangeLookup.ts";
import type { TargetOptions } from "./targetOptions.ts";

/** What stands at an offset in the range of a run. Between two words, what is expected there. */
export function optionCursor(run: OptionRun, offset: number, target: TargetOptions): CursorContext {
  const word = run.words.find(({ range }) => touches(range, offset));
  const before = run.words.filter(({ range }) => range.end < offset && range !== word?.range);
  const waiting = waitingOption(before, target);
  if (waiting !== undefined) {
    const range = word?.range ?? emptyAt(offset);
    const text = word?.text.text ?? "";
    return { kind: "optionValue", range, text, option: waiting, separator: "blank", run };
  }
  if (word !== undefined) return cursorInWord(run, word, offset, target);
  return { kind: "optionName", range: emptyAt(offset), option: undefined, run };
}

/** The option that takes the word behind these for its value. */
export function waitingOption(
  words: readonly OptionWord[],
  { data, version }: TargetOptions,
): DaemonOption | undefined {
  const flags = words.map(({ text }) => ({ text: text.text }));
  const { problems } = readFlags(flags, version, data);
  const last = problems.find(
    ({ code, at }) => code === "missingValue" && at.argument === words.length - 1,
  );
  return last?.option;
}

function cursorInWord(
  run: OptionRun,
  word: OptionWord,
  offset: number,
  { data, version }: TargetOptions,
): CursorContext {
  const { text } = word;
  const { uses, problems } = readFlags([{ text: text.text }], version, data);
  for (const use of uses) {
    const { start, end } = withDashes(use.at);
    const name = text.sourceRange(start, end);
    if (touches(name, offset)) return { kind: "optionName", range: name, option: use.option, run };
    const value = attachedValue(use, word);
    if (value !== undefined && touches(value.range, offset)) return { ...value, run };
  }
  const equals = text.text.startsWith("-") ? text.text.indexOf("=") : -1;
  const name = equals === -1 ? word.range : text.sourceRange(0, equals);
  if (!touches(name, offset)) return { kind: "nothing", range: word.range };
  const option = problems.find((problem) => problem.option !== undefined)?.option;
  return { kind: "optionName", range: name, option, run };
}

function attachedValue(
  { option, value, at, valueAt }: FlagUse,
  { text }: OptionWord,
): Omit<OptionValueContext, "run"> | undefined {
  if (valueAt === undefined) return undefined;
  const range = text.sourceRange(valueAt.start, valueAt.end);
  const separator = valueAt.start > at.end ? "equals" : "none";
  return { kind: "optionValue", range, text: value, option, separator };
}
