// What each part of a file means, for colors: known and unknown options, values, variables, specifiers.
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  SemanticTokenModifiers,
  SemanticTokenTypes,
  type SemanticTokens,
  type SemanticTokensLegend,
} from "vscode-languageserver-types";
import { semanticParts, type PartModifier, type PartType } from "./semanticParts.ts";
import type { ParsedFile } from "./parsedFile.ts";
import type { TargetOptions } from "./targetOptions.ts";

const typeNames: Readonly<Record<PartType, string>> = {
  section: SemanticTokenTypes.namespace,
  directive: SemanticTokenTypes.property,
  program: SemanticTokenTypes.function,
  prefix: SemanticTokenTypes.operator,
  option: SemanticTokenTypes.parameter,
  value: SemanticTokenTypes.string,
  number: SemanticTokenTypes.number,
  keyword: SemanticTokenTypes.enumMember,
  variable: SemanticTokenTypes.variable,
  specifier: SemanticTokenTypes.macro,
  comment: SemanticTokenTypes.comment,
};
const types = Object.keys(typeNames);

/** `unknown` is ours: an option that no release of dockerd has. */
const modifiers: readonly PartModifier[] = ["definition", "deprecated", "unknown"];

/** What the numbers in the tokens stand for. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: Object.values(typeNames),
  tokenModifiers: [SemanticTokenModifiers.definition, SemanticTokenModifiers.deprecated, "unknown"],
};

/** The tokens of a file, in the protocol's encoding: five numbers each, relative to the one before. */
export function semanticTokens(
  document: TextDocument,
  parsed: ParsedFile,
  target: TargetOptions,
): SemanticTokens {
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  for (const { range, type, modifier } of semanticParts(parsed, target)) {
    const { line, character } = document.positionAt(range.start);
    const isSameLine = line === last.line;
    data.push(
      line - last.line,
      isSameLine ? character - last.character : character,
      range.end - range.start,
      types.indexOf(type),
      modifier === undefined ? 0 : 1 << modifiers.indexOf(modifier),
    );
    last = { line, character };
  }
  return { data };
}
