// The command lines in a value of ExecStart= and its like: prefixes, program and words, as systemd 252 takes them.
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";
import { partsOf, unknownSpecifiersIn, type VariablePart, type WordPart } from "./wordParts.ts";
import { readWord, skipBlanks, type SplitWord } from "./wordSplitting.ts";

export interface CommandWord {
  /** Without quotes, escapes replaced; variables and specifiers are still in it. */
  readonly text: MappedText;
  /** As it is written. */
  readonly range: TextRange;
  readonly isQuoted: boolean;
  readonly parts: readonly WordPart[];
  /** Backslashes that systemd warns about and keeps, each with the character after it. */
  readonly unknownEscapes: readonly TextRange[];
}

export type PrefixText = "-" | "@" | ":" | "+" | "!" | "!!";

export interface CommandPrefix {
  readonly text: PrefixText;
  readonly range: TextRange;
}

export type CommandFaultKind =
  | "unbalancedQuote"
  | "unknownSpecifier"
  /** Prefixes with nothing after them. */
  | "emptyProgram"
  /** Neither an absolute path nor a bare file name. */
  | "badProgram"
  /** The prefix `@` without a word for argv[0]. */
  | "missingArgv0";

export interface CommandFault {
  readonly kind: CommandFaultKind;
  readonly range: TextRange;
  /** Systemd either refuses the unit, or drops this command and all after it in the same value. */
  readonly effect: "refused" | "dropped";
}

export interface Command {
  readonly prefixes: readonly CommandPrefix[];
  /** Without the prefixes. Its variables are never replaced. */
  readonly program: CommandWord;
  /** What follows the program; after the prefix `@` the first one is argv[0]. */
  readonly words: readonly CommandWord[];
}

export interface CommandLine {
  /** Several where a `;` stands between them; none in an empty value, which resets the list. */
  readonly commands: readonly Command[];
  readonly faults: readonly CommandFault[];
}

/** Splits the value of an Exec directive, once. A faulty command is there as far as it can be read. */
export function parseCommandLine(value: MappedText): CommandLine {
  const line = lines.get(value) ?? readCommandLine(value);
  lines.set(value, line);
  return line;
}

/** Every rule and feature looks at the same values. */
const lines = new WeakMap<MappedText, CommandLine>();

function readCommandLine(value: MappedText): CommandLine {
  const commands: Command[] = [];
  const faults: CommandFault[] = [];
  let at = 0;
  for (;;) {
    const first = readWord(value, at, "command");
    if (first === undefined) return { commands, faults };
    at = first.next;
    if (first.text.text === ";") continue;
    const head = headOf(first);
    const tail = readTail(value, at, head.prefixes);
    commands.push({ prefixes: head.prefixes, program: head.program, words: tail.words });
    faults.push(...faultsOf(head, first, tail));
    at = tail.next;
  }
}

/** All variables that the words of a command use, in order. */
export function variablesOf({ words }: Command): readonly VariablePart[] {
  return words.flatMap(({ parts }) => parts.filter((part) => part.kind === "variable"));
}

/** True where the command has that prefix. */
export function hasPrefix(prefixes: readonly CommandPrefix[], text: PrefixText): boolean {
  return prefixes.some((prefix) => prefix.text === text);
}

interface Head {
  readonly prefixes: readonly CommandPrefix[];
  readonly program: CommandWord;
}

interface Tail {
  readonly words: readonly CommandWord[];
  readonly openQuote: TextRange | undefined;
  /** Where the next command may begin. */
  readonly next: number;
}

function headOf(first: SplitWord): Head {
  const { text } = first;
  const prefixes: CommandPrefix[] = [];
  let length = 0;
  for (;;) {
    const prefix = nextPrefix(text.text.charAt(length), prefixes);
    if (prefix === undefined) break;
    const last = prefixes.at(-1);
    const range = text.sourceRange(length, length + 1);
    if (prefix === "!!" && last?.text === "!") {
      prefixes[prefixes.length - 1] = { text: "!!", range: { ...range, start: last.range.start } };
    } else {
      prefixes.push({ text: prefix, range });
    }
    length += 1;
  }
  const program = text.slice(length, text.text.length);
  return { prefixes, program: { ...wordOf(first, program, "literal"), range: program.range } };
}

