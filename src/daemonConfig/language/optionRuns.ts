// Where a file writes words of dockerd's command line: in ExecStart=, and in the values of variables.
import { parseCommandLine, type Command } from "../syntax/commandWords.ts";
import { assignmentsOf, type EnvironmentAssignment } from "../syntax/environmentFile.ts";
import { isOptionList } from "../looseVariables.ts";
import type { MappedText } from "../syntax/mappedText.ts";
import { shellScript } from "../syntax/shellCommand.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { directivesOf, type UnitDirective } from "../syntax/unitFile.ts";
import { readWord } from "../syntax/wordSplitting.ts";
import { daemonWords, shellDaemonWords } from "./daemonWords.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { unitAssignments, type UnitAssignment } from "./unitAssignments.ts";

export interface OptionWord {
  /** As dockerd gets it, but for the variables and specifiers in it. */
  readonly text: MappedText;
  /** As it is written. */
  readonly range: TextRange;
}

/** Words that stand together. */
export interface OptionRun {
  readonly words: readonly OptionWord[];
  /** Where words of it can stand. */
  readonly range: TextRange;
  /** Where one more word would be written, set apart by a blank from the one before it. */
  readonly end: number;
  /** In a shell's script, which has its own ways with quotes and variables. */
  readonly isShell: boolean;
  /** The variable whose value it is; undefined in a command line. */
  readonly variable: VariableRun | undefined;
}

export interface VariableRun {
  readonly name: string;
  readonly isQuoted: boolean;
}

/** All words of dockerd's command line that a file writes, in order. */
export function optionRuns(parsed: ParsedFile): readonly OptionRun[] {
  switch (parsed.syntax) {
    case "unit":
      return directivesOf(parsed.unit, "Service").flatMap(runsOfDirective);
    case "environment":
      return assignmentsOf(parsed.file)
        .filter(({ name, value }) => holdsOptions(name, value.text))
        .map(runOfAssignment);
    case "json":
      return [];
  }
}

/** The runs in one directive of `[Service]`. */
export function runsOfDirective(directive: UnitDirective): readonly OptionRun[] {
  if (directive.key === "ExecStart") return runsOfCommands(directive);
  if (directive.key !== "Environment") return [];
  return unitAssignments(directive)
    .filter(({ name, value }) => holdsOptions(name, value.text))
    .map((assignment) => runOfAssignment(assignment));
}

/** The words in a variable's value. */
export function runOfAssignment(assignment: EnvironmentAssignment | UnitAssignment): OptionRun {
  const { name, value, valueRange } = assignment;
  const words: OptionWord[] = [];
  let word = readWord(value, 0, "value");
  while (word !== undefined) {
    words.push({ text: word.text, range: word.range });
    word = readWord(value, word.next, "value");
  }
  const isQuoted = isQuotedAssignment(assignment);
  const start = valueRange.start + ("parts" in assignment && isQuoted ? 1 : 0);
  const variable = { name, isQuoted };
  const end = words.at(-1)?.range.end ?? start;
  return { words, range: valueRange, end, isShell: false, variable };
}

function isQuotedAssignment(assignment: EnvironmentAssignment | UnitAssignment): boolean {
  if (!("parts" in assignment)) return assignment.range.start < assignment.nameRange.start;
  return assignment.parts[0] !== undefined && assignment.parts[0].kind !== "plain";
}

/** True for a variable that by its name or its value is meant to hold options of dockerd. */
export function holdsOptions(name: string, value: string): boolean {
  return isOptionList(name) || /^\s*["']?-/.test(value);
}

function runsOfCommands(directive: UnitDirective): readonly OptionRun[] {
  const { commands } = parseCommandLine(directive.value);
  return commands.flatMap((command, index) => {
    const words = daemonWords(command);
    if (words === undefined) return runsOfShell(command);
    const next = commands[index + 1];
    const { program } = command;
    const programEnd = program.range.end + (program.isQuoted ? 1 : 0);
    const range = { start: programEnd, end: next?.program.range.start ?? directive.range.end };
    const end = command.words.at(-1)?.range.end ?? programEnd;
    return [{ words, range, end, isShell: false, variable: undefined }];
  });
}

function runsOfShell(command: Command): readonly OptionRun[] {
  const words = shellDaemonWords(command);
  const script = shellScript(command);
  if (words === undefined || script === undefined) return [];
  const programEnd = script.words[0]?.range.end ?? script.end;
  const range = { start: programEnd, end: script.end };
  const end = words.at(-1)?.range.end ?? programEnd;
  return [{ words, range, end, isShell: true, variable: undefined }];
}
