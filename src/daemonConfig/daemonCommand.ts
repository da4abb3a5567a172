// The command line that starts dockerd, with the place where each word and each option is written.
import { parseCommandFlags } from "./options/commandFlags.ts";
import { hasPrefix, parseCommandLine, type Command } from "./syntax/commandWords.ts";
import type { Place, SourceFile } from "./configFile.ts";
import type { UnitSetting } from "./effectiveUnit.ts";
import type { EngineVersion } from "./options/engineVersion.ts";
import { expandWords, sourceOf, type Argument, type Environment } from "./syntax/expandedWords.ts";
import type { CommandFlags, WordRange } from "./options/flagUses.ts";
import { legacyWords } from "./legacyCommand.ts";
import { withoutGuesses } from "./openWords.ts";
import type { OptionData } from "./options/optionData.ts";
import { shellWords } from "./syntax/shellCommand.ts";
import type { SpecifierValues } from "./syntax/specifiers.ts";
import type { TextRange } from "./syntax/textRange.ts";

export interface DaemonCommand {
  /** The file whose ranges the words have. */
  readonly file: SourceFile;
  /** Where it comes from; undefined where a variable of an environment file is judged alone. */
  readonly start: CommandStart | undefined;
  /** The words that make the client the daemon: `daemon`, `-d`, `--daemon`. */
  readonly legacy: readonly Argument[];
  /** What dockerd gets: the words after its name. */
  readonly words: readonly Argument[];
  readonly flags: CommandFlags;
}

export interface CommandStart {
  /** The ExecStart=. */
  readonly setting: UnitSetting;
  readonly command: Command;
  /** `dockerd`, or `docker`: the client, which was the daemon too once. */
  readonly program: "dockerd" | "docker";
  readonly programPath: string;
  readonly programRange: TextRange;
  /** Through a shell, which puts in variables by rules of its own. */
  readonly isShell: boolean;
}

/** What a command's words are read with. */
export interface WordContext {
  readonly environment: Environment;
  readonly specifiers: SpecifierValues;
  /** True where a variable that nothing sets is sure to be empty; else it may be anything. */
  readonly isWhole: boolean;
  readonly version: EngineVersion;
  readonly data: OptionData;
}

/** The commands of an ExecStart= that start a Docker daemon, as far as that can be told. */
export function daemonCommands(
  setting: UnitSetting,
  context: WordContext,
): readonly DaemonCommand[] {
  const { commands } = parseCommandLine(setting.directive.value);
  return commands.flatMap((command) => {
    const { environment, specifiers } = context;
    const shell = shellWords(command);
    const [first] = shell;
    const programRange = first?.range ?? command.program.range;
    const programPath = first?.text ?? command.program.text.text;
    const program = programOf(programPath);
    if (program === undefined) return [];
    // Behind `@` comes the name that the program is to have.
    const own = hasPrefix(command.prefixes, "@") ? command.words.slice(1) : command.words;
    const unset = context.isWhole ? "empty" : "written";
    const argv =
      first === undefined ? expandWords(own, environment, specifiers, unset) : shell.slice(1);
    const { legacy, words } = legacyWords(argv);
    if (program === "docker" && legacy.length === 0) return [];
    const isShell = first !== undefined;
    const all = parseCommandFlags(words, context.version, context.data);
    const flags = context.isWhole && !isShell ? all : withoutGuesses(all, words, command);
    const start = { setting, command, program, programPath, programRange, isShell };
    return [{ file: setting.file, start, legacy, words, flags }];
  });
}

/** Where a stretch of a word is written: in the unit, or where a variable gets its value. */
export function placeOfWord(
  { file, words }: Pick<DaemonCommand, "file" | "words">,
  at: WordRange,
): Place {
  const word = words[at.argument];
  if (word === undefined) return { uri: file.uri, range: { start: 0, end: 0 } };
  const { range, variable } = sourceOf(word, at.start, at.end);
  return { uri: variable?.definition?.file ?? file.uri, range };
}

/** Where a flag is written, with the dash of a letter that is the first of its word. */
export function placeOfFlag(command: DaemonCommand, at: WordRange): Place {
  return placeOfWord(command, withDash(command, at));
}

/** The dash before a letter is part of it where the letter is the first of its word. */
export function withDash({ words }: DaemonCommand, at: WordRange): WordRange {
  const isFirstLetter =
    at.start === 1 && at.end === 2 && /^-[^-]/.test(words[at.argument]?.text ?? "");
  return isFirstLetter ? { ...at, start: 0 } : at;
}

/** What program a path or name is, if it may start a daemon. */
export function programOf(path: string): CommandStart["program"] | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^dockerd(?:-(?:current|latest|ce|rootless\.sh))?$/.test(name)) return "dockerd";
  return /^docker(?:-(?:current|latest))?$/.test(name) ? "docker" : undefined;
}
