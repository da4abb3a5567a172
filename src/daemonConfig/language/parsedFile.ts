// One file of the daemon's configuration as the language features read it: by its syntax, whatever its name.
import { parseDaemonJson, type DaemonJson } from "../daemonJson.ts";
import { parseEnvironmentFile, type EnvironmentFile } from "../environmentFile.ts";
import { parseUnit, type UnitFile } from "../unitFile.ts";

/** `unit` is also that of drop-ins and sockets, `environment` that of OpenRC's conf.d files. */
export type FileSyntax = "unit" | "environment" | "json";

export type ParsedFile =
  | { readonly syntax: "unit"; readonly text: string; readonly unit: UnitFile }
  | { readonly syntax: "environment"; readonly text: string; readonly file: EnvironmentFile }
  | { readonly syntax: "json"; readonly text: string; readonly json: DaemonJson };

/** Parses a text. Any text has a result. */
export function parseFile(text: string, syntax: FileSyntax): ParsedFile {
  switch (syntax) {
    case "unit":
      return { syntax, text, unit: parseUnit(text) };
    case "environment":
      return { syntax, text, file: parseEnvironmentFile(text) };
    case "json":
      return { syntax, text, json: parseDaemonJson(text) };
  }
}
