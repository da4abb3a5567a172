// The effective configuration as a text to read: dockerd's command line, and where each option comes from.
import type { Place } from "../configFile.ts";
import type { DaemonCommand } from "../daemonCommand.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import { filesOfUnit } from "../effectiveUnit.ts";
import { formatEngineVersion } from "../options/engineVersion.ts";
import { placeOfName } from "../environmentSources.ts";
import type { FileContext } from "./fileContext.ts";

/** One line of the document. */
export interface EffectiveLine {
  readonly text: string;
  /** What the line tells of, for a link; undefined for headings and the like. */
  readonly place: Place | undefined;
}

type Effective = Pick<FileContext, "configuration" | "documents" | "translate">;

/** The lines of the document, in order. */
export function effectiveLines(context: Effective): readonly EffectiveLine[] {
  const { configuration, translate } = context;
  const release = formatEngineVersion(configuration.version);
  return [
    heading(
      translate("Effective configuration of the Docker daemon, for engine {release}", { release }),
    ),
    ...section(translate("Files"), fileLines(context)),
    ...section(translate("Command line"), commandLines(context)),
    ...section(translate("Options"), optionLines(context)),
    ...section(translate("Variables"), variableLines(context)),
  ];
}

/** The document as one text. */
export function effectiveText(lines: readonly EffectiveLine[]): string {
  return lines.map(({ text }) => `${text}\n`).join("");
}

function heading(text: string): EffectiveLine {
  return { text: `# ${text}`, place: undefined };
}

function section(title: string, lines: readonly EffectiveLine[]): readonly EffectiveLine[] {
  return lines.length === 0 ? [] : [{ text: "", place: undefined }, heading(title), ...lines];
}

function fileLines({ configuration, translate }: Effective): readonly EffectiveLine[] {
  const { unit, environmentSources, daemonJson } = configuration;
  const units = unit === undefined ? [] : filesOfUnit(unit);
  const notRead = ` (${translate("not read")})`;
  return [
    ...units.map(({ path, uri }) => line(path, startOf(uri))),
    ...environmentSources.flatMap(({ path, files, setting }) =>
      files.length > 0
        ? files.map((file) => line(file.path, startOf(file.uri)))
        : [line(path + notRead, { uri: setting.file.uri, range: setting.directive.keyRange })],
    ),
    ...(daemonJson?.file === undefined
      ? []
      : [line(daemonJson.file.path, startOf(daemonJson.file.uri))]),
  ];
}

function commandLines({ configuration, translate }: Effective): readonly EffectiveLine[] {
  const { commands, unit } = configuration;
  if (commands.length > 0) return commands.flatMap(linesOfCommand);
  if (unit === undefined) return [];
  return [line(translate("Nothing in {unit} starts the Docker daemon.", { unit: unit.name }))];
}

/** The program, and each option with its value on a line of its own. */
function linesOfCommand({ start, words, legacy }: DaemonCommand): readonly EffectiveLine[] {
  const program = [start?.programPath ?? "dockerd", ...legacy.map(({ text }) => text)];
  const rows: string[][] = [program];
  for (const { text } of words) {
    if (text.startsWith("-")) rows.push([text]);
    else rows.at(-1)?.push(text);
  }
  const setting = start?.setting;
  const place = setting && { uri: setting.file.uri, range: setting.directive.keyRange };
  return rows.map((row, index) => {
    const indent = index === 0 ? "" : "    ";
    const end = index < rows.length - 1 ? " \\" : "";
    return line(indent + row.map(shown).join(" ") + end, index === 0 ? place : undefined);
  });
}

function optionLines(context: Effective): readonly EffectiveLine[] {
  const rows = context.configuration.options.flatMap((option) =>
    option.values.map((value) => [written(option, value.text), value.place] as const),
  );
  return withPlaces(rows, context);
}

function written({ source, spelling, option }: EffectiveOption, value: string): string {
  return source === "commandLine"
    ? `--${option.name}=${shown(value)}`
    : `${spelling}: ${shown(value)}`;
}

function variableLines(context: Effective): readonly EffectiveLine[] {
  const { configuration, translate } = context;
  const rows = configuration.definitions.map((definition) => {
    const { name, value, isOverridden } = definition;
    const end = isOverridden ? ` (${translate("overridden")})` : "";
    return [`${name}=${shown(value.text)}${end}`, placeOfName(definition)] as const;
  });
  return withPlaces(rows, context);
}

/** Each row with its place behind it, below each other. */
function withPlaces(
  rows: readonly (readonly [string, Place])[],
  { documents }: Effective,
): readonly EffectiveLine[] {
  const width = Math.min(widest, Math.max(0, ...rows.map(([text]) => text.length)));
  return rows.map(([text, place]) =>
    line(`${text.padEnd(width)}  ${documents.labelOf(place)}`, place),
  );
}

const widest = 60;

function line(text: string, place?: Place): EffectiveLine {
  return { text, place };
}

function startOf(uri: string): Place {
  return { uri, range: { start: 0, end: 0 } };
}

/** A word as a shell would take it; on one line whatever is in it. */
function shown(text: string): string {
  if (/^[\w%+,\-./:=@^~{}[\]$]+$/.test(text)) return text;
  return JSON.stringify(text);
}
