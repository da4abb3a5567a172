// What there is to tell about the thing at the cursor.
import type { Hover } from "vscode-languageserver-types";
import type { PrefixText } from "../syntax/commandWords.ts";
import { membersOf } from "../syntax/daemonJson.ts";
import { isInRanges } from "../options/optionData.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import { systemSpecifiers } from "../syntax/specifiers.ts";
import { cursorAt } from "./cursorAt.ts";
import type { CursorContext, JsonPath } from "./cursorContext.ts";
import { directiveDoc } from "./directiveDocs.ts";
import { effectiveOptionText, variableText } from "./effectiveTexts.ts";
import type { FileContext } from "./fileContext.ts";
import { toLspRange } from "./lspRange.ts";
import { code, plain } from "./markdown.ts";
import { markupKind } from "./protocolConstants.ts";
import type { DaemonOption } from "../options/optionRecords.ts";

/** The hover for an offset; undefined where there is nothing to tell. */
export function hoverAt(context: FileContext, offset: number): Hover | undefined {
  const { document, parsed, configuration } = context;
  const cursor = cursorAt(parsed, offset, configuration);
  const value = markdownFor(cursor, context);
  if (value === undefined) return undefined;
  return {
    contents: { kind: markupKind.Markdown, value },
    range: toLspRange(document, cursor.range),
  };
}

function markdownFor(cursor: CursorContext, context: FileContext): string | undefined {
  switch (cursor.kind) {
    case "optionName":
    case "optionValue":
      return cursor.option && optionMarkdown(cursor.option, context);
    case "directiveKey":
      return directiveMarkdown(cursor.section ?? "", cursor.key, context);
    case "variableReference":
    case "variableName":
    case "variableValue":
      return variableMarkdown(cursor.name, context);
    case "prefix":
      return `${code(cursor.prefix)} ${plain(context.translate(prefixes[cursor.prefix]))}`;
    case "specifier":
      return specifierMarkdown(cursor.letter, context);
    case "jsonKey":
      return jsonMarkdown([...cursor.path, cursor.key], context);
    default:
      return undefined;
  }
}

function optionMarkdown(option: DaemonOption, context: FileContext): string {
  const { configuration, docs, file } = context;
  const text = docs.of(option, configuration);
  // What a template makes of it is not known yet.
  if (file.template !== undefined) return text;
  const effective = effectiveOptionText(option, context);
  return effective === "" ? text : `${text}\n\n---\n\n${effective}`;
}

function directiveMarkdown(
  section: string,
  key: string,
  { translate }: FileContext,
): string | undefined {
  const doc = directiveDoc(section, key);
  return doc && `**${code(`${key}=`)}**\n\n${plain(translate(doc))}`;
}

function variableMarkdown(name: string, context: FileContext): string | undefined {
  if (name === "") return undefined;
  return `**${code(`$${name}`)}**\n\n${variableText(name, context)}`;
}

const prefixes: Readonly<Record<PrefixText, string>> = {
  "-": "A failure of the command does not matter.",
  "@": "The next word is the name that the program is told to have.",
  ":": "Variables in the command are not replaced.",
  "+": "The command runs with full rights, whatever User= and the like say.",
  "!": "The command runs with the rights of systemd, but for User= and Group=.",
  "!!": "Like !, where the kernel lacks ambient capabilities; otherwise without effect.",
};

const specifierTexts: Readonly<Record<string, string>> = {
  n: "the unit's name",
  N: "the unit's name without its suffix",
  p: "the unit's name up to the @",
  i: "what is behind the @ in the unit's name",
  t: "the folder for run-time files",
  S: "the folder for state",
  C: "the folder for caches",
  L: "the folder for logs",
  E: "the folder for configuration",
  T: "the folder for temporary files",
  V: "the folder for larger temporary files",
  H: "the host's name",
  l: "the host's name up to the first dot",
  m: "the machine's id",
  b: "the id of this start of the machine",
  v: "the kernel's version",
  u: "the user that runs the service manager",
  U: "the id of the user that runs the service manager",
  h: "the home of the user that runs the service manager",
  s: "the shell of the user that runs the service manager",
};

function specifierMarkdown(letter: string, { configuration, translate }: FileContext): string {
  const written = code(`%${letter}`);
  const meaning = specifierTexts[letter];
  const name = configuration.unit?.name ?? "docker.service";
  const value = systemSpecifiers(name).get(letter);
  const told =
    meaning === undefined
      ? translate("A specifier that systemd replaces.")
      : translate("Systemd replaces it by {meaning}.", { meaning: translate(meaning) });
  return `${written} ${plain(told)}${value ? ` ${code(value)}` : ""}`;
}

/** The key of an option, or a key within one, for which the option is told about. */
function jsonMarkdown(path: JsonPath, context: FileContext): string | undefined {
  const { configuration, parsed, translate } = context;
  const { data, version } = configuration;
  const [first, second] = path;
  const key = first === "proxies" && second !== undefined ? `proxies.${second}` : String(first);
  const known = data.options.filter(({ jsonKey }) => jsonKey === key);
  const option =
    known.find(({ jsonRanges }) => isInRanges(data, jsonRanges, version)) ?? known.at(-1);
  if (option !== undefined) return optionMarkdown(option, context);
  const ignored = data.daemonKeys.find((each) => each.key === key);
  const isWritten = membersOf(parsedDaemonJson(parsed.text)).some((member) => member.key === key);
  if (!isWritten || ignored?.useInstead === undefined) return undefined;
  return translate("dockerd does nothing with {key}. Write {instead}.", {
    key: code(key),
    instead: code(ignored.useInstead),
  });
}
