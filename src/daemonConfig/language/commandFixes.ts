// Fixes for the commands of a unit.
import { placeOfWord } from "../daemonCommand.ts";
import type { Problem } from "../rules/problem.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import { changeWords } from "./dropIn.ts";
import type { Fixers } from "./quickFix.ts";
import { withoutRanges } from "./removal.ts";

/** By code of the problem. */
export const commandFixers: Fixers = {
  secondCommand: resetCommand,
  legacyCommand: startDaemon,
  deprecatedCommand: startDaemon,
  environmentFileMissing: makeOptional,
};

/** An empty assignment before it takes the first command away. */
function resetCommand(problem: Problem, { translate }: FileContext): readonly Fix[] {
  const { uri, range, replacement } = problem;
  if (replacement !== undefined) return [];
  const { start } = range;
  return [
    {
      title: translate("Put an empty ExecStart= before it"),
      changes: [{ uri, range: { start, end: start }, newText: "ExecStart=\n" }],
    },
  ];
}

/** dockerd in place of the client, and without the word that made it the daemon. */
function startDaemon(problem: Problem, context: FileContext): readonly Fix[] {
  const { configuration, file, translate } = context;
  const { range, args, replacement } = problem;
  const command = configuration.commands.find(
    ({ start }) => start?.programRange.start === range.start && start.setting.file.uri === file.uri,
  );
  const program = args["program"];
  if (replacement !== undefined || command?.start === undefined || program === undefined) return [];
  const { programRange, isShell } = command.start;
  const words = command.legacy.map(({ text }, argument) =>
    placeOfWord(
      { file: command.file, words: command.legacy },
      { argument, start: 0, end: text.length },
    ),
  );
  const written = file.text.slice(programRange.start, programRange.end);
  const isEscaped = isShell && written !== command.start.programPath;
  if (isEscaped || words.some(({ uri }) => uri !== file.uri)) return [];
  const edit = (text: string): string => {
    // Behind the program, so that its place stays what it is.
    const left = withoutRanges(
      text,
      words.map((word) => word.range),
    );
    return left.slice(0, programRange.start) + program + left.slice(programRange.end);
  };
  return [
    {
      title: translate("Start {program} instead", { program }),
      ...changeWords(context, file, edit),
    },
  ];
}

function makeOptional({ uri, range }: Problem, { translate }: FileContext): readonly Fix[] {
  const { start } = range;
  return [
    {
      title: translate("Let the file be missing"),
      changes: [{ uri, range: { start, end: start }, newText: "-" }],
    },
  ];
}
