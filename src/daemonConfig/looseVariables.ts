// Environment files whose unit is not known: which of their variables hold options of dockerd.
import { parseCommandFlags } from "./options/commandFlags.ts";
import type { SourceFile } from "./configFile.ts";
import type { DaemonCommand, WordContext } from "./daemonCommand.ts";
import { definitionsIn, type VariableDefinition } from "./environmentSources.ts";
import type { EngineVersion } from "./options/engineVersion.ts";
import type { Argument } from "./syntax/expandedWords.ts";
import type { MappedText } from "./syntax/mappedText.ts";
import type { OptionData } from "./options/optionData.ts";
import { withoutGuesses } from "./openWords.ts";
import { shellArgument } from "./syntax/shellCommand.ts";
import { readWord, splitValue } from "./syntax/wordSplitting.ts";

/** One command for each variable that is named like a list of options; of several with one name, the last. */
export function commandsOfVariables(
  file: SourceFile,
  context: WordContext,
): readonly DaemonCommand[] {
  const variables = new Map(definitionsIn(file).map((each) => [each.name, each]));
  return [...variables.values()]
    .filter(({ name }) => isOptionList(name))
    .map((definition) => commandOfVariable(definition, context));
}

/** What dockerd would make of a variable's value. */
export function commandOfVariable(
  { file, value }: Pick<VariableDefinition, "file" | "value">,
  { version, data }: Pick<WordContext, "version" | "data">,
): DaemonCommand {
  // OpenRC has a shell read its file.
  const isShell = file.kind === "openrc";
  const words = splitValue(value).map(isShell ? shellArgument : plainArgument);
  const all = parseCommandFlags(words, version, data);
  const flags = isShell ? withoutGuesses(all, words, undefined) : all;
  return { file, start: undefined, legacy: [], words, flags };
}

function plainArgument(text: MappedText): Argument {
  return { text: text.text, range: text.range, pieces: [{ text, variable: undefined }] };
}

/** True for the names that packages and tutorials give to lists of dockerd's options. */
export function isOptionList(name: string): boolean {
  return /(?:^|_)(?:OPTS?|OPTIONS|ARGS|FLAGS|REGISTRY|RUNTIMES)$/i.test(name);
}

/** True for a value that begins with an option of dockerd. */
export function holdsOptions(value: MappedText, version: EngineVersion, data: OptionData): boolean {
  // Most values are something else, and need not be split to see that.
  if (!/^[\s"'\\]*-/.test(value.text)) return false;
  const first = readWord(value, 0, "value");
  if (first?.text.text.startsWith("-") !== true) return false;
  const second = readWord(value, first.next, "value");
  const words = second === undefined ? [first.text] : [first.text, second.text];
  return parseCommandFlags(words, version, data).uses.length > 0;
}
