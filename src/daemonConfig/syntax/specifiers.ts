// What the specifiers (`%n`, `%t`…) in a system unit stand for, as far as that is the same on every machine.

/** By letter. */
export type SpecifierValues = ReadonlyMap<string, string>;

/** The specifiers of a unit that the system's manager runs. The others depend on the machine. */
export function systemSpecifiers(unitName: string): SpecifierValues {
  const stem = unitName.slice(0, unitName.lastIndexOf("."));
  return new Map([
    ["n", unitName],
    ["N", stem],
    ["p", stem],
    ["P", stem],
    ["i", ""],
    ["I", ""],
    ["j", stem.slice(stem.lastIndexOf("-") + 1)],
    ["J", stem.slice(stem.lastIndexOf("-") + 1)],
    ["t", "/run"],
    ["S", "/var/lib"],
    ["C", "/var/cache"],
    ["L", "/var/log"],
    ["E", "/etc"],
    ["T", "/tmp"],
    ["V", "/var/tmp"],
    ["u", "root"],
    ["U", "0"],
    ["g", "root"],
    ["G", "0"],
    ["h", "/root"],
  ]);
}

/** A text with the specifiers replaced that are known. */
export function resolveSpecifiers(text: string, specifiers: SpecifierValues): string {
  return text.replace(/%([a-zA-Z0-9%])/g, (written, letter: string) =>
    letter === "%" ? "%" : (specifiers.get(letter) ?? written),
  );
}
