// Options where a problem says that they are, on the command line or in daemon.json: taking one away, adding another.
import type { Place } from "../configFile.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Problem } from "../rules/problem.ts";
import type { TextRange } from "../syntax/textRange.ts";
import { addWords, removeUses, writtenUses } from "./commandOptions.ts";
import { changeKeys, isEditable, pathOfKey, type KeyChange } from "./daemonJsonEdits.ts";
import { syntaxOf } from "./documentFile.ts";
import { changeWords } from "./dropIn.ts";
import type { FileContext } from "./fileContext.ts";
import type { Changes, Fix } from "./fix.ts";
import { removalInJson, settingIn } from "./memberRemoval.ts";
import { appendedWords, placedOptions, type PlacedOption } from "./runEdits.ts";
import { withChanges } from "./textChange.ts";

/** An option, or one of its values, at a place of the configuration. */
export type Setting =
  | { readonly kind: "flag"; readonly name: string; readonly placed: PlacedOption }
  | {
      readonly kind: "key";
      readonly name: string;
      readonly key: string;
      readonly uri: string;
      /** The member of the object, or of the list or the object that is its value. */
      readonly range: TextRange;
    };

/** The option at a place; undefined where there is none, or only a part of one that a variable brings. */
export function settingAt({ uri, range }: Place, context: FileContext): Setting | undefined {
  const { configuration, documents } = context;
  const file = documents.files.find((each) => each.uri === uri);
  if (file === undefined) return undefined;
  if (syntaxOf(file.kind) === "json") {
    const found = settingIn(parsedDaemonJson(file.text).root, range);
    const option = configuration.data.options.find(({ jsonKey }) => jsonKey === found?.key);
    return found && { kind: "key", name: option?.name ?? found.key, uri, ...found };
  }
  const placed = placedOptions(file, configuration).find(
    ({ place }) => isAround(place.range, range) || isAround(place.nameRange, range),
  );
  return placed && { kind: "flag", name: placed.place.use.option.name, placed };
}

/** The options that a problem is about: the one at its own place, and the related ones. */
export function settingsOf(problem: Problem, context: FileContext): readonly Setting[] {
  return [problem, ...(problem.related ?? [])].flatMap((place) => settingAt(place, context) ?? []);
}

/** Takes one value away: one use of a flag, one member or item in daemon.json. */
export function removeValue(setting: Setting, context: FileContext): Changes | undefined {
  if (setting.kind === "flag") return removeUses([setting.placed], context);
  const file = context.documents.files.find(({ uri }) => uri === setting.uri);
  if (file === undefined) return undefined;
  const range = removalInJson(file.text, setting.range);
  return { changes: [{ uri: setting.uri, range, newText: "" }] };
}

/** A fix that takes an option away from where it is set, all of its values there. */
export function removeFix(setting: Setting, context: FileContext): Fix | undefined {
  const { configuration, documents, translate } = context;
  if (setting.kind === "flag") {
    const { option } = setting.placed.place.use;
    const uses = writtenUses([option], context);
    if (uses === undefined || uses.length === 0) return undefined;
    const title = translate("Remove {text} from the command line", { text: `--${option.name}` });
    return { title, ...removeUses(uses, context) };
  }
  const file = documents.files.find(({ uri }) => uri === setting.uri);
  if (file === undefined || !isEditable(file.text)) return undefined;
  const path = configuration.data.options.some(({ jsonKey }) => jsonKey === setting.key)
    ? pathOfKey(setting.key)
    : [setting.key];
  return {
    title: translate("Remove {text} from daemon.json", { text: `"${setting.key}"` }),
    changes: [changeKeys(file, [{ path, value: undefined }])],
  };
}

/** Adds an option beside another one: words behind it, or a key in the same file. */
export function addBeside(
  setting: Setting,
  words: readonly string[],
  key: KeyChange,
  context: FileContext,
): Changes | undefined {
  if (setting.kind === "flag") {
    const { file, run } = setting.placed;
    const change = appendedWords(file, run, words);
    return change && changeWords(context, file, (text) => withChanges(text, [change]));
  }
  const file = context.documents.files.find(({ uri }) => uri === setting.uri);
  if (file === undefined || !isEditable(file.text)) return undefined;
  return { changes: [changeKeys(file, [key])] };
}

/** Adds words to the one command that starts dockerd; undefined where that is not clear. */
export function addToCommand(words: readonly string[], context: FileContext): Changes | undefined {
  const [command, ...others] = context.configuration.commands;
  const setting = command?.start?.setting;
  if (setting === undefined || others.length > 0) return undefined;
  return addWords(setting, words, context);
}

function isAround(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
