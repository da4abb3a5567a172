// Words on screen for the half without VS Code: whoever shows them passes the reader's language in.

/** Gives a message in the reader's language, each `{name}` in it replaced by the argument of that name. */
export type Translate = (
  message: string,
  args?: Readonly<Record<string, string | number>>,
) => string;

/** The messages as they are written. */
export const english: Translate = (message, args = {}) =>
  message.replace(/\{(\w+)\}/g, (written, name: string) => String(args[name] ?? written));
