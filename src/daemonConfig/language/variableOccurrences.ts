// Where a variable is set and used, over all files of a configuration.
import { parseCommandLine, variablesOf, type Command } from "../syntax/commandWords.ts";
import type { Place, SourceFile } from "../configFile.ts";
import { definitionsIn } from "../environmentSources.ts";
import type { MappedText } from "../syntax/mappedText.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import { scriptText } from "../syntax/shellCommand.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { directivesOf, type UnitDirective } from "../syntax/unitFile.ts";
import { syntaxOf } from "./documentFile.ts";
import { unitAssignments } from "./unitAssignments.ts";

export interface VariableOccurrence {
  readonly name: string;
  readonly kind: "definition" | "use";
  /** The name alone, without dollar sign and braces. */
  readonly place: Place;
}

/** Every place of a file where a variable is set or used, in order. */
export function variableOccurrences(file: SourceFile): readonly VariableOccurrence[] {
  switch (syntaxOf(file.kind)) {
    case "unit":
      return directivesOf(parsedUnit(file.text)).flatMap((directive) =>
        inDirective(file, directive),
      );
    case "environment":
    case "shell":
      return definitionsIn(file).map(({ name, nameRange: range }) => ({
        name,
        kind: "definition",
        place: { uri: file.uri, range },
      }));
    case "json":
      return [];
  }
}

function inDirective(
  { uri, text }: SourceFile,
  directive: UnitDirective,
): readonly VariableOccurrence[] {
  if (directive.key === "Environment") {
    return unitAssignments(directive).map(({ name, nameRange: range }) => ({
      name,
      kind: "definition",
      place: { uri, range },
    }));
  }
  if (/^(?:Pass|Unset)Environment$/.test(directive.key)) {
    return namesIn(directive.value, /(?<=^|\s)[A-Za-z_]\w*(?=\s|$)/g, uri);
  }
  if (!/^Exec[A-Z]/.test(directive.key)) return [];
  return parseCommandLine(directive.value).commands.flatMap((command) => {
    const own = variablesOf(command).map(({ name, range }): VariableOccurrence => ({
      name,
      kind: "use",
      place: { uri, range: nameIn(text, name, range) },
    }));
    const starts = new Set(own.map(({ place }) => place.range.start));
    const inShell = usesInShell(command, uri).filter(({ place }) => !starts.has(place.range.start));
    return [...own, ...inShell];
  });
}

/** What systemd leaves to the shell, which has the same variables, but for those that it sets itself. */
function usesInShell(command: Command, uri: string): readonly VariableOccurrence[] {
  const script = scriptText(command);
  if (script === undefined) return [];
  return namesIn(script, /(?<=\$\{?)[A-Za-z_]\w*/g, uri).filter(
    ({ name }) => !new RegExp(String.raw`\b${name}=`).test(script.text),
  );
}

function namesIn(text: MappedText, pattern: RegExp, uri: string): readonly VariableOccurrence[] {
  return Array.from(text.text.matchAll(pattern), ({ 0: name, index }) => ({
    name,
    kind: "use",
    place: { uri, range: text.sourceRange(index, index + name.length) },
  }));
}

/** Where the name stands in a reference; the whole reference where it is written with escapes. */
function nameIn(text: string, name: string, reference: TextRange): TextRange {
  const at = text.slice(reference.start, reference.end).indexOf(name);
  if (at === -1) return reference;
  return { start: reference.start + at, end: reference.start + at + name.length };
}
