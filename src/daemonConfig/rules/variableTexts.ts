// The words of what is wrong with the variables between a unit and its environment files.
import type { ProblemTexts } from "./problemTexts.ts";

export const variableTexts = {
  misspelledVariable:
    "The command uses {used}, which nothing sets; {set} is set, and nothing uses it. One of them has the wrong name.",
  undefinedVariable: "Nothing that the unit reads sets {name}, so it is empty.",
  unusedVariable: "No command of {unit} uses {name}, so dockerd does not get these options.",
  environmentFileUnread: "{unit} does not read this file, so nothing in it reaches dockerd.",
  environmentFileMissing:
    'There is no {path}, and without it systemd does not start the service. A "-" before the path makes it optional.',
  unsplitVariable:
    "{written} stays one word, however many options it holds. Write {suggestion}, which is split at blanks.",
  literalVariable: "Inside a word systemd leaves {written} as it is. Write {suggestion}.",
  literalCommand:
    "The prefix : keeps systemd from replacing variables, so dockerd gets {written} as it is written. Take the prefix out.",
  impossibleVariable:
    "systemd takes all of {written} for one variable's name, so the word vanishes. Write {suggestion}.",
} as const satisfies ProblemTexts;