/** The prefix that a character is after others; each counts once, and `+` and `!` exclude each other. */
function nextPrefix(character: string, before: readonly CommandPrefix[]): PrefixText | undefined {
  const isPrivileged = hasPrefix(before, "+") || hasPrefix(before, "!!");
  switch (character) {
    case "-":
    case "@":
    case ":":
      return hasPrefix(before, character) ? undefined : character;
    case "+":
      return isPrivileged || hasPrefix(before, "!") ? undefined : "+";
    case "!":
      if (isPrivileged) return undefined;
      return hasPrefix(before, "!") ? "!!" : "!";
    default:
      return undefined;
  }
}

function readTail(value: MappedText, from: number, prefixes: readonly CommandPrefix[]): Tail {
  const variables = hasPrefix(prefixes, ":") ? "literal" : "expanded";
  const words: CommandWord[] = [];
  let openQuote: TextRange | undefined;
  let at = from;
  while (at < value.text.length) {
    const rest = value.text.slice(at, at + 3);
    if (/^;(?:[ \t\n\r]|$)/.test(rest)) {
      return { words, openQuote, next: skipBlanks(value.text, at + 1) };
    }
    const word = /^\\;(?:[ \t\n\r]|$)/.test(rest)
      ? semicolon(value, at)
      : readWord(value, at, "command");
    if (word === undefined) break;
    words.push(wordOf(word, word.text, variables));
    openQuote = word.openQuote;
    at = word.next;
  }
  return { words, openQuote, next: at };
}

/** `\;`, an escape only where it is a word of its own. */
function semicolon(value: MappedText, at: number): SplitWord {
  const range = value.sourceRange(at, at + 2);
  const builder = new MappedTextBuilder(range.start);
  builder.add(";", range);
  return {
    text: builder.build(),
    range,
    isQuoted: false,
    unknownEscapes: [],
    openQuote: undefined,
    next: skipBlanks(value.text, at + 2),
  };
}

function wordOf(
  { range, isQuoted, unknownEscapes }: SplitWord,
  text: MappedText,
  variables: "expanded" | "literal",
): CommandWord {
  return { text, range, isQuoted, unknownEscapes, parts: partsOf(text, variables) };
}

function faultsOf(
  { prefixes, program }: Head,
  first: SplitWord,
  { words, openQuote }: Tail,
): readonly CommandFault[] {
  // Where not even the first word can be read, systemd doesn't go so far as to refuse the unit.
  if (first.openQuote !== undefined) {
    return [{ kind: "unbalancedQuote", range: first.openQuote, effect: "dropped" }];
  }
  const effect = hasPrefix(prefixes, "-") ? "dropped" : "refused";
  const faults: CommandFault[] = specifierFaults([program, ...words], effect);
  const programFault = faultOfProgram(program);
  if (programFault !== undefined) faults.push({ kind: programFault, range: first.range, effect });
  if (openQuote !== undefined) faults.push({ kind: "unbalancedQuote", range: openQuote, effect });
  if (hasPrefix(prefixes, "@") && (words[0]?.text.text ?? "") === "" && faults.length === 0) {
    faults.push({ kind: "missingArgv0", range: first.range, effect });
  }
  return faults;
}

function specifierFaults(
  words: readonly CommandWord[],
  effect: CommandFault["effect"],
): CommandFault[] {
  return words
    .flatMap(({ text }) => unknownSpecifiersIn(text))
    .map((range) => ({ kind: "unknownSpecifier", range, effect }));
}

function faultOfProgram({ text: { text }, parts }: CommandWord): CommandFaultKind | undefined {
  if (text === "") return "emptyProgram";
  const isUnsafe = /[\u0001-\u001f\u007f"'\\]/.test(text) || text.endsWith("/");
  const isBare = !text.includes("/") && text !== "." && text !== ".." && text.length <= 255;
  // What a specifier stands for is not known here; it may well be an absolute path.
  const isOpen = text.startsWith("/") || parts[0]?.kind === "specifier";
  return isUnsafe || !(isOpen || isBare) ? "badProgram" : undefined;
}
