// `docker -d` and `docker daemon`: the daemon as it was started before there was dockerd.
export interface LegacyWords<T> {
  /** The words that ask the client to be the daemon. */
  readonly legacy: readonly T[];
  /** The others. */
  readonly words: readonly T[];
}

/** Takes the words apart that follow the program's name. */
export function legacyWords<T extends { readonly text: string }>(
  argv: readonly T[],
): LegacyWords<T> {
  const first = argv.findIndex(({ text }) => !text.startsWith("-"));
  const isLegacy = ({ text }: T, index: number): boolean =>
    /^(?:-d|--daemon)(?:=(?:true|1))?$/.test(text) ||
    // The letters are easily mixed up, and the client has no other command like it.
    (/^d(?:ae|ea)mon$/.test(text) && index === first);
  return {
    legacy: argv.filter(isLegacy),
    words: argv.filter((word, index) => !isLegacy(word, index)),
  };
}
