// What has to be done so that a running daemon takes over its changed configuration. Does nothing itself.
import { variablesOf, type Command } from "./syntax/commandWords.ts";
import type { SourceFile } from "./configFile.ts";
import type { Configuration } from "./configuration.ts";
import { filesOfUnit, listSetting } from "./effectiveUnit.ts";
import { isAtLeast } from "./options/engineVersion.ts";
import {
  isReloaded,
  optionChanges,
  optionsOfWords,
  setOptions,
  type OptionChange,
} from "./options/optionChanges.ts";
import { parsedUnit } from "./syntax/parsedTexts.ts";
import { directivesOf } from "./syntax/unitFile.ts";

export interface ApplyStates {
  /** The files as they were when the daemon read them. */
  readonly before: Configuration;
  /** The files as they shall be. */
  readonly after: Configuration;
  /** What the running daemon got on its command line, where one runs and it can be told. */
  readonly runningWords: readonly string[] | undefined;
  /** Paths of files that have changed since the daemon read them, and nobody knows what they said. */
  readonly unknownFiles: readonly string[];
  /** True where systemd itself says that it has to read its files again. */
  readonly needsDaemonReload: boolean;
}

/** What a running daemon can't take over. */
export type RestartReason =
  | { readonly kind: "option"; readonly change: OptionChange }
  /** A directive of the unit other than its commands and variables. */
  | { readonly kind: "directive"; readonly name: string }
  /** A variable that is in the daemon's environment, and maybe nowhere in its command line. */
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "socket" }
  | { readonly kind: "unknownFile"; readonly path: string }
  /** The unit has no ExecReload=. */
  | { readonly kind: "noReload" };

export type ApplyStep = "daemonReload" | "reload" | "restart" | "restartWithSocket";

export interface ApplyPlan {
  readonly changes: readonly OptionChange[];
  /** Empty where a reload is enough. */
  readonly reasons: readonly RestartReason[];
  /** In their order; none where nothing has changed. */
  readonly steps: readonly ApplyStep[];
}

/** Plans how to get from one state of the configuration to the other. */
export function planApply(states: ApplyStates): ApplyPlan {
  const { before, after } = states;
  const changes = changedOptions(states);
  const reasons = restartReasons(states, changes);
  const isChanged = changes.length > 0 || reasons.length > 0;
  const steps: ApplyStep[] = [];
  const isUnitChanged = unitTexts(before) !== unitTexts(after);
  if (isUnitChanged || states.needsDaemonReload) steps.push("daemonReload");
  if (reasons.some(({ kind }) => kind === "socket")) steps.push("restartWithSocket");
  else if (reasons.length > 0) steps.push("restart");
  else if (isChanged) steps.push("reload");
  return { changes, reasons, steps };
}

/** The commands for a step. */
export function stepCommands(step: ApplyStep, unitName: string): readonly (readonly string[])[] {
  switch (step) {
    case "daemonReload":
      return [["systemctl", "daemon-reload"]];
    case "reload":
      return [["systemctl", "reload", unitName]];
    case "restart":
      return [forgetFailures(unitName), ["systemctl", "restart", unitName]];
    case "restartWithSocket": {
      const socket = unitName.replace(/service$/, "socket");
      return [forgetFailures(unitName), ["systemctl", "restart", socket, unitName]];
    }
    default:
      return step satisfies never;
  }
}

export interface FileCopy {
  readonly path: string;
  /** Where the copy is; undefined for a file that was not there. */
  readonly copy: string | undefined;
}

/** The commands that put files back and start the daemon with them. */
export function restoreCommands(
  files: readonly FileCopy[],
  unitName: string,
): readonly (readonly string[])[] {
  return [
    ...files.map(({ path, copy }) =>
      copy === undefined ? ["rm", "-f", "--", path] : ["cp", "--", copy, path],
    ),
    ...stepCommands("daemonReload", unitName),
    ...stepCommands("restart", unitName),
  ];
}

/** After a few starts within a minute systemd would refuse to try again. */
function forgetFailures(unitName: string): readonly string[] {
  return ["systemctl", "reset-failed", unitName];
}

/**
 * The words of a program that runs several commands, shows each, and ends with the first that fails. The
 * shell gets a word that could mean anything to it as an argument, so that none does.
 */
export function oneAfterTheOther(commands: readonly (readonly string[])[]): readonly string[] {
  const given: string[] = [];
  const lines = commands.map((words) => {
    const line = words
      .map((word) => (isPlain(word) ? word : `"\${${given.push(word)}}"`))
      .join(" ");
    // systemd forgets units that don't run, and with them that they have failed.
    return words[1] === "reset-failed" ? `${line} 2>/dev/null || true` : line;
  });
  return ["sh", "-exc", lines.join("; "), "sh", ...given];
}

