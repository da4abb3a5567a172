// What each part of a file means, for colors: known and unknown options, values, variables, specifiers.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type {
  SemanticTokenModifiers,
  SemanticTokenTypes,
  SemanticTokens,
  SemanticTokensLegend,
} from "vscode-languageserver-types";
import {
  semanticParts,
  type PartModifier,
  type PartType,
  type SemanticPart,
} from "./semanticParts.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { templateStretches } from "../syntax/templates.ts";
import type { TargetOptions } from "./targetOptions.ts";

const typeNames: Readonly<Record<PartType, `${SemanticTokenTypes}`>> = {
  section: "namespace",
  directive: "property",
  program: "function",
  prefix: "operator",
  option: "parameter",
  value: "string",
  number: "number",
  keyword: "enumMember",
  variable: "variable",
  specifier: "macro",
  comment: "comment",
};
const types = Object.keys(typeNames);

/** `unknown` is ours: an option that no release of dockerd has. */
const modifiers: readonly (PartModifier & (`${SemanticTokenModifiers}` | "unknown"))[] = [
  "definition",
  "deprecated",
  "unknown",
];

/** What the numbers in the tokens stand for. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: Object.values(typeNames),
  tokenModifiers: [...modifiers],
};

/** The tokens of a file, in the protocol's encoding: five numbers each, relative to the one before. */
export function semanticTokens(
  document: TextDocument,
  parsed: ParsedFile,
  target: TargetOptions,
): SemanticTokens {
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  const parts = withoutTemplates(semanticParts(parsed, target), document, parsed);
  for (const { range, type, modifier } of parts) {
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

/** What a template puts in has the colors of the template's own language. */
function withoutTemplates(
  parts: readonly SemanticPart[],
  document: TextDocument,
  parsed: ParsedFile,
): readonly SemanticPart[] {
  const written = document.getText();
  if (written === parsed.text) return parts;
  const stretches = templateStretches(written);
  return parts.filter(
    ({ range }) => !stretches.some(({ start, end }) => start < range.end && range.start < end),
  );
}
