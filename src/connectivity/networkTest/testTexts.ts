// The words of network tests, by code.

/** What tells an end from others of its name. */
export const endTexts = {
  at: "{address}",
  asleep: "does not run",
  addressless: "no address",
  elsewhere: "{address} on host {host}, only asked",
  asks: "asks",
  ownName: "name on {networks}",
  alias: "alias of {containers} on {networks}",
  service: "Compose service of {containers} on {networks}",
  addressOf: "{container} on {network}",
  gateway: "gateway of {network}",
  outside: "outside",
  packetAcross: "largest packet on {network} to host {host}",
  packetOutside: "largest packet to the outside",
} as const;

export type EndCode = keyof typeof endTexts;

/** A few words for a cell. */
export const cellTexts = {
  time: "{time} ms",
  loss: "{loss}% lost",
  reachable: "reachable",
  packet: "{bytes} bytes",
  noAnswer: "no answer",
  refused: "refused",
  noRoute: "no way there",
  prohibited: "forbidden by a rule",
  noSuchName: "no such name",
  resolverSilent: "name server silent",
  noTool: "no tool to ask with",
  notAllowed: "may not send",
  noRoom: "no room to send",
  ended: "not answered",
  notProbed: "not asked",
  sourceStopped: "source does not run",
  sourcePaused: "source is paused",
  sourceNoNetwork: "source has no network",
  targetStopped: "does not run",
  targetAddressless: "no address",
} as const;

export type CellCode = keyof typeof cellTexts;

/** What was asked of a cell and what came of it, as sentences. */
export const factTexts = {
  asked: "{source} asked {target} by {kind}.",
  askedAt: "{source} asked {target} at {address} by {kind}.",
  reached: "It answered.",
  reachedIn: "It answered after {time} ms.",
  carries: "The largest packet that passes in one piece has {bytes} bytes.",
  lost: "{loss}% of the packets were lost.",
  noAnswer: "Nothing came back.",
  refused: "It refused: nobody listens there, or a rule says no.",
  noRoute: "There is no way to it: nothing could be sent, or a router said so.",
  prohibited: "A rule forbids it.",
  noSuchName: "The name server says that there is no such name.",
  resolverSilent: "The name server did not answer.",
  noTool: "Neither the image of {source} nor a helper container has what it takes to ask.",
  notAllowed: "{source} may not send, and no helper container could.",
  noRoom: "Nothing could be sent: the host's table of neighbors is full.",
  ended: "The question was not answered in time.",
  notProbed: "Nothing could be asked.",
  resolvedBy: "The name server {resolver} knows it as {addresses}.",
  resolvedByHosts: "The hosts file of {source} knows it as {addresses}.",
  neighborAbsent: "The kernel of {source} did not learn a link address for it.",
  neighborSilent: "The kernel of {source} asked for its link address, and nobody answered.",
  neighborKnown: "The kernel of {source} knows its link address.",
  byHelper: "The image of {source} has no tool for it, so a helper container in its network asked.",
  sourceStopped: "{source} does not run, so nothing can be asked from it.",
  sourcePaused: "{source} is paused, so nothing can be asked from it.",
  sourceNoNetwork: "{source} runs in mode none, where there is no network.",
  targetStopped: "{target} does not run, so there is nobody to ask.",
  targetAddressless: "{target} has no address there.",
  waiting: "There is no answer yet.",
} as const;

export type FactCode = keyof typeof factTexts;
