// Parses the text of a configuration file once, however many rules and features look at it.
import { parseDaemonJson } from "./daemonJson.ts";
import { parseEnvironmentFile } from "./environmentFile.ts";
import { parseShellFile } from "./shellFile.ts";
import { parseUnit } from "./unitFile.ts";

/** A unit or drop-in with this text. */
export const parsedUnit = remembering(parseUnit);

/** An environment file with this text. */
export const parsedEnvironment = remembering((text) => parseEnvironmentFile(text));

/** A file with this text that a shell reads. */
export const parsedShell = remembering(parseShellFile);

/** A daemon.json with this text. */
export const parsedDaemonJson = remembering(parseDaemonJson);

/** Enough for all files of two configurations, and few enough to hold on to. */
const mostTexts = 32;
/** What is parsed of a long text weighs many times as much, and each keystroke makes a new text. */
const mostCharacters = 300_000;

/** The same function, which keeps the results for the texts that were asked for last. */
function remembering<T>(parse: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  let characters = 0;
  let newest: { readonly text: string; readonly result: T } | undefined;
  return (text) => {
    // Mostly one text is asked for many times in a row.
    if (newest?.text === text) return newest.result;
    const known = results.get(text);
    const result = known ?? parse(text);
    if (known === undefined) characters += text.length;
    // Deleted first, so that it counts as the newest one.
    results.delete(text);
    results.set(text, result);
    newest = { text, result };
    for (const oldest of results.keys()) {
      const isMuch = results.size > mostTexts || characters > mostCharacters;
      if (!isMuch || oldest === text) break;
      results.delete(oldest);
      characters -= oldest.length;
    }
    return result;
  };
}
