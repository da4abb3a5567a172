// The names of systemd's units.

const name =
  /^(?!@)[A-Za-z0-9:_.\\@-]+\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$/;

/** The type of the unit that has this name; undefined where no unit can have it. Specifiers may stand for anything. */
export function unitTypeOf(text: string): string | undefined {
  const plain = text.replaceAll(/%[A-Za-z]$/g, ".service").replaceAll(/%[A-Za-z%]/g, "x");
  return name.exec(plain)?.[1];
}
