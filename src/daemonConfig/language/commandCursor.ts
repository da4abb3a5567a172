// What stands at an offset of a command line in a unit.
import {
  hasPrefix,
  parseCommandLine,
  type Command,
  type CommandWord,
} from "../syntax/commandWords.ts";
import type { UnitDirective } from "../syntax/unitFile.ts";
import type { CursorContext, VariableReferenceContext } from "./cursorContext.ts";
import { daemonWords } from "./daemonWords.ts";
import { optionCursor } from "./optionCursor.ts";
import { runsOfDirective } from "./optionRuns.ts";
import { emptyAt, touches } from "./rangeLookup.ts";
import type { TargetOptions } from "./targetOptions.ts";

/** What stands at an offset of the value of ExecStart= or one like it. */
export function commandCursor(
  text: string,
  directive: UnitDirective,
  offset: number,
  target: TargetOptions,
): CursorContext {
  const { commands } = parseCommandLine(directive.value);
  const command = commands.findLast(({ prefixes, program }) => {
    const start = prefixes[0]?.range.start ?? program.range.start;
    return start <= offset;
  });
  if (command === undefined) return { kind: "program", range: emptyAt(offset), text: "" };
  const prefix = command.prefixes.find(({ range }) => range.start <= offset && offset < range.end);
  if (prefix !== undefined) return { kind: "prefix", range: prefix.range, prefix: prefix.text };
  return (
    specifierAt(command, offset) ??
    variableAt(text, command, offset) ??
    wordCursor(directive, command, offset, target)
  );
}

function wordCursor(
  directive: UnitDirective,
  command: Command,
  offset: number,
  target: TargetOptions,
): CursorContext {
  const { program } = command;
  if (offset <= program.range.end) {
    return { kind: "program", range: program.range, text: program.text.text };
  }
  const run = runsOfDirective(directive).findLast(({ range }) => touches(range, offset));
  const isDaemon = run?.isShell === true || daemonWords(command) !== undefined;
  if (run !== undefined && directive.key === "ExecStart" && isDaemon)
    return optionCursor(run, offset, target);
  const word = command.words.find(({ range }) => touches(range, offset));
  const { section, key, value } = directive;
  const range = word?.range ?? emptyAt(offset);
  return { kind: "directiveValue", range, section, key, value: value.text };
}

function specifierAt({ program, words }: Command, offset: number): CursorContext | undefined {
  const specifier = [program, ...words]
    .flatMap(({ parts }) => parts)
    .find(
      (part) => part.kind === "specifier" && part.range.start <= offset && offset < part.range.end,
    );
  if (specifier?.kind !== "specifier") return undefined;
  return { kind: "specifier", range: specifier.range, letter: specifier.letter };
}

function variableAt(
  text: string,
  { prefixes, words }: Command,
  offset: number,
): VariableReferenceContext | undefined {
  const word = words.find(({ range }) => touches(range, offset));
  if (word === undefined || hasPrefix(prefixes, ":")) return undefined;
  for (const part of word.parts) {
    if (part.kind !== "variable" || !touches(part.range, offset)) continue;
    const { name, form, range } = part;
    // Behind the closing brace the cursor has left the name.
    if (form === "braced" && offset === range.end) continue;
    const startsWord = range.start === startOf(word);
    return { kind: "variableReference", range, name, form, startsWord };
  }
  return openVariable(text, word, offset);
}

/** `${NA`, whose brace is still to come, or a `$` where only braces would do. */
function openVariable(
  text: string,
  word: CommandWord,
  offset: number,
): VariableReferenceContext | undefined {
  const written = text.slice(word.range.start, offset);
  const match = /(?<!\$)(?:\$\$)*(\$(\{?)(\w*))$/.exec(written);
  const [, reference = "", brace, name = ""] = match ?? [];
  if (reference === "") return undefined;
  const range = { start: offset - reference.length, end: offset };
  const startsWord = range.start === startOf(word);
  const form = brace === "{" || !startsWord ? "braced" : "word";
  return { kind: "variableReference", range, name, form, startsWord };
}

/** Where the text of a word starts, behind its quote. */
function startOf({ text, range }: CommandWord): number {
  return text.text === "" ? range.start : text.range.start;
}
