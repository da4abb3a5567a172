// The command line that starts dockerd, with the place where each word and each option is written.
import { parseCommandFlags } from "./commandFlags.ts";
import { hasPrefix, parseCommandLine, type Command } from "./commandWords.ts";
import type { Place, SourceFile } from "./configFile.ts";
import type { UnitSetting } from "./effectiveUnit.ts";
import type { EngineVersion } from "./engineVersion.ts";
import { argvOf, sourceOf, type Argument, type Environment } from "./expandedWords.ts";
import type { CommandFlags, WordRange } from "./flagUses.ts";
import type { OptionData } from "./optionData.ts";
import { withoutGuesses } from "./openWords.ts";
import type { SpecifierValues } from "./specifiers.ts";
import { legacyWords } from "./legacyCommand.ts";

export interface DaemonCommand {
  /** The file whose ranges the words have. */
  readonly file: SourceFile;
  /** The ExecStart= it comes from; undefined where a variable of an environment file is judged alone. */
  readonly setting: UnitSetting | undefined;
  readonly command: Command | undefined;
  /** The program: `dockerd`, or `docker`, the client, which was the daemon too once. */
  readonly program: "dockerd" | "docker";
  /** The words that make the client the daemon: `daemon`, `-d`, `--daemon`. */
  readonly legacy: readonly Argument[];
  /** What dockerd gets: the words after its name. */
  readonly words: readonly Argument[];
  readonly flags: CommandFlags;
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
    const program = programOf(command);
    if (program === undefined) return [];
    const argv = argvOf(command, context.environment, context.specifiers).slice(1);
    const { legacy, words } =
      program === "docker" ? legacyWords(argv) : { legacy: [], words: argv };
    if (program === "docker" && legacy.length === 0) return [];
    const flags = flagsOf(words, command, context);
    return [{ file: setting.file, setting, command, program, legacy, words, flags }];
  });
}

/** Where a stretch of a word is written: in the unit, or where a variable gets its value. */
export function placeOfWord({ file, words }: DaemonCommand, at: WordRange): Place {
  const word = words[at.argument];
  if (word === undefined) return { uri: file.uri, range: { start: 0, end: 0 } };
  const { range, variable } = sourceOf(word, at.start, at.end);
  return { uri: variable?.definition?.file ?? file.uri, range };
}

function flagsOf(words: readonly Argument[], command: Command, context: WordContext): CommandFlags {
  const flags = parseCommandFlags(words, context.version, context.data);
  return context.isWhole ? flags : withoutGuesses(flags, words, command);
}

/** The program that may start a daemon; undefined for any other. */
export function programOf({
  program,
  prefixes,
  words,
}: Command): DaemonCommand["program"] | undefined {
  // Behind `@` the program gets a name of its own choice, which may be the only word there is.
  if (hasPrefix(prefixes, "@") && words.length === 0) return undefined;
  const name = program.text.text.slice(program.text.text.lastIndexOf("/") + 1);
  if (/^dockerd(?:-(?:current|latest|ce|rootless\.sh))?$/.test(name)) return "dockerd";
  return /^docker(?:-(?:current|latest))?$/.test(name) ? "docker" : undefined;
}
