// What is wrong with how the words of a command use variables.
import { parseCommandLine } from "../syntax/commandWords.ts";
import type { DaemonCommand } from "../daemonCommand.ts";
import { placeOfWord } from "../daemonCommand.ts";
import { isVariableName } from "../syntax/environmentFile.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { directivesOf } from "../syntax/unitFile.ts";
import {
  emptyVariable,
  variableMistake,
  writtenVariable,
  type VariableMistake,
} from "./variableWords.ts";

export const variableWordRules: readonly Rule[] = [mistakes, impossibleVariables];

function mistakes({ configuration }: RuleContext): readonly Problem[] {
  return configuration.commands.flatMap((command) => {
    if (command.start === undefined || command.start.isShell) return [];
    const colon = command.start.command.prefixes.find(({ text }) => text === ":");
    if (colon !== undefined) return literalProblems(command, colon.range);
    return command.words.flatMap((word, argument) => {
      const mistake = emptyMistake(command, argument) ?? variableMistake(word);
      return mistake === undefined ? [] : [mistakeProblem(command, argument, mistake)];
    });
  });
}

/** Behind the prefix `:` variables stay as they are written, so it is the prefix that is wrong. */
function literalProblems(command: DaemonCommand, range: TextRange): readonly Problem[] {
  const written = command.words.map(({ text }) => writtenVariable(text));
  const first = written.find((variable) => variable !== undefined);
  if (first === undefined) return [];
  const isFatal = written.some((one, at) => one !== undefined && isFatalWord(command, at));
  const severity = isFatal ? "error" : "warning";
  const place = { uri: command.file.uri, range };
  const args = { written: first };
  return [{ code: "literalCommand", severity, ...place, args, replacement: "" }];
}

/** An option's value may be empty; where dockerd expects an option, an empty word is one too many. */
function emptyMistake(
  { words, flags }: DaemonCommand,
  argument: number,
): VariableMistake | undefined {
  const word = words[argument];
  const name = word && emptyVariable(word);
  const isStray = flags.problems.some(
    ({ code, at }) => code === "strayWord" && at.argument === argument,
  );
  return name !== undefined && isStray ? { kind: "unsplit", name, start: 0, end: 0 } : undefined;
}

function isFatalWord({ flags }: DaemonCommand, argument: number): boolean {
  return flags.problems.some(
    ({ at, severity }) => severity === "error" && at.argument === argument,
  );
}

function mistakeProblem(
  command: DaemonCommand,
  argument: number,
  { kind, name, start, end }: VariableMistake,
): Problem {
  const severity = isFatalWord(command, argument) ? "error" : "warning";
  const plain = `$${name}`;
  if (kind === "literal") {
    const place = placeOfWord(command, { argument, start, end });
    const args = { written: plain, suggestion: braced(plain) };
    return { code: "literalVariable", severity, ...place, args, replacement: braced(plain) };
  }
  const range = command.words[argument]?.range ?? { start, end };
  const place = { uri: command.file.uri, range };
  const args = { written: braced(plain), suggestion: plain };
  return { code: "unsplitVariable", severity, ...place, args, replacement: plain };
}

/** `$A-x`: a word that begins with a `$` is a name to its end. */
function impossibleVariables({ file }: RuleContext): readonly Problem[] {
  if (file.kind !== "unit" && file.kind !== "dropIn") return [];
  return (
    directivesOf(parsedUnit(file.text), "Service")
      .filter(({ key }) => key.startsWith("Exec"))
      .flatMap(({ value }) => parseCommandLine(value).commands)
      .flatMap(({ words }) => words.flatMap(({ parts }) => parts))
      .filter((part) => part.kind === "variable")
      // A shell's `$(…)` is told as what it is.
      .filter(({ form, name }) => form === "word" && !isVariableName(name) && !name.startsWith("("))
      .map(({ name, range }) => {
        const written = `$${name}`;
        const suggestion = braced(written);
        const args = { written, suggestion };
        const place = { uri: file.uri, range };
        return {
          code: "impossibleVariable",
          severity: "warning",
          ...place,
          args,
          replacement: suggestion,
        };
      })
  );
}

/** What does not begin with a name is no variable at all: its `$` is to stay one. */
function braced(word: string): string {
  return /^\$[A-Za-z_]/.test(word) ? word.replace(/\$([A-Za-z_]\w*)/g, "${$1}") : `$${word}`;
}
