// Command lines of a unit: what systemd refuses in them, and what it takes for something else than it looks like.
import {
  hasPrefix,
  parseCommandLine,
  type Command,
  type CommandFault,
  type CommandWord,
} from "../syntax/commandWords.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { directiveIn } from "./systemdDirectives.ts";
import { scriptText } from "../syntax/shellCommand.ts";
import { shellExpansions } from "../syntax/shellExpansions.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { typographicCharacters } from "./typographicCharacters.ts";
import { directivesOf, type UnitDirective } from "../syntax/unitFile.ts";
import { isUnit } from "./unitLineRules.ts";

export const execRules: readonly Rule[] = [commandProblems];

/** True for ExecStart= and its like. */
export function isCommandLine({ section, key }: Pick<UnitDirective, "section" | "key">): boolean {
  return directiveIn(section, key)?.kind === "PATH [ARGUMENT [...]]";
}

type Found = Omit<Problem, "uri">;

function commandProblems({ file }: RuleContext): readonly Problem[] {
  if (!isUnit(file)) return [];
  return directivesOf(parsedUnit(file.text))
    .filter(isCommandLine)
    .flatMap((node) => lineProblems(node, file.text))
    .map((problem) => ({ ...problem, uri: file.uri }));
}

function lineProblems(node: UnitDirective, text: string): readonly Found[] {
  const { commands, faults } = parseCommandLine(node.value);
  return [
    ...faults.map((fault) => faultProblem(fault, node, text)),
    ...(commands.some((command) => scriptText(command) !== undefined) ? [] : expansions(node)),
    ...commands.flatMap((command) => [
      ...escapeProblems(command, node, text),
      ...(commentProblem(command, node) ?? shellProblem(command, node) ?? []),
    ]),
    ...typographicCharacters(node.value).map((problem) =>
      commands.some((command) => isInProgram(command, problem))
        ? ({ ...problem, severity: "error" } as const)
        : problem,
    ),
  ];
}

/** There is no program of such a name. */
function isInProgram({ prefixes, program }: Command, { range }: Found): boolean {
  const isIgnored = hasPrefix(prefixes, "-");
  return !isIgnored && program.range.start <= range.start && range.end <= program.range.end;
}

function faultProblem(
  { kind, range, effect }: CommandFault,
  node: UnitDirective,
  text: string,
): Found {
  // Without its only command a service does not start either.
  const isFatal = effect === "refused" || node.key === "ExecStart";
  const found = { severity: isFatal ? "error" : "warning", range } as const;
  const written = text.slice(range.start, range.end);
  switch (kind) {
    case "unbalancedQuote":
      return { ...found, code: "unbalancedQuotes", args: {} };
    case "unknownSpecifier":
      return { ...found, code: "unknownSpecifier", args: { specifier: written } };
    case "emptyProgram":
      return { ...found, code: "missingProgram", args: {} };
    case "badProgram":
      return { ...found, code: "badProgram", args: { program: written } };
    case "missingArgv0":
      return { ...found, code: "missingArgv0", args: {} };
    default:
      return kind satisfies never;
  }
}

function escapeProblems(
  { program, words }: Command,
  { brokenContinuation }: UnitDirective,
  text: string,
): readonly Found[] {
  return [program, ...words]
    .flatMap(({ unknownEscapes }) => unknownEscapes)
    .filter((range) => range.start !== brokenContinuation?.start)
    .map((range): Found => {
      const escape = text.slice(range.start, range.end);
      const found = {
        code: "unknownEscape",
        severity: "warning",
        range,
        args: { escape },
      } as const;
      // Left over from a shell's here-document, which needs it.
      return escape === "\\$" ? { ...found, replacement: "$" } : found;
    });
}

function commentProblem(command: Command, node: UnitDirective): readonly Found[] | undefined {
  const first = command.words.find(isComment);
  if (first === undefined) return undefined;
  const severity = node.key === "ExecStart" && isDaemon(command) ? "error" : "warning";
  const range: TextRange = { start: first.range.start, end: node.value.range.end };
  return [{ code: "trailingComment", severity, range, args: {}, replacement: "" }];
}

/** What a shell would take for more than a word, with all that follows. */
function shellProblem({ words }: Command, node: UnitDirective): readonly Found[] | undefined {
  const first = words.find(({ text, isQuoted }) => !isQuoted && shellOperator.test(text.text));
  if (first === undefined) return undefined;
  const range: TextRange = { start: first.range.start, end: node.value.range.end };
  const args = { operator: first.text.text, key: node.key };
  return [{ code: "shellOperator", severity: "warning", range, args }];
}

/** `$(…)`, back-ticks and `${NAME:-…}`, of which systemd knows none. */
function expansions({ value }: UnitDirective): readonly Found[] {
  return shellExpansions(value.text)
    .filter(({ start, end }) => {
      const written = value.text.slice(start, end);
      const isOwn = /^\$(?:\w+|\{\w+\})$/.test(written);
      return !isOwn && value.text.charAt(start - 1) !== "$";
    })
    .map(({ start, end }): Found => {
      const args = { variable: value.text.slice(start, end) };
      const range = value.sourceRange(start, end);
      return { code: "notExpanded", severity: "warning", range, args };
    });
}

const shellOperator = /^(?:\d?>>?(?:&\d|\/.*)?|&>>?(?:\/.*)?|&&?|\|\|?)$/s;

function isComment({ text, isQuoted }: CommandWord): boolean {
  return !isQuoted && text.text.startsWith("#");
}

/** True where what is one word too many keeps dockerd from starting. */
function isDaemon({ program }: Command): boolean {
  return /(?:^|\/)docker[^/]*$/.test(program.text.text);
}
