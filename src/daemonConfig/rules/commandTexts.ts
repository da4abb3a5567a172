// The words of what is wrong with the commands of a unit.
import type { ProblemTexts } from "./problemTexts.ts";

export const commandTexts = {
  legacyCommand:
    "{words} does not start a daemon with Docker Engine {version}. The daemon is a program of its own: {program}.",
  deprecatedCommand:
    "{words} is deprecated as a way to start the daemon. It is a program of its own: {program}.",
  secondCommand:
    "A service has one ExecStart=, and systemd refuses to start it with a second. Put an empty ExecStart= before this one to replace the first.",
  noCommand: "Without an ExecStart= systemd refuses to start the service.",
  replacedCommand: "This command does not run: {file} has another one for it.",
} as const satisfies ProblemTexts;
