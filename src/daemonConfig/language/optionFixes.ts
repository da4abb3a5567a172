// Fixes for options, wherever they are set.
import { uriOfPath } from "../configFile.ts";
import type { Problem } from "../rules/problem.ts";
import { nearestKeyValue } from "./daemonJsonFixes.ts";
import type { FileContext } from "./fileContext.ts";
import type { Changes, Fix } from "./fix.ts";
import { nearestOf } from "./optionFacts.ts";
import { optionRuns } from "./optionRuns.ts";
import type { Fixer, Fixers } from "./quickFix.ts";
import { withoutRanges } from "./removal.ts";
import {
  addBeside,
  addToCommand,
  removeFix,
  removeValue,
  settingAt,
  settingsOf,
  type Setting,
} from "./settingEdits.ts";
import { changeWords } from "./dropIn.ts";
import { swarmInstead } from "./swarmMode.ts";
import { tlsOffers } from "./tlsOffers.ts";

/** By code of the problem. */
export const optionFixers: Fixers = {
  unknownOption: removeWords,
  strayWord: removeWords,
  clientOption: removeThis,
  distributionOption: removeThis,
  windowsOption: removeThis,
  optionNotYet: removeThis,
  optionRemoved: replaceOrRemove,
  optionRefused: replaceOrRemove,
  optionDeprecated: replaceOrRemove,
  repeatedOption: removeThis,
  invalidValue: nearestValue,
  exitsAtOnce: removeThis,
  optionInBoth: removeEither,
  hostsInBoth: removeEither,
  daemonJsonMissing: makeDaemonJson,
  tcpWithoutTls: offerTls,
  loopbackTcpWithoutTls: offerTls,
  noLocalHost: addLocalHost,
  fdWithoutSocket: useSocketFile,
  containerdDropped: addContainerd,
  missingInterface: chooseInterface,
  bridgeWithBip: removeEither,
  iccWithoutIptables: removeEither,
  masqueradeWithoutIptables: removeNamed("ip-masq"),
  ip6tablesWithoutExperimental: addSwitch("experimental"),
  tlsFilesUnused: addSwitch("tlsverify"),
  advertiseWithoutStore: replaceOrRemove,
  unknownLogDriver: (problem, context) =>
    context.parsed.syntax === "json"
      ? nearestKeyValue(problem, context)
      : nearestValue(problem, context),
  unknownLogOption: removeNamed("log-opt"),
  logOptionNotYet: removeNamed("log-opt"),
  logOptionRemoved: removeNamed("log-opt"),
  unknownStorageOption: removeNamed("storage-opt"),
  storageOptionRemoved: removeNamed("storage-opt"),
  logBufferWithoutMode: addLogMode,
};

function titled(title: string, changes: Changes | undefined): readonly Fix[] {
  return changes === undefined ? [] : [{ title, ...changes }];
}

function nameOf(setting: Setting): string {
  return setting.kind === "flag" ? `--${setting.name}` : `"${setting.key}"`;
}

/** The value at the problem's place. */
function removeThis(problem: Problem, context: FileContext): readonly Fix[] {
  const setting = settingAt(problem, context);
  if (setting === undefined || problem.replacement !== undefined) return [];
  const title = context.translate("Remove {text}", { text: nameOf(setting) });
  return titled(title, removeValue(setting, context));
}

/** The options of the key-value store go together, and have something else in their place. */
function replaceOrRemove(problem: Problem, context: FileContext): readonly Fix[] {
  const swarm = swarmInstead(context, problem.range.start);
  return swarm === undefined ? removeThis(problem, context) : [swarm];
}

/** One of the few values that there are. */
function nearestValue(problem: Problem, context: FileContext): readonly Fix[] {
  const { uri, range } = problem;
  const { file, configuration, translate } = context;
  const setting = settingAt(problem, context);
  if (setting?.kind !== "flag") return [];
  const { use, valueRange } = setting.placed.place;
  const text = file.text.slice(range.start, range.end);
  const newText = nearestOf(use.option, use.value, configuration.version);
  const isWhole = valueRange?.start === range.start && text === use.value;
  if (newText === undefined || !isWhole) return [];
  const title = translate("Replace {text} with {replacement}", { text, replacement: newText });
  return [{ title, changes: [{ uri, range, newText }] }];
}

