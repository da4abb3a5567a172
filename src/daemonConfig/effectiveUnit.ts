// A unit with its drop-ins as systemd puts them together: which assignments count, and which file they are in.
import type { SourceFile } from "./configFile.ts";
import { parsedUnit } from "./syntax/parsedTexts.ts";
import { directivesOf, unreadableLine, type UnitDirective } from "./syntax/unitFile.ts";

export interface EffectiveUnit {
  /** `docker.service` */
  readonly name: string;
  /** The unit itself. Undefined where only drop-ins are known. */
  readonly main: SourceFile | undefined;
  /** In the order in which systemd reads them, whatever folders they are in. */
  readonly dropIns: readonly SourceFile[];
  /** Units of this name that the main one hides, the strongest first. */
  readonly hidden: readonly SourceFile[];
  /** An empty file, or a link to /dev/null, in place of the unit: systemd starts nothing. */
  readonly isMasked: boolean;
}

/** One assignment, and the file it is in. */
export interface UnitSetting {
  readonly file: SourceFile;
  readonly directive: UnitDirective;
}

/** The files of a unit in the order in which systemd reads them. */
export function filesOfUnit({ main, dropIns }: EffectiveUnit): readonly SourceFile[] {
  return main === undefined ? dropIns : [main, ...dropIns];
}

/** All assignments of a directive in the order in which systemd reads them, empty ones included. */
export function assignmentsIn(
  unit: EffectiveUnit,
  section: string,
  key: string,
): readonly UnitSetting[] {
  return filesOfUnit(unit).flatMap((file) =>
    countingDirectives(file, section, key).map((directive) => ({ file, directive })),
  );
}

/**
 * Of a drop-in, systemd takes what stands before a line that it can't read. A unit with such a line does
 * not start at all, so there it counts as it was meant.
 */
function countingDirectives(
  { kind, text }: SourceFile,
  section: string,
  key: string,
): readonly UnitDirective[] {
  const unit = parsedUnit(text);
  const all = directivesOf(unit, section, key);
  const end = kind === "dropIn" ? unreadableLine(unit) : undefined;
  return end === undefined ? all : all.filter(({ range }) => range.start < end.start);
}

/** The assignments of a list that count: an empty one takes all before it away. */
export function listSetting(
  unit: EffectiveUnit,
  section: string,
  key: string,
): readonly UnitSetting[] {
  const all = assignmentsIn(unit, section, key);
  return all.slice(all.findLastIndex(isReset) + 1);
}

/** The assignment that counts where a directive has one value: the last. */
export function lastSetting(
  unit: EffectiveUnit,
  section: string,
  key: string,
): UnitSetting | undefined {
  return assignmentsIn(unit, section, key).at(-1);
}

/** True for an empty assignment, which resets a list. */
export function isReset({ directive }: UnitSetting): boolean {
  return directive.value.text === "";
}
