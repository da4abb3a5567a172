// Offers whole pieces of configuration where a line, or a member of daemon.json, can begin.
import { snippetsFor } from "../snippets.ts";
import type { Suggestion } from "./completion.ts";
import type { FileContext } from "./fileContext.ts";
import { codeBlock, plain } from "./markdown.ts";

/** The pieces for such a file. In the section that a piece begins with, it comes without the header. */
export function snippetSuggestions(
  { file, configuration, translate }: FileContext,
  section?: string,
): readonly Suggestion[] {
  return snippetsFor(file.kind, configuration.version).map(
    ({ prefix, title, description, body }) => {
      const header = `[${section ?? ""}]\n`;
      const newText = body.startsWith(header) ? body.slice(header.length) : body;
      return {
        label: prefix,
        kind: "snippet",
        newText,
        isSnippet: true,
        detail: translate(title),
        documentation: `${plain(translate(description))}\n\n${codeBlock(shown(newText), "")}`,
        order: 2,
      };
    },
  );
}

/** A snippet as it looks before anything is filled in. */
function shown(body: string): string {
  return body
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "…")
    .replace(/\\(.)/g, "$1");
}
