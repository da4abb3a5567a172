// Which language other extensions have for a file's name, as their package.json tells.
import { asList, asRecord, asText } from "../../model/json.ts";

/** The package.json of an extension. */
export interface ExtensionManifest {
  readonly packageJSON: unknown;
}

/**
 * The language that somebody but us contributes for a file: by its pattern, else by the longest ending;
 * undefined where nobody does. `matches` tells whether a pattern is that of the file.
 */
export function languageOwner(
  path: string,
  extensions: readonly ExtensionManifest[],
  matches: (pattern: string) => boolean,
): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  let longest: { readonly id: string; readonly length: number } | undefined;
  for (const { id, endings, names, patterns } of extensions.flatMap(languagesOf)) {
    if (names.includes(name) || patterns.some(matches)) return id;
    for (const ending of endings) {
      if (!name.endsWith(ending) || ending.length <= (longest?.length ?? 0)) continue;
      longest = { id, length: ending.length };
    }
  }
  return longest?.id;
}

interface Language {
  readonly id: string;
  readonly endings: readonly string[];
  readonly names: readonly string[];
  readonly patterns: readonly string[];
}

function languagesOf({ packageJSON }: ExtensionManifest): readonly Language[] {
  const contributed = asList(asRecord(asRecord(packageJSON)["contributes"])["languages"]);
  return contributed.map(asRecord).flatMap((language) => {
    const id = asText(language["id"]);
    if (id === "" || id.startsWith("portolan-")) return [];
    const texts = (key: string): readonly string[] =>
      asList(language[key])
        .map(asText)
        .filter((text) => text !== "");
    return [
      {
        id,
        endings: texts("extensions").map((ending) => ending.toLowerCase()),
        names: texts("filenames").map((file) => file.toLowerCase()),
        patterns: texts("filenamePatterns"),
      },
    ];
  });
}
