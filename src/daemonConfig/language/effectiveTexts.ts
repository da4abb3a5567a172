// What an option or a variable effectively is, and where that is written, for hovers.
import { placeOfName } from "../environmentSources.ts";
import type { Place } from "../configFile.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import type { FileContext } from "./fileContext.ts";
import { code, link } from "./markdown.ts";

/** The values that the daemon gets for an option, one line of Markdown each; empty where it is not set. */
export function effectiveOptionText(option: DaemonOption, context: FileContext): string {
  const { configuration, translate } = context;
  const set = configuration.options.filter((each) => each.option === option);
  const lines = set.flatMap(({ values }) =>
    values.map(({ text, place }) =>
      translate("Effective value: {value} ({place})", {
        value: code(text),
        place: placeLink(place, context),
      }),
    ),
  );
  const isTwice = new Set(set.map(({ source }) => source)).size > 1;
  const conflict = isTwice
    ? [translate("It is set on the command line and in daemon.json, and dockerd refuses that.")]
    : [];
  return [...lines, ...conflict].join("  \n");
}

/** Where a variable gets its value, the place that counts last. */
export function variableText(name: string, context: FileContext): string {
  const { configuration, translate } = context;
  const definitions = configuration.definitions.filter((each) => each.name === name);
  if (definitions.length === 0) return unsetText(context);
  return definitions
    .map((definition) => {
      const args = {
        value: code(definition.value.text),
        place: placeLink(placeOfName(definition), context),
      };
      return definition.isOverridden
        ? translate("{value} in {place}, overridden", args)
        : translate("{value} in {place}", args);
    })
    .join("  \n");
}

function unsetText({ configuration, translate }: FileContext): string {
  return configuration.scope === "machine"
    ? translate("Nothing sets this variable, so it is empty.")
    : translate("Nothing that is known here sets this variable.");
}

/** `docker.service:12`, which leads there. */
function placeLink(place: Place, { documents }: FileContext): string {
  const line = documents.lineOf(place);
  return link(documents.labelOf(place), line === undefined ? place.uri : `${place.uri}#L${line}`);
}
