// Where the options of dockerd begin in a command of a unit.
import { hasPrefix, type Command, type CommandWord } from "../syntax/commandWords.ts";
import { programOf } from "../daemonCommand.ts";
import { legacyWords } from "../legacyCommand.ts";

/** The words of a command that dockerd reads as its options; undefined for any other program. */
export function daemonWords(command: Command): readonly CommandWord[] | undefined {
  const argv = hasPrefix(command.prefixes, "@") ? command.words.slice(1) : command.words;
  const program = programOf(command.program.text.text);
  if (program !== "docker") return program && argv;
  const { legacy, words } = legacyWords(argv.map((word) => ({ text: word.text.text, word })));
  return legacy.length === 0 ? undefined : words.map(({ word }) => word);
}
