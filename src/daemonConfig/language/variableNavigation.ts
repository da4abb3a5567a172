// From a variable to where it is set and used, and its renaming in all of these places at once.
import type { Location, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { groupBy } from "../../base/groupBy.ts";
import { isVariableName } from "../syntax/environmentFile.ts";
import { placeOfName } from "../environmentSources.ts";
import type { Place, SourceFile } from "../configFile.ts";
import { cursorAt } from "./cursorAt.ts";
import type { FileContext } from "./fileContext.ts";
import { toLspRange } from "./lspRange.ts";
import { touches } from "./rangeLookup.ts";
import { variableOccurrences, type VariableOccurrence } from "./variableOccurrences.ts";

/** Why something is not renamed, in the reader's language. */
export class RenameRefusal extends Error {
  override readonly name = "RenameRefusal";
}

/** What a rename changes the name of. */
export interface RenamedThing {
  readonly range: Range;
  readonly placeholder: string;
}

/** Where the thing at the offset comes from: a variable's value, the file of an EnvironmentFile= or --config-file. */
export function definitionsAt(context: FileContext, offset: number): Location[] {
  const { configuration, file, parsed, documents } = context;
  const cursor = cursorAt(parsed, offset, configuration);
  switch (cursor.kind) {
    case "variableReference": {
      const { name } = cursor;
      const set = configuration.definitions.filter((each) => each.name === name);
      const counting = set.filter(({ isOverridden }) => !isOverridden);
      return locationsOf(context, counting.map(placeOfName));
    }
    case "variableName":
      return locationsOf(context, [{ uri: file.uri, range: cursor.range }]);
    case "directiveValue": {
      const source = configuration.environmentSources.find(
        ({ setting }) =>
          setting.file.uri === file.uri && touches(setting.directive.value.range, offset),
      );
      return startsOf(source?.files ?? []);
    }
    case "optionValue":
      return cursor.option.name === "config-file" && configuration.daemonJson?.file !== undefined
        ? startsOf([configuration.daemonJson.file])
        : [];
    default:
      return [];
  }

  function startsOf(files: readonly SourceFile[]): Location[] {
    const start = { start: 0, end: 0 };
    return files.flatMap(({ uri }) => documents.locationOf({ uri, range: start }) ?? []);
  }
}

/** Every place where the variable at the offset is used, and set if these are asked for as well. */
export function referencesAt(
  context: FileContext,
  offset: number,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const all = occurrencesAt(context, offset)?.all ?? [];
  const wanted = all.filter(({ kind }) => kind === "use" || includeDeclaration);
  return locationsOf(
    context,
    wanted.map(({ place }) => place),
  );
}

/** What would be renamed at the offset; undefined where nothing can be. */
export function renamedAt(context: FileContext, offset: number): RenamedThing | undefined {
  const { document } = context;
  const at = occurrencesAt(context, offset)?.here;
  return at && { range: toLspRange(document, at.place.range), placeholder: at.name };
}

/** The edits that give the variable at the offset another name, in all files. Throws a `RenameRefusal`. */
export function renameAt(context: FileContext, offset: number, newName: string): WorkspaceEdit {
  const { documents, translate } = context;
  const found = occurrencesAt(context, offset);
  if (found === undefined) {
    throw new RenameRefusal(translate("Only variables can be renamed here."));
  }
  if (!isVariableName(newName)) {
    throw new RenameRefusal(
      translate("A variable's name has letters, digits and underscores, and no digit in front."),
    );
  }
  const isTaken = searchedFiles(context)
    .flatMap(variableOccurrences)
    .some(({ name }) => name === newName && name !== found.here.name);
  if (isTaken) {
    throw new RenameRefusal(translate("There is a variable {name} already.", { name: newName }));
  }
  const byFile = groupBy(found.all, ({ place }) => place.uri);
  const changes = [...byFile].map(([uri, occurrences]) => {
    const edits = occurrences
      .flatMap(({ place }) => documents.locationOf(place) ?? [])
      .map(({ range }) => ({ range, newText: newName }));
    return [uri, edits] as const;
  });
  return { changes: Object.fromEntries(changes) };
}

interface FoundOccurrences {
  readonly here: VariableOccurrence;
  /** Of the same variable, that one included. */
  readonly all: readonly VariableOccurrence[];
}

function occurrencesAt(context: FileContext, offset: number): FoundOccurrences | undefined {
  const { file, parsed, configuration } = context;
  const cursor = cursorAt(parsed, offset, configuration);
  const own = variableOccurrences(file);
  const range =
    cursor.kind === "variableReference" || cursor.kind === "variableName"
      ? cursor.range
      : undefined;
  const here = own.find(
    ({ place }) => range && range.start <= place.range.start && place.range.end <= range.end,
  );
  // Written with escapes, a name can't be told from what is around it.
  if (here === undefined || !isVariableName(here.name)) return undefined;
  const all = searchedFiles(context)
    .flatMap(variableOccurrences)
    .filter(({ name }) => name === here.name);
  return { here, all };
}

/** The files that share their variables with the file at hand. */
function searchedFiles({ file, configuration, documents }: FileContext): readonly SourceFile[] {
  const isEnvironment = file.kind === "environment" || file.kind === "openrc";
  const isRead = configuration.environmentSources.some(({ files }) =>
    files.some(({ uri }) => uri === file.uri),
  );
  return isEnvironment && !isRead ? [file] : documents.files;
}

function locationsOf({ documents }: FileContext, places: readonly Place[]): Location[] {
  return places.flatMap((place) => documents.locationOf(place) ?? []);
}
