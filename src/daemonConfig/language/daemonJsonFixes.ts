// Fixes for daemon.json.
import { membersOf, type JsonFaultKind } from "../syntax/daemonJson.ts";
import { shapeOf } from "../rules/jsonShapes.ts";
import { optionOfKey } from "../options/daemonKeys.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Problem } from "../rules/problem.ts";
import { changeKeys, isEditable } from "./daemonJsonEdits.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import { memberAt, removalInJson, settingIn } from "./memberRemoval.ts";
import { nearestOf } from "./optionFacts.ts";
import type { Fixers } from "./quickFix.ts";

/** By code of the problem. */
export const daemonJsonFixers: Fixers = {
  jsonByteOrderMark: removeText,
  jsonTrailingContent: removeRest,
  jsonEmpty: writeObject,
  jsonSyntax: completeSyntax,
  repeatedKey: removeMember,
  unknownKey: removeMember,
  keyNotYet: removeMember,
  keyRemoved: renameOrRemove,
  keyRefused: removeMember,
  keyDeprecated: renameOrRemove,
  keyIgnored: removeMember,
  keyTwice: removeMember,
  flagNameAsKey: putIntoList,
  proxyOutsideProxies: moveProxies,
  unknownField: removeMember,
  refusedField: removeMember,
  invalidKeyValue: nearestKeyValue,
};

function removeText({ uri, range }: Problem, { translate }: FileContext): readonly Fix[] {
  return [{ title: translate("Remove it"), changes: [{ uri, range, newText: "" }] }];
}

/** dockerd points at the first character only. */
function removeRest({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const start = file.text.slice(0, range.start).trimEnd().length;
  const rest = { start, end: file.text.length };
  const title = translate("Remove everything from here on");
  return [{ title, changes: [{ uri, range: rest, newText: "\n" }] }];
}

function writeObject({ uri, range }: Problem, { translate }: FileContext): readonly Fix[] {
  return [
    { title: translate("Write an empty object"), changes: [{ uri, range, newText: "{}\n" }] },
  ];
}

const missing: Readonly<Partial<Record<JsonFaultKind, string>>> = {
  missingComma: ",",
  missingColon: ":",
};

/** The character that is missing, right behind what comes before it. */
function completeSyntax({ uri, range }: Problem, { file, translate }: FileContext): readonly Fix[] {
  const [fault] = parsedDaemonJson(file.text).faults;
  const newText = fault && missing[fault.kind];
  if (newText === undefined) return [];
  const at = file.text.slice(0, range.start).trimEnd().length;
  return [
    {
      title: translate("Insert {text}", { text: newText }),
      changes: [{ uri, range: { start: at, end: at }, newText }],
    },
  ];
}

function removeMember(problem: Problem, { file, translate }: FileContext): readonly Fix[] {
  const { uri, range } = problem;
  const member = memberAt(parsedDaemonJson(file.text).root, range);
  if (member === undefined || problem.replacement !== undefined) return [];
  return [
    {
      title: translate('Remove "{key}"', { key: member.key }),
      changes: [{ uri, range: removalInJson(file.text, member.range), newText: "" }],
    },
  ];
}

/** Where one key replaces another, the value stays. */
function renameOrRemove(problem: Problem, context: FileContext): readonly Fix[] {
  const { uri, range, args } = problem;
  const instead = /^"([a-z-]+)"$/.exec(args["instead"] ?? "")?.[0];
  if (instead === undefined) return removeMember(problem, context);
  return [
    {
      title: context.translate("Replace {text} with {replacement}", {
        text: context.file.text.slice(range.start, range.end),
        replacement: instead,
      }),
      changes: [{ uri, range, newText: instead }],
    },
  ];
}

/** `"host": "fd://"` means `"hosts": ["fd://"]`. */
function putIntoList(
  problem: Problem,
  { file, configuration, translate }: FileContext,
): readonly Fix[] {
  const { uri, args, replacement } = problem;
  const member = memberAt(parsedDaemonJson(file.text).root, problem.range);
  const name = args["name"] ?? "";
  const option = optionOfKey(name, configuration.data);
  const shape = option && shapeOf(option, configuration.version);
  const isList = shape?.kind === "list" && shape.item.kind === "string";
  if (replacement !== undefined || !isList || member?.value.kind !== "string") return [];
  const { start, end } = member.value.range;
  const written = `${JSON.stringify(name)}: [${file.text.slice(start, end)}]`;
  return [
    {
      title: translate("Replace {text} with {replacement}", {
        text: JSON.stringify(member.key),
        replacement: `${JSON.stringify(name)}: […]`,
      }),
      changes: [{ uri, range: member.range, newText: written }],
    },
  ];
}

/** All of them at once: each alone would be one more object of the same name. */
function moveProxies(problem: Problem, { file, translate }: FileContext): readonly Fix[] {
  if (problem.replacement !== undefined || !isEditable(file.text)) return [];
  const proxies = membersOf(parsedDaemonJson(file.text)).filter(({ key }) => proxyNames.has(key));
  const changes = proxies.flatMap(({ key, value }) =>
    value.kind === "string"
      ? [
          { path: [key], value: undefined },
          { path: ["proxies", key], value: value.text },
        ]
      : [],
  );
  return [{ title: translate('Move into "proxies"'), changes: [changeKeys(file, changes)] }];
}

const proxyNames: ReadonlySet<string> = new Set(["http-proxy", "https-proxy", "no-proxy"]);

/** One of the few values that a key takes. */
export function nearestKeyValue({ uri, range }: Problem, context: FileContext): readonly Fix[] {
  const { file, configuration, translate } = context;
  const setting = settingIn(parsedDaemonJson(file.text).root, range);
  const option = setting && optionOfKey(setting.key, configuration.data);
  const written = file.text.slice(range.start, range.end);
  const value = option && nearestOf(option, written.slice(1, -1), configuration.version);
  if (value === undefined || !written.startsWith('"')) return [];
  const newText = JSON.stringify(value);
  const title = translate("Replace {text} with {replacement}", {
    text: written,
    replacement: newText,
  });
  return [{ title, changes: [{ uri, range, newText }] }];
}
