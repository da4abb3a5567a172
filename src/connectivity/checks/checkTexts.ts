// What can be wrong with a file of network checks, in words by code.

export const checkTexts = {
  syntax: "{message}",
  notChecks: "A file of network checks is a map with one key, “checks”, and a list under it.",
  noChecks: "There are no checks. Write a list under “checks”.",
  unknownKey: "There is no key “{key}” here. There are: {known}.",
  misspelledKey: "There is no key “{key}”. “{guess}” is meant?",
  repeatedKey: "“{key}” stands here twice. Keep one.",
  notACheck: "A check is a map with “from” and “to”, or with “mesh”.",
  missingKey: "“{key}” is missing.",
  meshWithEnds: "A mesh is from everyone to everyone: “{key}” has no place beside “mesh”.",
  notText: "“{key}” takes a text.",
  oneOf: "Write one of these only: {keys}.",
  notASelector:
    "Not a container: “{text}”. Write a container's name, “project/service”, or a map with “label”.",
  notALabel: "Not a label: “{text}”. Write “name” or “name=value”.",
  notATarget:
    "Not a target: “{text}”. Write a container's name, “project/service”, a host name or an address, each with “:port” if need be, “http://host:port/path”, or “internet”.",
  onlyHttp: "HTTPS is not asked. Write “host:443” to ask whether the port accepts connections.",
  notAPath: "Not a path: “{text}”. It starts with a slash and has no blanks.",
  notAStatus: "Not an HTTP status: “{text}”. Write one such as “200”.",
  statusWithoutPath:
    "“status” is that of an answer over HTTP. Write the target as “http://host:port/path”.",
  statusBlocked: "“status” is that of an answer, and what is blocked gives none.",
  notAPort: "Not a port: “{text}”. Ports are 1 to 65535.",
  onlyTcp: "Only TCP ports can be asked: UDP has no answer that tells.",
  notAnExpectation: "Not an expectation: “{text}”. Write “reachable” or “blocked”.",
  notATime: "Not a time: “{text}”. Write one such as “50ms” or “2s”.",
  withinBlocked: "“within” says how soon an answer comes, and what is blocked gives none.",
} as const;

export type CheckProblemCode = keyof typeof checkTexts;
