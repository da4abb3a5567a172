// The outline of a file: sections, directives, variables, and the options that dockerd is given.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { TextRange } from "../syntax/textRange.ts";
import type { UnitDirective, UnitFile, UnitSection } from "../syntax/unitFile.ts";
import { toLspRange } from "./lspRange.ts";
import { optionPlaces } from "./optionPlaces.ts";
import { holdsOptions, runOfAssignment, runsOfDirective, type OptionRun } from "./optionRuns.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { symbolKind } from "./protocolConstants.ts";
import type { TargetOptions } from "./targetOptions.ts";

interface Outline {
  readonly document: TextDocument;
  readonly target: TargetOptions;
}

/** The symbols of a file. None for daemon.json, which every editor outlines as the JSON it is. */
export function documentSymbols(
  document: TextDocument,
  parsed: ParsedFile,
  target: TargetOptions,
): DocumentSymbol[] {
  const outline = { document, target };
  switch (parsed.syntax) {
    case "unit":
      return unitSymbols(outline, parsed.unit);
    case "environment":
      return parsed.file.nodes
        .filter((node) => node.kind === "assignment")
        .map((node) => {
          const { name, value, nameRange, valueRange } = node;
          const children = holdsOptions(name, value.text) ? [runOfAssignment(node)] : [];
          return symbol(outline, {
            name,
            detail: value.text,
            kind: symbolKind.Variable,
            range: { start: nameRange.start, end: Math.max(nameRange.end, valueRange.end) },
            selection: nameRange,
            children: children.flatMap((run) => optionSymbols(outline, run)),
          });
        });
    case "json":
      return [];
  }
}

function unitSymbols(outline: Outline, { nodes }: UnitFile): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  nodes.forEach((node, index) => {
    if (node.kind !== "section") return;
    const next = nodes.findIndex((other, at) => at > index && other.kind === "section");
    const inside = nodes.slice(index + 1, next === -1 ? undefined : next);
    const directives = inside.filter((child) => child.kind === "directive");
    symbols.push(sectionSymbol(outline, node, directives));
  });
  return symbols;
}

function sectionSymbol(
  outline: Outline,
  { name, nameRange }: UnitSection,
  directives: readonly UnitDirective[],
): DocumentSymbol {
  const end = directives.at(-1)?.value.range.end ?? nameRange.end;
  return symbol(outline, {
    name: name === "" ? "[]" : name,
    detail: "",
    kind: symbolKind.Namespace,
    range: { start: nameRange.start, end: Math.max(nameRange.end, end) },
    selection: nameRange,
    children: directives.map((directive) => directiveSymbol(outline, directive)),
  });
}

function directiveSymbol(outline: Outline, directive: UnitDirective): DocumentSymbol {
  const { key, keyRange, equalsRange, value } = directive;
  return symbol(outline, {
    name: key,
    detail: value.text,
    kind: symbolKind.Property,
    range: { start: keyRange.start, end: Math.max(equalsRange.end, value.range.end) },
    selection: keyRange,
    children: runsOfDirective(directive).flatMap((run) => optionSymbols(outline, run)),
  });
}

function optionSymbols(outline: Outline, run: OptionRun): readonly DocumentSymbol[] {
  return optionPlaces(run, outline.target).known.map(({ use, range, nameRange, valueRange }) =>
    symbol(outline, {
      name: `--${use.option.name}`,
      detail: valueRange === undefined ? "" : use.value,
      kind: symbolKind.Field,
      range: { start: range.start, end: Math.max(range.end, nameRange.end) },
      selection: nameRange,
      children: [],
    }),
  );
}

interface SymbolFacts {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: TextRange;
  readonly selection: TextRange;
  readonly children: readonly DocumentSymbol[];
}

const longestDetail = 80;

function symbol(
  { document }: Outline,
  { name, detail, kind, range, selection, children }: SymbolFacts,
): DocumentSymbol {
  const isLong = detail.length > longestDetail;
  return {
    name,
    detail: isLong ? `${detail.slice(0, longestDetail)}…` : detail,
    kind,
    range: toLspRange(document, range),
    selectionRange: toLspRange(document, selection),
    children: [...children],
  };
}
