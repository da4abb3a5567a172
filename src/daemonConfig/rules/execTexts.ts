// The words of what is wrong with the command lines and environments of a unit.
import type { ProblemTexts } from "./problemTexts.ts";

export const execTexts = {
  unbalancedQuotes:
    "This quote is never closed, and systemd drops the line. Close it, or put a backslash before a quote that is meant.",
  unknownSpecifier:
    "systemd has no specifier {specifier}, and drops the line. Write %% for a percent sign.",
  unknownEscape: "systemd knows no escape {escape}, and keeps the backslash.",
  missingProgram: "No program follows this prefix. Take out the blank behind it.",
  badProgram:
    "A command begins with a program's absolute path, or its mere name. {program} is neither.",
  missingArgv0:
    "With the prefix @ a word must follow the program: the name that it sees itself under.",
  severalCommands:
    "The semicolon before {program} begins a second command, and systemd does not start a service with two, unless it has Type=oneshot. Write \\; for a semicolon.",
  execStartReset:
    "This empty line is needed: it takes the packaged ExecStart= away, so that the one below replaces it.",
  typographicQuote: "A typographic quote is no quote, but a part of the word. Write {suggestion}.",
  typographicBlank:
    "An invisible character ({character}) is a part of the word here. Write a plain blank, or nothing.",
  shellOperator:
    "{key}= is no shell: the program gets {operator} and what follows as words. Take it out, or run the command by /bin/sh -c '…'.",
  droppedAssignment:
    "systemd drops {words}: a value with blanks needs quotes around the whole assignment.",
  badAssignment: "systemd drops {words}, which is no assignment of a variable.",
  unreadEnvironment: "systemd cannot read this word, and drops the line from here on.",
  relativeEnvironmentFile:
    "EnvironmentFile= needs an absolute path without . and .., and systemd ignores {path}.",
  quotedEnvironmentFile: "EnvironmentFile= takes no quotes: systemd ignores this line.",
  severalEnvironmentFiles:
    "EnvironmentFile= takes one path, so this is one with a blank in it. Write a line for each file.",
} as const satisfies ProblemTexts;
