// The words of what is wrong with where a unit's files are.
import type { ProblemTexts } from "./problemTexts.ts";

export const placementTexts = {
  misnamedDropIn: "systemd reads only drop-ins whose names end in .conf, so not this one.",
  misplacedDropIn: "systemd does not look for drop-ins here. Move the file to {folder}.",
  packagedUnit:
    "The package's next upgrade overwrites this file. Put changes into a drop-in: systemctl edit docker.",
  hiddenFile: "systemd reads {path} instead of this file.",
} as const satisfies ProblemTexts;
