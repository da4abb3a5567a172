// The words of what is wrong with an environment file that systemd reads, and no shell does.
import type { ProblemTexts } from "./problemTexts.ts";

export const environmentTexts = {
  shellKeyword:
    "systemd takes {keyword} for a part of the name, and drops this line: the file is no shell script. Take {keyword} out.",
  sourcedFile:
    "systemd does not read other files from here. Give the unit an EnvironmentFile= line for {path}.",
  badVariableName:
    "systemd drops this line: {name} is no name of a variable. Use letters, digits and underscores.",
  appendedVariable:
    "systemd cannot append to a variable, and drops this line. Write {name}= with the whole value.",
  byteOrderMark: "The byte order mark before the first name makes systemd drop the line.",
  nulCharacter: "systemd rejects the whole file for the NUL character in it.",
  gluedText:
    "systemd takes the blanks behind a closing quote away, so that this gets glued to the value: {value}.",
  innerQuotes:
    "The first quote ends here, and the quotes behind it stay in the value: {value}. Use the other kind of quotes inside.",
  unclosedQuote: "This quote is never closed, so the rest of the file is a part of {name}.",
  continuedComment:
    "The backslash at the end of this comment makes the next line a part of it, up to systemd 253.",
  literalContinuation:
    "In single quotes a backslash continues nothing: it stays in {name}, with the line end. Take it out.",
  carriageReturnContinuation:
    "Before a carriage return a backslash does not continue the line. Save the file with line feeds only.",
  repeatedVariable: "{name} is set again further on, and only the last one counts.",
} as const satisfies ProblemTexts;
