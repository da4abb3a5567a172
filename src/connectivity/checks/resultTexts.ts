// What became of a check, in words by code.

export const resultTexts = {
  reaches: "{source} reaches {target}.",
  reachesIn: "{source} reaches {target} in {time} ms.",
  isBlocked: "{source} does not reach {target}.",
  noAnswer: "{source} does not reach {target}: no answer comes back.",
  refused: "{source} does not reach {target}: nobody listens at the port, or a rule refuses it.",
  noRoute: "{source} does not reach {target}: there is no way to it.",
  prohibited: "{source} does not reach {target}: a rule forbids it.",
  noSuchName: "{source} does not reach {target}: it does not know that name.",
  resolverSilent: "{source} does not reach {target}: its name server does not answer.",
  sourceHasNoNetwork: "{source} does not reach {target}: it runs in mode none.",
  targetHasNoNetwork: "{source} does not reach {target}, which runs in mode none.",
  targetOnNoNetwork: "{source} does not reach {target}, which is on no network.",
  targetDoesNotRun: "{source} does not reach {target}, which does not run.",
  open: "{source} reaches {target}, which is expected to be blocked.",
  tooSlow: "{source} reaches {target} in {time} ms, and {within} ms are expected at most.",
  otherStatus: "{target} answers {source} with HTTP status {status}, and {wanted} is expected.",
  untimed: "{source} reaches {target}, but how long that takes could not be told.",
  unknownName:
    "{source} does not know the name {target}, so nothing was asked. Where that is meant to be blocked, write an address, a container or “project/service”.",
  blockedForNow:
    "{target} does not run, so nothing was asked. It would not be reached from anywhere.",
  sourceStopped: "{source} does not run, so nothing can be asked from it. Start it.",
  sourcePaused: "{source} is paused, so nothing can be asked from it. Unpause it.",
  noTool:
    "Nothing could be asked from {source}: its image lacks the tools, and the helper image is not there. Pull the helper image.",
  notAllowed: "Nothing could be asked from {source}: it may not send, and no helper could.",
  noRoom:
    "Nothing could be sent from {source} to {target}: the host's table of neighbors is full. Ask fewer at once, or raise net.ipv4.neigh.default.gc_thresh3 on the host.",
  ended: "The answer of {target} to {source} did not come before the end.",
  notAsked: "Nothing could be asked from {source}: {detail}",
  noAddress: "Nobody knows an address at which {source} could ask {target}.",
  onlyAsked:
    "On other hosts, and only asked: {names}. Whom they reach themselves is seen from their own engines.",
  nobodyMatches: "No container matches {selector}.",
  nobodyRuns: "No container that matches {selector} runs. Start one.",
  nobodyElse: "There is nobody to ask but {source} itself.",
  noContainer: "There is no container {name}.",
  misspelledContainer: "There is no container {name}. {guess} is meant?",
  isService: "There is no container {name}. The Compose service is {service}.",
  noNetwork: "There is no network {name}.",
  misspelledNetwork: "There is no network {name}. {guess} is meant?",
  sharesHost:
    "The containers on {name} share the host's own network, so there is nothing between them to ask about.",
  leftOutStopped: "Left out, since they do not run: {names}.",
  leftOutPaused: "Left out, since they are paused: {names}.",
  leftOutHosts: "Left out: containers on {name} of other hosts, which this engine cannot ask from.",
  lonely: "Fewer than two containers run on {name}, so there is nothing to ask.",
} as const;

export type ResultCode = keyof typeof resultTexts;

/** A sentence of `resultTexts`, to be put into the reader's language. */
export interface CheckStatement {
  readonly code: ResultCode;
  readonly args: Readonly<Record<string, string | number>>;
}
