// What is wrong with the flags of the command line that starts dockerd, at the place where each is written.
import { placeOfWord, withDash, type DaemonCommand } from "../daemonCommand.ts";
import { formatEngineVersion, type EngineVersion } from "../options/engineVersion.ts";
import type { FlagProblem, FlagProblemCode, WordRange } from "../options/flagUses.ts";
import type { Problem } from "./problem.ts";
import type { ProblemCode } from "./problemTexts.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { hasPrefix } from "../syntax/commandWords.ts";
import { emptyVariable, variableMistake, writtenVariable } from "./variableWords.ts";

export const flagRules: readonly Rule[] = [flagProblems];

function flagProblems({ configuration, version }: RuleContext): readonly Problem[] {
  return configuration.commands.flatMap((command) => problemsOfFlags(command, version));
}

/** What dockerd of a version says of the flags of one command. */
export function problemsOfFlags(
  command: DaemonCommand,
  version: EngineVersion,
): readonly Problem[] {
  return command.flags.problems
    .filter((found) => !isToldElsewhere(command, found))
    .map((found) => problemFor(command, found, version));
}

/** Where a variable is written wrongly, what dockerd makes of it is no news. */
function isToldElsewhere({ words, start }: DaemonCommand, { at, code }: FlagProblem): boolean {
  const word = words[at.argument];
  if (word === undefined || start === undefined || start.isShell) return word === undefined;
  if (hasPrefix(start.command.prefixes, ":")) {
    return writtenVariable(word.text.slice(at.start, at.end)) !== undefined;
  }
  if (code === "strayWord" && emptyVariable(word) !== undefined) return true;
  const mistake = variableMistake(word);
  return mistake !== undefined && at.start < mistake.end && mistake.start < at.end;
}

function problemFor(command: DaemonCommand, found: FlagProblem, version: EngineVersion): Problem {
  const at = withDash(command, found.at);
  const spelled = textAt(command, at);
  const problem = {
    code: codeOf(found),
    severity: found.severity,
    ...placeOfWord(command, at),
    args: argsOf(found, spelled, version),
  };
  const replacement = replacementOf(command, found, at);
  if (found.code === "separateBoolean") return { ...problem, ...joined(command, at), replacement };
  return replacement === undefined ? problem : { ...problem, replacement };
}

function codeOf({ code, suggestion }: FlagProblem): ProblemCode {
  return code === "unknownOption" && suggestion !== undefined ? "misspelledOption" : code;
}

function argsOf(
  { option, token, detail, suggestion }: FlagProblem,
  spelled: string,
  version: EngineVersion,
): Problem["args"] {
  return {
    token: spelled,
    value: token === "" ? '""' : token,
    option: option === undefined ? "" : `--${option.name}`,
    version: formatEngineVersion(version),
    detail,
    suggestion: suggestion ?? "",
    since: option?.deprecatedSince ?? option?.since ?? "",
    removedIn: option?.removedIn ?? "",
    replacement: option?.replacement ?? "nothing",
    distribution: option?.distribution ?? "",
  };
}

const replacedBySuggestion: ReadonlySet<FlagProblemCode> = new Set([
  "unknownOption",
  "singleDashOption",
  "typographicDash",
  "separateBoolean",
]);
const replacedByOption: ReadonlySet<FlagProblemCode> = new Set([
  "optionDeprecated",
  "optionRefused",
  "optionRemoved",
]);

function replacementOf(
  command: DaemonCommand,
  { code, option, suggestion }: FlagProblem,
  at: WordRange,
): string | undefined {
  if (replacedBySuggestion.has(code)) return suggestion;
  if (!replacedByOption.has(code) || !/^--[a-z-]+$/.test(option?.replacement ?? "")) {
    return undefined;
  }
  // A letter with its value right behind it can't be replaced by a name.
  const rest = wholeWord(command, at).slice(at.end);
  return at.start === 0 && /^(?:=|$)/.test(rest) ? option?.replacement : undefined;
}

/** A boolean with its value behind it. */
function joined(command: DaemonCommand, at: WordRange): Pick<Problem, "uri" | "range"> {
  const value = placeOfWord(command, at);
  const text = wholeWord(command, { ...at, argument: at.argument - 1 });
  const flag = placeOfWord(command, { argument: at.argument - 1, start: 0, end: text.length });
  const isOneFile = flag.uri === value.uri && flag.range.start < value.range.start;
  return isOneFile
    ? { uri: value.uri, range: { start: flag.range.start, end: value.range.end } }
    : value;
}

function textAt(command: DaemonCommand, at: WordRange): string {
  return wholeWord(command, at).slice(at.start, at.end);
}

function wholeWord({ words }: DaemonCommand, { argument }: WordRange): string {
  return words[argument]?.text ?? "";
}
