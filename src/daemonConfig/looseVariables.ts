// Environment files whose unit is not known: which of their variables hold options of dockerd.
import { parseCommandFlags } from "./commandFlags.ts";
import type { SourceFile } from "./configFile.ts";
import type { DaemonCommand, WordContext } from "./daemonCommand.ts";
import { definitionsIn } from "./environmentSources.ts";
import type { Argument } from "./expandedWords.ts";
import { splitValue } from "./wordSplitting.ts";

/** One command for each variable that is named like a list of options; of several with one name, the last. */
export function commandsOfVariables(
  file: SourceFile,
  context: WordContext,
): readonly DaemonCommand[] {
  const variables = new Map(definitionsIn(file).map((each) => [each.name, each]));
  return [...variables.values()]
    .filter(({ name }) => isOptionList(name))
    .map(({ value }) => {
      const words = splitValue(value).map((text): Argument => ({
        text: text.text,
        range: text.range,
        pieces: [{ text, variable: undefined }],
      }));
      const flags = parseCommandFlags(words, context.version, context.data);
      return {
        file,
        setting: undefined,
        command: undefined,
        program: "dockerd",
        legacy: [],
        words,
        flags,
      };
    });
}

/** True for the names that packages and tutorials give to lists of dockerd's options. */
export function isOptionList(name: string): boolean {
  return /(?:^|_)(?:OPTS?|OPTIONS|ARGS|FLAGS|REGISTRY|RUNTIMES)$/i.test(name);
}
