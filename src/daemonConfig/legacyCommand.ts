// `docker -d` and `docker daemon`: the daemon as it was started before there was dockerd.
import type { Argument } from "./expandedWords.ts";

export interface LegacyWords {
  /** The words that ask the client to be the daemon. */
  readonly legacy: readonly Argument[];
  /** The others. */
  readonly words: readonly Argument[];
}

/** Takes the words apart that follow `docker`. */
export function legacyWords(argv: readonly Argument[]): LegacyWords {
  const first = argv.findIndex(({ text }) => !text.startsWith("-"));
  const isLegacy = ({ text }: Argument, index: number): boolean =>
    /^(?:-d|--daemon)(?:=(?:true|1))?$/.test(text) || (text === "daemon" && index === first);
  return {
    legacy: argv.filter(isLegacy),
    words: argv.filter((word, index) => !isLegacy(word, index)),
  };
}
