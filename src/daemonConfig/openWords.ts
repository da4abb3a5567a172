// Command lines with variables or specifiers whose value is not known here: what can't be judged in them.
import type { Command } from "./syntax/commandWords.ts";
import type { Argument } from "./syntax/expandedWords.ts";
import type { CommandFlags, FlagProblem } from "./options/flagUses.ts";

/** The flags without the problems that rest on a guess. */
export function withoutGuesses(
  flags: CommandFlags,
  words: readonly Argument[],
  command: Command | undefined,
): CommandFlags {
  const specifierWords = new Set(
    (command?.words ?? [])
      .filter(({ parts }) => parts.some(({ kind }) => kind === "specifier"))
      .map(({ range }) => range.start),
  );
  const isGuess = ({ at }: FlagProblem): boolean => {
    const word = words[at.argument];
    if (word === undefined) return false;
    return specifierWords.has(word.range.start) || touchesUnset(word, at.start, at.end);
  };
  return { uses: flags.uses, problems: flags.problems.filter((problem) => !isGuess(problem)) };
}

/** True where a word may be any options at all: it begins with a variable whose value is not known. */
export function hasOpenOptions(words: readonly Argument[]): boolean {
  return words.some(({ pieces }) => {
    const first = pieces.find(({ text }) => text.text !== "");
    return first?.variable !== undefined && first.variable.definition === undefined;
  });
}

/** True where a variable that nothing sets here stands in or at a stretch of a word. */
function touchesUnset({ pieces }: Argument, start: number, end: number): boolean {
  let at = 0;
  for (const { text, variable } of pieces) {
    const next = at + text.text.length;
    const isUnset = variable !== undefined && variable.definition === undefined;
    if (isUnset && start <= next && at <= end) return true;
    at = next;
  }
  return false;
}