/** A word that is no option, with what would be its value. */
function removeWords(problem: Problem, context: FileContext): readonly Fix[] {
  const { parsed, file, translate } = context;
  const { start } = problem.range;
  if (problem.replacement !== undefined) return [];
  for (const { words } of optionRuns(parsed)) {
    const at = words.findIndex(({ range }) => range.start <= start && start < range.end);
    const word = words[at];
    if (word === undefined) continue;
    const next = words[at + 1];
    const hasValue =
      word.text.text.startsWith("-") &&
      !word.text.text.includes("=") &&
      next?.text.text.startsWith("-") === false &&
      !next.text.text.startsWith("$");
    const range = { start: word.range.start, end: (hasValue ? next : word).range.end };
    const title = translate("Remove {text}", { text: file.text.slice(range.start, range.end) });
    return titled(
      title,
      changeWords(context, file, (text) => withoutRanges(text, [range])),
    );
  }
  return [];
}

/** One of the options that do not go together, from where it is set. */
function removeEither(problem: Problem, context: FileContext): readonly Fix[] {
  const settings = settingsOf(problem, context);
  const unique = new Map(settings.map((setting) => [`${setting.kind} ${setting.name}`, setting]));
  return [...unique.values()].flatMap((setting) => removeFix(setting, context) ?? []);
}

function removeNamed(name: string): Fixer {
  return (problem, context) => {
    const setting = settingsOf(problem, context).find((each) => each.name === name);
    if (setting === undefined) return [];
    const title = context.translate("Remove {text}", { text: nameOf(setting) });
    return titled(title, removeValue(setting, context));
  };
}

/** Switches an option on, beside the one that needs it. */
function addSwitch(name: string): Fixer {
  return (problem, context) => {
    const setting = settingAt(problem, context);
    if (setting === undefined) return [];
    const key = { path: [name], value: true };
    const title = context.translate("Add {text}", {
      text: setting.kind === "flag" ? `--${name}` : `"${name}"`,
    });
    return titled(title, addBeside(setting, [`--${name}`], key, context));
  };
}

function addLogMode(problem: Problem, context: FileContext): readonly Fix[] {
  const setting = settingsOf(problem, context).find(({ name }) => name === "log-opt");
  if (setting === undefined) return [];
  const key = { path: ["log-opts", "mode"], value: "non-blocking" };
  const title = context.translate("Add {text}", { text: "mode=non-blocking" });
  return titled(title, addBeside(setting, ["--log-opt=mode=non-blocking"], key, context));
}

function makeDaemonJson({ args }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const path = args["path"] ?? "";
  const newFiles = [{ uri: uriOfPath(path, file), text: "{}\n" }];
  return titled(translate("Create {path}", { path }), { changes: [], newFiles });
}

function offerTls(problem: Problem, context: FileContext): readonly Fix[] {
  return tlsOffers(context, problem.range.start);
}

function addLocalHost(problem: Problem, context: FileContext): readonly Fix[] {
  const setting = settingAt(problem, context);
  if (setting?.kind !== "flag") return [];
  const host = "unix:///var/run/docker.sock";
  const title = context.translate("Add {text}", { text: `-H ${host}` });
  return titled(title, addBeside(setting, ["-H", host], { path: [], value: host }, context));
}

/** Where systemd hands over nothing, dockerd makes the socket itself. */
function useSocketFile(problem: Problem, context: FileContext): readonly Fix[] {
  const { file, translate } = context;
  const host = "unix:///var/run/docker.sock";
  const written = file.text.slice(problem.range.start, problem.range.end);
  const newText = written.startsWith('"') ? JSON.stringify(host) : host;
  return titled(
    translate("Replace {text} with {replacement}", { text: written, replacement: host }),
    {
      changes: [{ uri: problem.uri, range: problem.range, newText }],
    },
  );
}

function addContainerd({ args }: Problem, context: FileContext): readonly Fix[] {
  const option = args["option"] ?? "";
  if (!option.includes("=")) return [];
  const title = context.translate("Add {text}", { text: option });
  return titled(title, addToCommand([option], context));
}

const mostInterfaces = 8;

function chooseInterface({ uri, range, args }: Problem, context: FileContext): readonly Fix[] {
  const { settings, translate } = context;
  const names = (settings.machine?.interfaces ?? []).filter(
    (name) => /^[\w.-]+$/.test(name) && name !== "lo",
  );
  return names.slice(0, mostInterfaces).map((name) => ({
    title: translate("Replace {text} with {replacement}", {
      text: args["name"] ?? "",
      replacement: name,
    }),
    changes: [{ uri, range, newText: name }],
  }));
}
