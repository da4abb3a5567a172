// The assignments of a file that a shell reads, as OpenRC's are: only as far as options of dockerd are written in it.
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";

export interface ShellAssignment {
  readonly name: string;
  readonly nameRange: TextRange;
  /** Without quotes. Variables and commands that a shell would put in are left as they are written. */
  readonly value: MappedText;
}

/** The assignments at the start of lines, inside an `if` or not, in order. */
export function shellAssignments(text: string): readonly ShellAssignment[] {
  const assignments: ShellAssignment[] = [];
  const start = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)=/gm;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const [whole, lead = "", name = ""] = match;
    const at = match.index + lead.length;
    const { value, end } = readValue(text, match.index + whole.length);
    assignments.push({ name, nameRange: { start: at, end: at + name.length }, value });
    // What is inside of a value is no assignment.
    start.lastIndex = end;
  }
  return assignments;
}

/** A value ends at the first blank or operator outside of quotes. */
function readValue(text: string, start: number): { value: MappedText; end: number } {
  const builder = new MappedTextBuilder(start);
  const take = (from: number, to: number): void => {
    builder.add(text.slice(from, to), { start: from, end: to });
  };
  let at = start;
  while (at < text.length && !/[\s;&|<>]/.test(text.charAt(at))) {
    const character = text.charAt(at);
    if (character === "'") at = readSingleQuoted(text, at, take);
    else if (character === '"') at = readDoubleQuoted(text, at, builder, take);
    else if (character === "\\") at = readEscape(text, at, builder);
    else {
      take(at, at + 1);
      at += 1;
    }
  }
  return { value: builder.build(), end: at };
}

type Take = (from: number, to: number) => void;

function readSingleQuoted(text: string, start: number, take: Take): number {
  const quote = text.indexOf("'", start + 1);
  const end = quote === -1 ? text.length : quote;
  take(start + 1, end);
  return Math.min(end + 1, text.length);
}

function readDoubleQuoted(
  text: string,
  start: number,
  builder: MappedTextBuilder,
  take: Take,
): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) === "\\" && /["\\`$\n]/.test(text.charAt(at + 1))) {
      at = readEscape(text, at, builder);
      continue;
    }
    take(at, at + 1);
    at += 1;
  }
  return Math.min(at + 1, text.length);
}

/** A backslash takes the line end behind it away, and anything else as it is. */
function readEscape(text: string, at: number, builder: MappedTextBuilder): number {
  const next = text.charAt(at + 1);
  if (next !== "\n" && next !== "") builder.add(next, { start: at, end: at + 2 });
  return Math.min(at + 2, text.length);
}
