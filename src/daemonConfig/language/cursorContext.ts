// What can stand at an offset of a configuration file, whole or still being typed.
import type { PrefixText } from "../syntax/commandWords.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { TextRange } from "../syntax/textRange.ts";
import type { OptionRun } from "./optionRuns.ts";

/** `range` is always what a completion would replace and a hover would mark; empty where nothing is written yet. */
export type CursorContext =
  | { readonly kind: "nothing" | "comment"; readonly range: TextRange }
  | { readonly kind: "sectionName"; readonly range: TextRange; readonly name: string }
  | DirectiveKeyContext
  | DirectiveValueContext
  | { readonly kind: "program"; readonly range: TextRange; readonly text: string }
  | { readonly kind: "prefix"; readonly range: TextRange; readonly prefix: PrefixText }
  | { readonly kind: "specifier"; readonly range: TextRange; readonly letter: string }
  | OptionNameContext
  | OptionValueContext
  | VariableReferenceContext
  | VariableNameContext
  | { readonly kind: "variableValue"; readonly range: TextRange; readonly name: string }
  | JsonKeyContext
  | JsonValueContext;

export interface DirectiveKeyContext {
  readonly kind: "directiveKey";
  readonly range: TextRange;
  /** Undefined before the first section. */
  readonly section: string | undefined;
  readonly key: string;
  readonly hasEquals: boolean;
}

export interface DirectiveValueContext {
  readonly kind: "directiveValue";
  /** The word at the offset. */
  readonly range: TextRange;
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

export interface OptionNameContext {
  readonly kind: "optionName";
  /** With the dashes, without the value; one letter of a bundle. */
  readonly range: TextRange;
  /** Undefined while it is typed, and for what no release knows. */
  readonly option: DaemonOption | undefined;
  readonly run: OptionRun;
}

export interface OptionValueContext {
  readonly kind: "optionValue";
  readonly range: TextRange;
  readonly text: string;
  readonly option: DaemonOption;
  /** What stands between the option and its value. */
  readonly separator: "equals" | "blank" | "none";
  readonly run: OptionRun;
}

export interface VariableReferenceContext {
  readonly kind: "variableReference";
  /** With the dollar sign and the braces. */
  readonly range: TextRange;
  readonly name: string;
  readonly form: "word" | "braced";
  /** False inside a word, where only `${NAME}` is replaced. */
  readonly startsWord: boolean;
}

export interface VariableNameContext {
  readonly kind: "variableName";
  readonly range: TextRange;
  readonly name: string;
  readonly hasEquals: boolean;
}

export type JsonPath = readonly (string | number)[];

export interface JsonKeyContext {
  readonly kind: "jsonKey";
  /** With the quotes. */
  readonly range: TextRange;
  readonly key: string;
  /** That of the object. */
  readonly path: JsonPath;
  readonly hasValue: boolean;
  /** Where a comma is missing before it. */
  readonly commaAt?: number;
}

export interface JsonValueContext {
  readonly kind: "jsonValue";
  readonly range: TextRange;
  /** That of the value itself. */
  readonly path: JsonPath;
  /** As it is written. */
  readonly text: string;
}
