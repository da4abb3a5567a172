// The words of what is wrong inside a daemon.json.
import type { ProblemTexts } from "./problemTexts.ts";

export const daemonJsonTexts = {
  jsonSyntax: "This is not valid JSON: {detail}.",
  jsonComment: "JSON has no comments, and dockerd does not start with one. Take it out.",
  jsonTrailingComma: "JSON has no comma after the last element. Take it out.",
  jsonTrailingContent:
    "The configuration ends before this. dockerd up to 20.10 ignores the rest, newer ones do not start.",
  jsonByteOrderMark:
    "dockerd before 23.0 does not start with a byte order mark. Save the file as UTF-8 without one.",
  jsonEmpty: "dockerd before 23.0 does not start with an empty daemon.json. Write {} into it.",
  jsonNotObject: "daemon.json has to be one object: { … }.",
  repeatedKey: '"{key}" is written again further down. dockerd takes the last one.',
  unknownKey: 'dockerd has no option "{key}", and does not start with it.',
  misspelledKey: 'dockerd has no option "{key}". Did you mean "{guess}"?',
  keyCase: 'dockerd does not start with "{key}": the option is written "{name}".',
  keyNotYet: '"{key}" exists since {release}. dockerd {version} does not know it.',
  keyRemoved:
    '"{key}" was removed in {release}, and dockerd does not start with it. Instead: {instead}.',
  keyRefused:
    'dockerd {version} does not start with "{key}" in daemon.json, although it has a setting of that name.',
  keyDeprecated: '"{key}" is deprecated since {release}. Instead: {instead}.',
  keyIgnored: 'dockerd accepts "{key}" in daemon.json, and does nothing with it.',
  flagNameAsKey:
    'dockerd accepts "{key}" and does nothing with it: in daemon.json the option is called "{name}".',
  proxyOutsideProxies:
    'dockerd ignores "{key}" here. It takes it from inside "proxies": { … } only.',
  unknownObject:
    'dockerd has no option "{key}" and ignores what is inside. Options belong on the top level.',
  unknownField: 'dockerd does nothing with "{key}" inside "{parent}".',
  refusedField: 'dockerd does not start with "{key}" inside "{parent}".',
  wrongType: '"{key}" has to be {expected}, and is {found}. dockerd does not start with it.',
  invalidKeyValue: '"{key}" does not take {value}: {detail}.',
  keyTwice: '"{key}" and "{other}" set the same option. dockerd takes one of them only.',
  runtimeWithoutPath:
    'The runtime "{name}" needs a path or a runtimeType. dockerd does not start without.',
  runtimeParts: 'The runtime "{name}" has {one} and {other}, which do not go together.',
  unusableLimit: 'dockerd starts with the limit "{name}", but no container does: {detail}.',
} as const satisfies ProblemTexts;
