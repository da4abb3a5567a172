// What to tell a person about an option of dockerd: for hovers and completions.
import type { Translate } from "../../base/translate.ts";
import { formatEngineVersion } from "../options/engineVersion.ts";
import { optionState } from "../options/optionData.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import { isReloadable } from "../options/optionChanges.ts";
import { code, plain } from "./markdown.ts";
import { defaultAt, placeholderOf, valuesAt } from "./optionFacts.ts";
import type { TargetOptions } from "./targetOptions.ts";

/** `--host URL`, as help texts have it. */
export function optionSyntax(option: DaemonOption): string {
  const placeholder = placeholderOf(option);
  return `--${option.name}${placeholder === "" ? "" : ` ${placeholder}`}`;
}

/** The texts of options, each made once for a version: a completion asks for a hundred of them at each key. */
export class OptionDocs {
  readonly #texts = new Map<string, string>();
  readonly #translate: Translate;

  constructor(translate: Translate) {
    this.#translate = translate;
  }

  /** What an option does and what there is to know about it, as Markdown. */
  of(option: DaemonOption, target: TargetOptions): string {
    const key = `${formatEngineVersion(target.version)} ${option.kind} ${option.name}`;
    const text = this.#texts.get(key) ?? optionDoc(option, target, this.#translate);
    this.#texts.set(key, text);
    return text;
  }
}

/** What an option does and what there is to know about it, as Markdown. */
export function optionDoc(
  option: DaemonOption,
  target: TargetOptions,
  translate: Translate,
): string {
  const names = [optionSyntax(option), ...(option.shorthand ? [`-${option.shorthand}`] : [])];
  const isFlag = option.kind !== "json-only" && option.kind !== "json-refused";
  const head = isFlag ? names.map(code).join(", ") : code(option.jsonKey ?? option.name);
  const facts = [
    ...valueFacts(option, target, translate),
    ...sourceFacts(option, target, translate),
    ...releaseFacts(option, target, translate),
    ...warnings(option, translate),
  ];
  return [`**${head}**`, plain(option.summary), facts.map((fact) => `- ${fact}`).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function valueFacts(
  option: DaemonOption,
  { version }: TargetOptions,
  translate: Translate,
): readonly string[] {
  const values = valuesAt(option, version);
  const preset = defaultAt(option, version);
  return [
    ...(option.valueSyntax !== undefined && option.type !== "bool"
      ? [translate("Value: {syntax}", { syntax: plain(option.valueSyntax) })]
      : []),
    ...(values.length > 0
      ? [translate("Known values: {values}", { values: values.map(code).join(", ") })]
      : []),
    ...(preset !== undefined ? [translate("Default: {value}", { value: code(preset) })] : []),
    ...(option.isRepeatable ? [translate("May be given several times.")] : []),
  ];
}

function sourceFacts(
  option: DaemonOption,
  { version }: TargetOptions,
  translate: Translate,
): readonly string[] {
  const { jsonKey, jsonType, kind } = option;
  const inFile =
    jsonKey === undefined
      ? translate("Only on the command line, not in daemon.json.")
      : translate("In daemon.json: {key} ({type})", {
          key: code(jsonKey),
          type: plain(jsonType ?? ""),
        });
  const isFlag = kind === "flag";
  const effect = isReloadable(option, version)
    ? translate(
        "A change in daemon.json takes effect with a reload; on the command line, with a restart.",
      )
    : translate("A change takes effect with a restart of the daemon.");
  return isFlag || jsonKey !== undefined ? [inFile, effect] : [];
}

function releaseFacts(
  option: DaemonOption,
  target: TargetOptions,
  translate: Translate,
): readonly string[] {
  const { since, deprecatedSince, fatalSince, removedIn, replacement, distribution } = option;
  const say = (release: string | undefined, message: string): readonly string[] =>
    release === undefined ? [] : [translate(message, { release })];
  return [
    ...say(since, "Since {release}"),
    ...say(deprecatedSince, "Deprecated since {release}"),
    ...say(fatalSince, "From {release} on the daemon refuses to start with it"),
    ...say(removedIn, "Removed in {release}"),
    ...(replacement === undefined
      ? []
      : [translate("Instead: {replacement}", { replacement: plain(replacement) })]),
    ...(distribution === undefined
      ? []
      : [translate("Only in the daemon of {distribution}", { distribution: plain(distribution) })]),
    ...stateFact(option, target, translate),
  ];
}

/** Whether the target has it, where it hasn't. */
function stateFact(
  option: DaemonOption,
  { version }: TargetOptions,
  translate: Translate,
): readonly string[] {
  const release = formatEngineVersion(version);
  switch (optionState(option, version)) {
    case "notYet":
      return [`**${translate("Engine {release} does not have it yet.", { release })}**`];
    case "removed":
      return [`**${translate("Engine {release} does not have it any more.", { release })}**`];
    case "refused":
      return [`**${translate("Engine {release} refuses to start with it.", { release })}**`];
    case "usable":
    case "deprecated":
    case "foreign":
      return [];
  }
}

function warnings(
  { security, experimental, note }: DaemonOption,
  translate: Translate,
): readonly string[] {
  return [
    ...(security === undefined ? [] : [`**${translate("Security:")}** ${plain(security)}`]),
    ...(experimental === undefined
      ? []
      : [translate("Experimental: {note}", { note: plain(experimental) })]),
    ...(note === undefined ? [] : [translate("Note: {note}", { note: plain(note) })]),
  ];
}
