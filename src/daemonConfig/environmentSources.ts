// The variables that a unit's commands get: what Environment= and the files of EnvironmentFile= set, and which wins.
import type { Place, SourceFile } from "./configFile.ts";
import { listSetting, type EffectiveUnit, type UnitSetting } from "./effectiveUnit.ts";
import { assignmentsOf, isVariableName } from "./syntax/environmentFile.ts";
import type { Environment } from "./syntax/expandedWords.ts";
import type { MappedText } from "./syntax/mappedText.ts";
import { parsedEnvironment, parsedShell } from "./syntax/parsedTexts.ts";
import { resolveSpecifiers, type SpecifierValues } from "./syntax/specifiers.ts";
import type { TextRange } from "./syntax/textRange.ts";
import { readSource, type Search } from "./unitSearch.ts";
import { readWord } from "./syntax/wordSplitting.ts";

/** One EnvironmentFile= with what it names. */
export interface EnvironmentSource {
  readonly setting: UnitSetting;
  /** As it is in the file system that the unit is for, specifiers replaced. May be a pattern. */
  readonly path: string;
  /** True behind a `-`: systemd does without it. */
  readonly isOptional: boolean;
  /**
   * `missing` only where it is sure that there is no such file; `unknown` where the unit is a copy that
   * does not stand in the file system it is for.
   */
  readonly status: "read" | "missing" | "unreadable" | "unknown" | "notAbsolute";
  /** Several for a pattern, in the order in which they are read. */
  readonly files: readonly SourceFile[];
}

/** A variable that something sets. */
export interface VariableDefinition {
  readonly name: string;
  readonly value: MappedText;
  readonly file: SourceFile;
  readonly nameRange: TextRange;
  /** True where a later definition of the same name takes its effect away. */
  readonly isOverridden: boolean;
}

/** The files that the EnvironmentFile= settings of a unit name, in their order. */
export async function readEnvironmentSources(
  unit: EffectiveUnit,
  specifiers: SpecifierValues,
  { root, isWhole }: { readonly root: string | undefined; readonly isWhole: boolean },
  search: Search,
): Promise<readonly EnvironmentSource[]> {
  return Promise.all(
    listSetting(unit, "Service", "EnvironmentFile").map(async (setting) => {
      const written = setting.directive.value.text;
      const isOptional = written.startsWith("-");
      const path = resolveSpecifiers(isOptional ? written.slice(1) : written, specifiers);
      const source = { setting, path, isOptional, files: [] };
      if (!path.startsWith("/")) return { ...source, status: "notAbsolute" };
      if (root === undefined || path.includes("%")) return { ...source, status: "unknown" };
      const { status, files } = await readPattern(root + path, search);
      const isOpen = status === "missing" && !isWhole;
      return { ...source, files, status: isOpen ? "unknown" : status };
    }),
  );
}

/** Every definition, in the order in which they take effect: files come after Environment=, whatever the unit's order. */
export function definitionsOf(
  unit: EffectiveUnit | undefined,
  sources: readonly EnvironmentSource[],
): readonly VariableDefinition[] {
  const own = unit === undefined ? [] : listSetting(unit, "Service", "Environment");
  const all = [
    ...own.flatMap(assignmentsOfSetting),
    ...sources.flatMap(({ files }) => files.flatMap(definitionsIn)),
  ];
  const last = new Map(all.map((definition) => [definition.name, definition]));
  return all.map((definition) => ({
    ...definition,
    isOverridden: last.get(definition.name) !== definition,
  }));
}

/** What an environment file sets, in its order. */
export function definitionsIn(
  file: SourceFile,
): readonly Omit<VariableDefinition, "isOverridden">[] {
  const parse = file.kind === "openrc" ? parsedShell : parsedEnvironment;
  const assignments = assignmentsOf(parse(file.text));
  return assignments.map(({ name, nameRange, value }) => ({
    name,
    nameRange,
    value,
    file,
  }));
}

/** The variables as commands see them. */
export function environmentOf(definitions: readonly VariableDefinition[]): Environment {
  return new Map(
    definitions
      .filter(({ isOverridden }) => !isOverridden)
      .map(({ name, value, file }) => [name, { value, file: file.uri }]),
  );
}

/** Where a definition's name stands. */
export function placeOfName({
  file,
  nameRange,
}: Pick<VariableDefinition, "file" | "nameRange">): Place {
  return { uri: file.uri, range: nameRange };
}

/** `Environment=A=1 "B=x y"`: words like those of a command line, each an assignment or ignored. */
function assignmentsOfSetting({
  file,
  directive,
}: UnitSetting): readonly Omit<VariableDefinition, "isOverridden">[] {
  const definitions: Omit<VariableDefinition, "isOverridden">[] = [];
  for (
    let word = readWord(directive.value, 0, "command");
    word?.openQuote === undefined && word !== undefined;
    word = readWord(directive.value, word.next, "command")
  ) {
    const { text } = word;
    const equals = text.text.indexOf("=");
    const name = text.text.slice(0, Math.max(equals, 0));
    if (!isVariableName(name)) continue;
    const value = text.slice(equals + 1, text.text.length);
    definitions.push({ name, nameRange: text.sourceRange(0, equals), value, file });
  }
  return definitions;
}

async function readPattern(
  path: string,
  search: Search,
): Promise<Pick<EnvironmentSource, "status" | "files">> {
  const paths = /[*?[]/.test(path) ? await matchingPaths(path, search) : [path];
  const sources = await Promise.all(paths.map((each) => readSource(each, "environment", search)));
  const files = sources.filter((source) => typeof source !== "string");
  if (files.length > 0) return { status: "read", files };
  return { status: sources.includes("unreadable") ? "unreadable" : "missing", files };
}

/** The files that a pattern in the last segment matches, by name; patterns in folders are left alone. */
async function matchingPaths(path: string, { reader, signal }: Search): Promise<readonly string[]> {
  const slash = path.lastIndexOf("/");
  const folder = path.slice(0, slash);
  const pattern = globPattern(path.slice(slash + 1));
  const names = await reader.list(folder, signal);
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** As glob(3) has it: a leading dot has to be written. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\[!?[^\]]+\]|[\s\S]/g, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (part.length > 1) return part.replace("[!", "[^").replaceAll("\\", "\\\\");
    return part.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  });
  return new RegExp(`^${glob.startsWith(".") ? "" : "(?!\\.)"}${source}$`, "s");
}
