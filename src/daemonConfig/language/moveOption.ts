// Moving an option from the command line to daemon.json, and the other way.
import { isInRanges, isDefined } from "../options/optionData.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import { addWords, optionAtOffset, removeUses, writtenUses } from "./commandOptions.ts";
import { cursorAt } from "./cursorAt.ts";
import { changeKeys, isEditable, pathOfKey, setKeys } from "./daemonJsonEdits.ts";
import type { FileContext } from "./fileContext.ts";
import { together, type Fix } from "./fix.ts";
import { flagToJson } from "./flagToJson.ts";
import type { PlacedOption } from "./runEdits.ts";

/** Moves the flag at the offset, all its uses, to daemon.json. */
export function moveToDaemonJson(context: FileContext, offset: number): Fix | undefined {
  const { configuration, translate } = context;
  const option = optionAtOffset(context, offset)?.place.use.option;
  if (option?.jsonKey === undefined) return undefined;
  const { data, version } = configuration;
  const set = configuration.options.filter((each) => each.option === option);
  const [flag, ...others] = set;
  const isFree = flag?.source === "commandLine" && others.length === 0;
  if (!isFree || !isInRanges(data, option.jsonRanges, version)) return undefined;
  const uses = writtenUses([option], context);
  const value = flagToJson(
    option,
    flag.values.map(({ text }) => text),
  );
  if (uses === undefined || value === undefined || uses.some(hasOpenValue)) return undefined;
  const inFile = setKeys(context, [{ path: pathOfKey(option.jsonKey), value }]);
  return (
    inFile && {
      title: translate("Move --{name} to daemon.json", { name: option.name }),
      ...together(removeUses(uses, context), inFile),
    }
  );
}

/** Moves the key at the offset to the command line that starts dockerd. */
export function moveToFlag(context: FileContext, offset: number): Fix | undefined {
  const { configuration, file, parsed, translate } = context;
  const cursor = cursorAt(parsed, offset, configuration);
  if (cursor.kind !== "jsonKey" || !isEditable(file.text)) return undefined;
  const key = [...cursor.path, cursor.key].join(".");
  const { commands, options, version } = configuration;
  const [set, ...others] = options.filter(({ option }) => option.jsonKey === key);
  const [command, ...more] = commands;
  const isClear = others.length === 0 && more.length === 0;
  if (set?.source !== "daemonJson" || command?.start === undefined || !isClear) return undefined;
  if (set.option.kind !== "flag" || !isDefined(set.option, version) || set.values.length === 0) {
    return undefined;
  }
  const added = addWords(command.start.setting, flagWords(set), context);
  return (
    added && {
      title: translate("Move {key} to the command line", { key }),
      ...together(
        { changes: [changeKeys(file, [{ path: pathOfKey(key), value: undefined }])] },
        added,
      ),
    }
  );
}

/** What a key says, as words of a command line. */
function flagWords({ option, values }: EffectiveOption): readonly string[] {
  const flag = `--${option.name}`;
  const isOn = option.type === "bool" && values[0]?.text === "true";
  return isOn ? [flag] : values.map(({ text }) => `${flag}=${text}`);
}

/** A value that a variable or a specifier stands in for. */
function hasOpenValue({ file, run, place }: PlacedOption): boolean {
  const { start, end } = place.range;
  return run.variable === undefined && /[$%]/.test(file.text.slice(start, end));
}
