// One file of the daemon's configuration as the language features read it: by its syntax, whatever its name.
import type { DaemonJson } from "../syntax/daemonJson.ts";
import type { EnvironmentFile } from "../syntax/environmentFile.ts";
import {
  parsedDaemonJson,
  parsedEnvironment,
  parsedShell,
  parsedUnit,
} from "../syntax/parsedTexts.ts";
import type { UnitFile } from "../syntax/unitFile.ts";

/** `unit` is also that of drop-ins and sockets, `shell` that of OpenRC's conf.d files. */
export type FileSyntax = "unit" | "environment" | "shell" | "json";

export type ParsedFile =
  | { readonly syntax: "unit"; readonly text: string; readonly unit: UnitFile }
  | { readonly syntax: "environment"; readonly text: string; readonly file: EnvironmentFile }
  | { readonly syntax: "json"; readonly text: string; readonly json: DaemonJson };

/** Parses a text. Any text has a result. */
export function parseFile(text: string, syntax: FileSyntax): ParsedFile {
  switch (syntax) {
    case "unit":
      return { syntax, text, unit: parsedUnit(text) };
    case "environment":
      return { syntax, text, file: parsedEnvironment(text) };
    case "shell":
      return { syntax: "environment", text, file: parsedShell(text) };
    case "json":
      return { syntax, text, json: parsedDaemonJson(text) };
  }
}
