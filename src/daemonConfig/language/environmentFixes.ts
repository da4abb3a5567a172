// Fixes for environment files.
import type { Problem } from "../rules/problem.ts";
import { parsedEnvironment } from "../syntax/parsedTexts.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import type { Fixers } from "./quickFix.ts";
import { lastStartingBy } from "./rangeLookup.ts";
import { changeBetween } from "./textChange.ts";

/** By code of the problem. */
export const environmentFixers: Fixers = {
  gluedText: quoteTogether,
  unclosedQuote: closeQuote,
  repeatedVariable: removeAssignment,
  nulCharacter: removeNul,
};

/** One pair of quotes around both parts: `"a" b` becomes `"a b"`. */
function quoteTogether({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const { text } = file;
  const before = /(["'])[ \t]*$/.exec(text.slice(0, range.start));
  const quote = before?.[1];
  if (before === null || quote === undefined) return [];
  const blanks = text.slice(before.index + 1, range.start);
  const written = text.slice(range.start, range.end);
  const isSame = written.startsWith(quote) && written.endsWith(quote) && written.length > 1;
  const inner = isSame ? written.slice(1, -1) : written;
  if (inner.includes(quote) || inner.includes("\\")) return [];
  return [
    {
      title: translate("Put all of it in one pair of quotes"),
      changes: [
        {
          uri,
          range: { start: before.index, end: range.end },
          newText: blanks + inner + quote,
        },
      ],
    },
  ];
}

/** At the end of the line that it opens on. */
function closeQuote({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const quote = file.text.slice(range.start, range.end);
  const [line = ""] = file.text.slice(range.end).split(/[\r\n]/, 1);
  const at = range.end + line.trimEnd().length;
  return [
    {
      title: translate("Close the quote at the end of the line"),
      changes: [{ uri, range: { start: at, end: at }, newText: quote }],
    },
  ];
}

/** The assignment that a later one takes the effect from. */
function removeAssignment(
  { uri, range }: Problem,
  { file, translate }: FileContext,
): readonly Fix[] {
  const { nodes } = parsedEnvironment(file.text);
  const node = nodes[lastStartingBy(nodes, range.start)];
  if (node === undefined) return [];
  return [
    { title: translate("Remove the line"), changes: [{ uri, range: node.range, newText: "" }] },
  ];
}

function removeNul({ uri }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const change = changeBetween(file.text, file.text.replaceAll("\0", ""));
  return [{ title: translate("Remove the NUL characters"), changes: [{ uri, ...change }] }];
}
