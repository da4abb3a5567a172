// Changing words of dockerd's command line where a file writes them.
import type { SourceFile } from "../configFile.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { syntaxOf } from "./documentFile.ts";
import { optionPlaces, type OptionPlace } from "./optionPlaces.ts";
import { optionRuns, type OptionRun } from "./optionRuns.ts";
import { parseFile } from "./parsedFile.ts";
import type { TargetOptions } from "./targetOptions.ts";
import type { TextChange } from "./textChange.ts";

/** An option as a file writes it. */
export interface PlacedOption {
  readonly file: SourceFile;
  readonly run: OptionRun;
  readonly place: OptionPlace;
}

/** Every option that a file writes, as far as it can be changed without knowing what a shell puts in. */
export function placedOptions(file: SourceFile, target: TargetOptions): readonly PlacedOption[] {
  return optionRuns(parseFile(file.text, syntaxOf(file.kind))).flatMap((run) =>
    optionPlaces(run, target)
      .known.map((place) => ({ file, run, place }))
      .filter(isLiteral),
  );
}

/** Systemd's variables are told apart by their places; those of a shell are parts of the word. */
function isLiteral({ run, place: { use } }: PlacedOption): boolean {
  if (!run.isShell) return true;
  const words = run.words.slice(use.at.argument, (use.valueAt ?? use.at).argument + 1);
  return words.every(({ text }) => !text.text.includes("$"));
}

/** A word as it has to be written in a command line of a unit. */
export function commandWord(text: string): string {
  const literal = text.replaceAll("%", "%%").replaceAll("$", "$$$$");
  if (/^[\w@%+=:,./[\]{}~^$-]+$/.test(literal)) return literal;
  return `"${literal.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** Adds words behind the last one of a run; undefined where they cannot be written there. */
export function appendedWords(
  file: SourceFile,
  { variable, end, words: present, isShell }: OptionRun,
  words: readonly string[],
): TextChange | undefined {
  const range = { start: end, end };
  const written = words.map((word) => (variable === undefined ? commandWord(word) : word));
  if (isShell && !written.every((word) => /^[\w@+=:,./-]+$/.test(word))) return undefined;
  if (variable === undefined) return { range, newText: ` ${written.join(" ")}` };
  // Systemd takes a value with blanks as it is, in an environment file; a shell, or Environment=, does not.
  const canGrow = variable.isQuoted || file.kind === "environment";
  const isPlain = written.every((word) => /^[\w@%+=:,./[\]{}~^-]+$/.test(word));
  const isSafe = isPlain && (syntaxOf(file.kind) !== "unit" || !written.join("").includes("%"));
  if (!canGrow || !isSafe) return undefined;
  return { range, newText: (present.length > 0 ? " " : "") + written.join(" ") };
}

/** What to take out so that an option and its value are gone: whole words, or letters of a bundle. */
export function rangeOfOption({ run, place }: PlacedOption): TextRange {
  const { use, nameRange } = place;
  const word = run.words[use.at.argument];
  const end = run.words[(use.valueAt ?? use.at).argument]?.range.end ?? nameRange.end;
  const isFollowed = use.valueAt === undefined && use.at.end < (word?.text.text.length ?? 0);
  const isLetter = use.at.start > 0;
  // The dash stays for the letters that are left.
  if (isLetter && isFollowed) {
    return { start: nameRange.start + (use.at.start === 1 ? 1 : 0), end: nameRange.end };
  }
  return {
    start: use.at.start > 1 ? nameRange.start : (word?.range.start ?? nameRange.start),
    end,
  };
}