function isPlain(word: string): boolean {
  return /^[\w@%+:,./-]+$/.test(word);
}

/**
 * What dockerd itself is asked with, `--validate` and the command line of the configuration, with
 * another file in the place of daemon.json; undefined for a daemon that has no such check.
 */
export function validateWords(
  { version, commands }: Configuration,
  daemonJsonPath: string | undefined,
): readonly string[] | undefined {
  const [command, ...more] = commands;
  if (command === undefined || more.length > 0 || !isAtLeast(version, "23.0.0")) return undefined;
  const words = command.words.map(({ text }) => text);
  const named = command.flags.uses.filter(({ option }) => option.name === "config-file");
  const left = named.reduceRight((rest, { at, valueAt }) => {
    const last = Math.max(at.argument, valueAt?.argument ?? 0);
    return [...rest.slice(0, at.argument), ...rest.slice(last + 1)];
  }, words);
  const file = daemonJsonPath === undefined ? [] : ["--config-file", daemonJsonPath];
  return ["--validate", ...file, ...left];
}

function changedOptions({ before, after, runningWords }: ApplyStates): readonly OptionChange[] {
  const { version, data } = after;
  const old = setOptions(before.options);
  const running =
    runningWords === undefined
      ? old
      : [
          ...optionsOfWords(runningWords, version, data),
          ...old.filter(({ source }) => source === "daemonJson"),
        ];
  return optionChanges(running, setOptions(after.options));
}

function restartReasons(
  { before, after, unknownFiles }: ApplyStates,
  changes: readonly OptionChange[],
): readonly RestartReason[] {
  const options = changes.filter((change) => !isReloaded(change, after.version));
  const reasons: RestartReason[] = [
    ...options.map((change) => ({ kind: "option", change }) as const),
    ...changedDirectives(before, after).map((name) => ({ kind: "directive", name }) as const),
    ...changedVariables(before, after).map((name) => ({ kind: "variable", name }) as const),
    ...unknownFiles.map((path) => ({ kind: "unknownFile", path }) as const),
  ];
  if (before.socket?.text !== after.socket?.text) reasons.push({ kind: "socket" });
  const needsReload = changes.length > 0 && reasons.length === 0;
  if (needsReload && !canReload(after)) reasons.push({ kind: "noReload" });
  return reasons;
}

function canReload({ unit }: Configuration): boolean {
  return unit !== undefined && listSetting(unit, "Service", "ExecReload").length > 0;
}

/** Those that only say where options and variables come from are compared by what comes of them. */
const compared = new Set(["ExecStart", "Environment", "EnvironmentFile"]);

function changedDirectives(before: Configuration, after: Configuration): readonly string[] {
  return differing(directiveValues(before), directiveValues(after));
}

function directiveValues({ unit, commands }: Configuration): ReadonlyMap<string, string> {
  const programs = commands.map(({ start }) => start?.programPath ?? "");
  const values = new Map([["ExecStart", programs.join("\n")]]);
  for (const { text } of unit === undefined ? [] : filesOfUnit(unit)) {
    for (const { section, key, value } of directivesOf(parsedUnit(text))) {
      if (section === "Install" || compared.has(key)) continue;
      values.set(key, `${values.get(key) ?? ""}\n${value.text}`);
    }
  }
  return values;
}

/** A variable of the command line changes options, if anything. */
function changedVariables(before: Configuration, after: Configuration): readonly string[] {
  const used = new Set(after.commands.flatMap(({ start }) => namesIn(start?.command)));
  return differing(valuesOf(before), valuesOf(after)).filter((name) => !used.has(name));
}

function namesIn(command: Command | undefined): readonly string[] {
  return command === undefined ? [] : variablesOf(command).map(({ name }) => name);
}

function differing(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

function valuesOf({ definitions }: Configuration): ReadonlyMap<string, string> {
  return new Map(
    definitions
      .filter(({ isOverridden }) => !isOverridden)
      .map(({ name, value }) => [name, value.text]),
  );
}

/** What systemd has to read again when it changes. */
function unitTexts({ unit, socket }: Configuration): string {
  const files: readonly (SourceFile | undefined)[] = [
    ...(unit === undefined ? [] : filesOfUnit(unit)),
    socket,
  ];
  return JSON.stringify(files.map((file) => [file?.path, file?.text]));
}
