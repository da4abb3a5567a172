// The words of what is wrong with dockerd's flags.
import type { ProblemTexts } from "./problemTexts.ts";

export const flagTexts = {
  unknownOption: "dockerd has no option {token}.",
} as const satisfies ProblemTexts;
