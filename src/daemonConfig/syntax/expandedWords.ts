// The words of a command after systemd has put in the environment: what the process gets, and where it comes from.
import type { Command, CommandWord } from "./commandWords.ts";
import { hasPrefix } from "./commandWords.ts";
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";
import { resolveSpecifiers, type SpecifierValues } from "./specifiers.ts";
import type { TextRange } from "./textRange.ts";
import type { VariablePart } from "./wordParts.ts";
import { splitValue } from "./wordSplitting.ts";

/** A variable's value, mapped to where it is set. */
export interface EnvironmentVariable {
  readonly value: MappedText;
  /** Whatever tells the caller which file sets it. */
  readonly file?: string;
}

export type Environment = ReadonlyMap<string, EnvironmentVariable>;

export interface VariableUse {
  readonly name: string;
  readonly form: VariablePart["form"];
  /** The reference, in the unit. */
  readonly range: TextRange;
  /** Undefined for a variable that is not set. */
  readonly definition: EnvironmentVariable | undefined;
}

export interface ArgumentPiece {
  /** Mapped to the unit, or to where the variable is set. */
  readonly text: MappedText;
  /** Where the piece is a variable's value, or a part of it. */
  readonly variable: VariableUse | undefined;
}

export interface Argument {
  readonly text: string;
  /** The word of the unit that it comes from. */
  readonly range: TextRange;
  /** Together they make up the text. */
  readonly pieces: readonly ArgumentPiece[];
}

/** A place in the unit, or with a variable where that one is set. */
export interface ArgumentSource {
  readonly range: TextRange;
  readonly variable: VariableUse | undefined;
}

const noSpecifiers: SpecifierValues = new Map();

/** Where variables that nothing sets are not sure to be empty, they stay as they are written. */
export type UnsetVariables = "empty" | "written";

/** The arguments that words become. Specifiers without a value stay as they are written. */
export function expandWords(
  words: readonly CommandWord[],
  environment: Environment,
  specifiers: SpecifierValues = noSpecifiers,
  unset: UnsetVariables = "empty",
): readonly Argument[] {
  return words.flatMap((word) => expandWord(word, { environment, specifiers, unset }));
}

interface Expansion {
  readonly environment: Environment;
  readonly specifiers: SpecifierValues;
  readonly unset: UnsetVariables;
}

/** The whole argv of a command; argv[0] is the program, unless the prefix `@` says otherwise. */
export function argvOf(
  { prefixes, program, words }: Command,
  environment: Environment,
  specifiers: SpecifierValues = noSpecifiers,
): readonly Argument[] {
  const own = hasPrefix(prefixes, "@") ? words : [program, ...words];
  return expandWords(own, environment, specifiers);
}

/** Where the characters of an argument from `start` to `end` (exclusive) are written. */
export function sourceOf(argument: Argument, start: number, end: number): ArgumentSource {
  let at = 0;
  for (const { text, variable } of argument.pieces) {
    const length = text.text.length;
    const isInside = start >= at && end <= at + length && (start < at + length || start === end);
    if (isInside && (variable === undefined || variable.definition !== undefined)) {
      return { range: text.sourceRange(start - at, end - at), variable };
    }
    at += length;
  }
  return { range: argument.range, variable: undefined };
}

function expandWord(word: CommandWord, expansion: Expansion): readonly Argument[] {
  const [first] = word.parts;
  if (first?.kind === "variable" && first.form === "word") {
    const variable = useOf(first, expansion);
    if (variable.definition !== undefined) {
      const values = splitValue(variable.definition.value);
      return values.map((text) => argument(word, [{ text, variable }]));
    }
    if (expansion.unset === "empty") return [];
    return [argument(word, [{ text: unsetText(first, expansion), variable }])];
  }
  return [argument(word, piecesOf(word, expansion))];
}

function argument({ range }: CommandWord, pieces: readonly ArgumentPiece[]): Argument {
  return { text: pieces.map(({ text }) => text.text).join(""), range, pieces };
}

function piecesOf(word: CommandWord, expansion: Expansion): readonly ArgumentPiece[] {
  const pieces: ArgumentPiece[] = [];
  let builder: MappedTextBuilder | undefined;
  const flush = (): void => {
    if (builder !== undefined) pieces.push({ text: builder.build(), variable: undefined });
    builder = undefined;
  };
  for (const part of word.parts) {
    if (part.kind === "variable") {
      flush();
      const variable = useOf(part, expansion);
      const text = variable.definition?.value ?? unsetText(part, expansion);
      pieces.push({ text, variable });
      continue;
    }
    builder ??= new MappedTextBuilder(part.range.start);
    if (part.kind === "literal") builder.copy(part.text, 0, part.text.text.length);
    else builder.add(expansion.specifiers.get(part.letter) ?? `%${part.letter}`, part.range);
  }
  flush();
  return pieces;
}

function unsetText({ name, form, range }: VariablePart, { unset }: Expansion): MappedText {
  const builder = new MappedTextBuilder(range.start);
  if (unset === "written") builder.add(form === "word" ? `$${name}` : `\${${name}}`, range);
  return builder.build();
}

function useOf(
  { name, form, range }: VariablePart,
  { environment, specifiers }: Expansion,
): VariableUse {
  const resolved = resolveSpecifiers(name, specifiers);
  return { name: resolved, form, range, definition: environment.get(resolved) };
}
