// Why something does not get through, and what mends it, in words by code.

export const causeTexts = {
  sourceStopped: "{source} does not run.",
  sourcePaused: "{source} is paused.",
  targetStopped: "{target} does not run.",
  targetPaused: "{target} is paused: its processes answer nothing.",
  noneMode: "{container} runs in mode none, where there is no network.",
  orphaned:
    "{container} shares the network namespace of {owner}, which is gone: nothing leads in or out.",
  ownerStopped: "{container} shares the network namespace of {owner}, which does not run.",
  ownerRestarted:
    "{container} shares the network namespace of {owner}, and seems to have kept the old one when {owner} was started again.",
  noCommonNetwork: "{source} and {target} have no network in common.",
  nameElsewhere:
    "The name {name} belongs to {target}, which has no network in common with {source}.",
  defaultBridgeNames: "{source} and {target} meet on {network} only, which resolves no names.",
  interContainerDisabled:
    "{network} keeps its containers apart: communication between containers is disabled on it.",
  internalNetwork: "{source} is only on internal networks, which lead nowhere outside: {networks}.",
  hostPortUsed:
    "{port} is the port on the host. Between containers the port is {containerPort}, the one that {target} listens at.",
  listensOnLoopback:
    "In {target} port {port} is open at {address} only, which nobody else reaches.",
  nothingListens: "Nothing in {target} listens at port {port}. Ports that are open: {open}.",
  portRefused:
    "{target} refuses connections at port {port}: nothing listens there, or at its loopback address only. What listens in it could not be read.",
  pingFiltered: "Only ping is filtered: {target} accepts connections at port {port}.",
} as const;

export type CauseCode = keyof typeof causeTexts;

export const fixTexts = {
  start: "Start {container}.",
  unpause: "Unpause {container}.",
  restart: "Restart {container}.",
  startBoth: "Start {owner}, then restart {container}.",
  recreate: "Create {container} anew, with a container that exists.",
  connect: "Connect {container} to {network}.",
  connectNew: "Put both on a network of their own, which also resolves their names.",
  leaveNone: "Take {container} off none, and connect it to {network}.",
  connectOutside: "If it shall get out, connect {container} to {network} too.",
  otherNetwork: "If they shall talk, put both on a network that allows it.",
  usePort: "Use {target}:{port}.",
  listenEverywhere: "Have it listen at 0.0.0.0 instead.",
  checkPort: "Compare the port with what the program in {target} is told to listen at.",
  askPort: "Check with a port instead: {target}:{port}.",
} as const;

export type FixCode = keyof typeof fixTexts;
