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
  hostsApart:
    "Nobody on {network} here has heard of {name}: {hosts}, which may have it, does not answer at tcp/7946, where the hosts of a swarm tell each other who is on a network.",
  packetsLost:
    "{source} knows where {target} is, on {host}, but no packet of {network} arrives there: udp/{port} between the hosts is closed.",
  encryptedPacketsLost:
    "{source} knows where {target} is, on {host}, but no packet of {network}, which is encrypted, arrives there: IP protocol 50 (ESP) is blocked between the hosts, or their kernels lack it.",
  connectionsLost:
    "{target} on {host} answers to ping, and no connection gets there at any port: the network card computes wrong checksums for what an overlay network wraps.",
  mtuTooLarge:
    "{network} sends packets of up to {mtu} bytes, and the way from {source} to {target} carries {largest} at most: connections open, and hang once there is much to send.",
  subnetShadowed:
    "{address} lies within {subnet}, the subnet of {network}, where no container has it. Packets for a machine of that address elsewhere never leave the host.",
  forwardingDisabled:
    "The host passes no packets on, so {source} reaches the host and nothing behind it.",
  hostCutOff:
    "The host of {source} does not reach {target} itself. Nothing is wrong with its containers' networks.",
  forwardingFiltered:
    "The host reaches {target} itself and lets nothing of {source} through: its firewall drops what it should pass on, or no rule puts the host's address on it.",
  resolverSilent:
    "{source} reaches addresses outside but no names: {resolver} has no name server to ask that answers.",
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
  openGossipPort: "Open tcp/7946 and udp/7946 between {hosts}, and tcp/2377 to the managers.",
  openDataPort:
    "Open udp/{port} between the hosts. Where something else needs that port, make the swarm anew with --data-path-port.",
  openEncrypted: "Let IP protocol 50 and udp/{port} pass between the hosts.",
  noOffload:
    "On both hosts, turn that off for the card between them: ethtool -K CARD tx-checksum-ip-generic off.",
  smallerMtu: "Make {network} anew with an MTU of {mtu}, its containers disconnected meanwhile.",
  smallerDaemonMtu: "Set “mtu” to {mtu} in daemon.json, and restart Docker.",
  otherSubnet: "Make {network} anew with a subnet that nobody uses, such as {subnet}.",
  enableForwarding: "On the host, set it: sysctl -w net.ipv4.ip_forward=1. Then restart Docker.",
  checkHost: "Check the way out of the host: its routes, its firewall and its uplink.",
  checkRules:
    "Look at the host's rules (iptables -S FORWARD, iptables -S DOCKER-USER). Restarting Docker puts its own back.",
  setDns:
    "Set “dns” in daemon.json to name servers that answer, and restart Docker; for one container, run it with --dns.",
} as const;

export type FixCode = keyof typeof fixTexts;
