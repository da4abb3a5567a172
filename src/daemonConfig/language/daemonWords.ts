// Where the options of dockerd begin in a command of a unit.
import { hasPrefix, type Command, type CommandWord } from "../syntax/commandWords.ts";
import { programOf } from "../daemonCommand.ts";
import { legacyWords } from "../legacyCommand.ts";
import { shellScript } from "../syntax/shellCommand.ts";
import type { SplitWord } from "../syntax/wordSplitting.ts";

/** The words of a command that dockerd reads as its options; undefined for any other program. */
export function daemonWords(command: Command): readonly CommandWord[] | undefined {
  const argv = hasPrefix(command.prefixes, "@") ? command.words.slice(1) : command.words;
  return optionWords(command.program.text.text, argv);
}

/** The same for a command that a shell runs; undefined also where the shell makes the words of another command. */
export function shellDaemonWords(command: Command): readonly SplitWord[] | undefined {
  const [program, ...argv] = shellScript(command)?.words ?? [];
  if (program === undefined || argv.some(({ text }) => /`|\$\(/.test(text.text))) return undefined;
  return optionWords(program.text.text, argv);
}

function optionWords<T extends Pick<CommandWord, "text">>(
  path: string,
  argv: readonly T[],
): readonly T[] | undefined {
  const program = programOf(path);
  if (program !== "docker") return program && argv;
  const { legacy, words } = legacyWords(argv.map((word) => ({ text: word.text.text, word })));
  return legacy.length === 0 ? undefined : words.map(({ word }) => word);
}
