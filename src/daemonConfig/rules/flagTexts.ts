// The words of what is wrong with dockerd's flags.
import type { ProblemTexts } from "./problemTexts.ts";

export const flagTexts = {
  unknownOption: "dockerd has no option {token}, and does not start with it.",
  misspelledOption: "dockerd has no option {token}. Did you mean {suggestion}?",
  clientOption:
    "{token} is an option of the docker client. The daemon does not know it, and does not start with it.",
  distributionOption:
    "{token} is an option of a distribution's own Docker ({distribution}). Every other daemon refuses to start with it.",
  windowsOption:
    "{token} is an option of the daemon on Windows. On Linux it does not start with it.",
  optionNotYet: "Docker Engine {version} does not know {token} yet: it came with {since}.",
  optionRemoved: "Docker Engine {removedIn} removed {token}. What to use instead: {replacement}.",
  optionRefused:
    "Docker Engine {version} does not start with {token}. What to use instead: {replacement}.",
  optionDeprecated:
    "{token} is deprecated since Docker Engine {since}. What to use instead: {replacement}.",
  singleDashOption: "dockerd takes {token} for single letters. Write {suggestion}.",
  typographicDash:
    "{token} begins with a typographic dash, so it is no option to dockerd. Write {suggestion}.",
  badSyntax: "{token} is no option: write two dashes and a name.",
  missingValue: "{token} needs a value.",
  swallowedOption: "{option} takes the next word for its value: {token}.",
  invalidValue: "{option} does not take {value}: {detail}.",
  strayWord: "dockerd takes nothing but options, and does not start with {token}.",
  separateBoolean:
    "A space does not join {option} and its value, and dockerd does not start. Write {suggestion}.",
  repeatedOption: "{token} is set again further on, and only the last one counts.",
  clashingValues: "{value} does not go together with another {option}: {detail}.",
  exitsAtOnce: "With {token} dockerd prints something and ends.",
} as const satisfies ProblemTexts;
