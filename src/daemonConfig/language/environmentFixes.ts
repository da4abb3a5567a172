// Fixes for environment files.
import type { Problem } from "../rules/problem.ts";
import type { UnitSetting } from "../effectiveUnit.ts";
import { parsedEnvironment } from "../syntax/parsedTexts.ts";
import { dropInFor, isPackaged } from "./dropIn.ts";
import type { FileContext } from "./fileContext.ts";
import { together, type Changes, type Fix } from "./fix.ts";
import type { Fixers } from "./quickFix.ts";
import { lastStartingBy } from "./rangeLookup.ts";
import { changeBetween } from "./textChange.ts";

/** By code of the problem. */
export const environmentFixers: Fixers = {
  gluedText: quoteTogether,
  unclosedQuote: closeQuote,
  repeatedVariable: removeAssignment,
  nulCharacter: removeNul,
  sourcedFile: readByUnit,
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

/** The unit reads the other file beside this one: before it where the line comes before all settings. */
function readByUnit({ uri, range, args }: Problem, context: FileContext): readonly Fix[] {
  const { file, configuration, translate } = context;
  const { path = "" } = args;
  const { nodes } = parsedEnvironment(file.text);
  const node = nodes[lastStartingBy(nodes, range.start)];
  const sources = configuration.environmentSources;
  const own = sources.find(({ files }) => files.some((each) => each.uri === uri));
  // What a shell would make of anything but a plain path is not known.
  if (node === undefined || own === undefined || !/^\/[\w@%+:,./-]+$/.test(path)) return [];
  const removal: Changes = { changes: [{ uri, range: node.range, newText: "" }] };
  if (sources.some((source) => source.path === path)) {
    return [{ title: translate("Remove the line: the unit reads that file"), ...removal }];
  }
  const isFirst = nodes.slice(0, nodes.indexOf(node)).every(({ kind }) => kind !== "assignment");
  const lines = environmentFileBeside(
    own.setting,
    `-${path}`,
    isFirst ? "before" : "after",
    context,
  );
  return [
    {
      title: translate("Read the file by an EnvironmentFile= line in the unit"),
      ...together(removal, lines),
    },
  ];
}

/** A list, so that in a drop-in it needs no reset, but comes after what the packaged unit has. */
function environmentFileBeside(
  setting: UnitSetting,
  value: string,
  side: "before" | "after",
  context: FileContext,
): Changes {
  const { file, directive } = setting;
  if (isPackaged(file, context)) return dropInFor(context, setting, value);
  const { range } = directive;
  const at = side === "before" ? range.start : range.end;
  const isOpenLine = side === "after" && !/[\r\n]$/.test(file.text.slice(0, at));
  const line = `EnvironmentFile=${value}`;
  const newText = isOpenLine ? `\n${line}` : `${line}\n`;
  return { changes: [{ uri: file.uri, range: { start: at, end: at }, newText }] };
}

function removeNul({ uri }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const change = changeBetween(file.text, file.text.replaceAll("\0", ""));
  return [{ title: translate("Remove the NUL characters"), changes: [{ uri, ...change }] }];
}
