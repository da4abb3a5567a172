// Why something does not get through, and what mends it, in words by code.

export const causeTexts = {
  sourceStopped: "{source} does not run.",
  sourcePaused: "{source} is paused.",
  targetStopped: "{target} does not run.",
  targetPaused: "{target} is paused: its processes answer nothing.",
  noneMode: "{container} runs in mode none, where there is no network.",
  orphaned:
    "{container} shares the network namespace of {owner}, which is gone: nothing leads in or out.",
  noNetwork: "{container} is on no network any more: it was taken off all of them.",
  ownerStopped: "{container} shares the network namespace of {owner}, which does not run.",
  ownerRestarted:
    "{container} shares the network namespace of {owner}, and seems to have kept the old one when {owner} was started again.",
  noCommonNetwork: "{source} and {target} have no network in common.",
  sameNameNetworks:
    "{source} and {target} are on two different networks that are both called {network}.",
  nameElsewhere:
    "The name {name} belongs to {target}, which has no network in common with {source}.",
  defaultBridgeNames: "{source} and {target} meet on {network} only, which resolves no names.",
  resolverReplaced:
    "{source} asks the name server {resolver}, and not the engine's own, which alone knows containers.",
  gatewayMoved:
    "{source} seems to know a former hardware address of its gateway, {gateway}: what it sends there, to the engine's name server too, does not arrive.",
  engineResolverSilent: "The engine's own name server, {resolver}, does not answer in {source}.",
  nameOfSharer:
    "{target} shares the network namespace of {owner}, and is reached by the names of {owner} only: {name} is none of them.",
  aliasLost: "{target} is on {network}, and not under the name {name}.",
  nobodyNamed: "Nobody that {source} could reach has the name {name}.",
  ownDnsSilent: "The name servers that {source} was created with do not answer: {servers}.",
  resolverUndecided:
    "The name server of {source} says nothing of {name}. Whether its own server or the way to it fails is not to be seen from here: look which one the engine's host asks, and whether that answers there.",
  interContainerDisabled:
    "{network} keeps its containers apart: communication between containers is disabled on it.",
  internalNetwork: "{source} is only on internal networks, which lead nowhere outside: {networks}.",
  hostPortUsed:
    "{port} is the port on the host. Between containers the port is {containerPort}, the one that {target} listens at.",
  listensOnLoopback:
    "In {target} port {port} is open at {address} only, which nobody else reaches.",
  listensElsewhere:
    "In {target} port {port} is open at {address} only, which is not the address that was asked.",
  nothingListens: "Nothing in {target} listens at port {port}. Ports that are open: {open}.",
  portRefused:
    "{target} refuses connections at port {port}: nothing listens there, or at its loopback address only. What listens in it could not be read.",
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
  publishedElsewhere:
    "{address} is the host, whose port {port} leads to {target} from outside only. {source}, on another network, is kept from there; on a common one it is {target}:{containerPort}.",
  subnetShadowed:
    "{address} lies within {subnet}, the subnet of {network}, where no container has it. Packets for a machine of that address elsewhere never leave the host.",
  forwardingDisabled:
    "The host passes no packets on, so {source} reaches the host and nothing behind it.",
  hostCutOff:
    "The host of {source} does not reach {target} itself. Nothing is wrong with its containers' networks.",
  hostFirewall:
    "{address} is the host of {source} itself, whose firewall drops what its containers send to it.",
  forwardingFiltered:
    "The host reaches {target} itself and lets nothing of {source} through: its firewall drops what it should pass on, or no rule puts the host's address on it.",
  resolverSilent:
    "{source} reaches addresses outside but no names: {resolver} has no name server to ask that answers.",
  localhostAsked: "In {source}, {name} is {source} itself: neither its host nor another container.",
  refusedByRule:
    "{target} listens at port {port}, and the connection is refused all the same: a firewall rule rejects it.",
  ruleForbids: "A firewall rule between {source} and {target} forbids it, and says so.",
  pingFiltered: "Only ping is filtered: {target} answers at port {port}.",
  portFiltered:
    "{target} is reached, and port {port} keeps silent: a firewall rule drops what is sent there.",
  programSilent:
    "{target} accepts connections at port {port} and then says nothing to HTTP: its program hangs, is slow, or speaks something else there.",
  linkSilent:
    "{target} does not even say on {network} that its address is its own: its interface there is down, or has another address.",
  targetSilent:
    "Nothing comes back from {target}, neither to ping nor at a port. Which rule drops it is not to be seen from {source}: look at those in the network namespace of {target}, and at those of the host.",
  outsideSilent:
    "Nothing comes back to {source} from {name}. What stops it is not to be seen from a container: look whether the host itself gets there, and at its forwarding and firewall rules.",
  helperMissing:
    "{source} lacks the tools or the right to ask, and {image}, which a helper would need for it, is not on the engine.",
  pingNotAllowed: "Nobody may send a ping from {source}: neither its own user nor a helper's.",
} as const;

export type CauseCode = keyof typeof causeTexts;

export const fixTexts = {
  start: "Start {container}.",
  unpause: "Unpause {container}.",
  restart: "Restart {container}.",
  learnAnew:
    "Wait a minute, until {container} has learnt it anew. To have the host tell of such changes: sysctl -w net.ipv4.conf.all.arp_notify=1.",
  startBoth: "Start {owner}, then restart {container}.",
  recreate: "Create {container} anew, with a container that exists.",
  connect: "Connect {container} to {network}.",
  connectNew: "Put both on a network of their own, which also resolves their names.",
  leaveNone: "Take {container} off none, and connect it to {network}.",
  connectOutside: "If it shall get out, connect {container} to {network} too.",
  otherNetwork: "If they shall talk, put both on a network that allows it.",
  usePort: "Use {target}:{port}.",
  listenEverywhere: "Have it listen at 0.0.0.0 instead.",
  recreateOn: "Create {container} anew, on {network}.",
  recreateDns: "Create {container} anew without --dns, or with a name server that answers.",
  reconnect: "Connect {container} to {network} anew, with the alias {name}.",
  useName: "Use the name {name}.",
  checkFirewall: "Look at the firewall rules in {container}, and on the host.",
  pull: "Pull {image}.",
  askAnyPort: "Check with a port instead, which takes no such right.",
  checkPort: "Compare the port with what the program in {target} is told to listen at.",
  readLog: "Look into the log of {container}.",
  askPort: "Check with a port instead: {target}:{port}.",
  openGossipPort: "Open tcp/7946 and udp/7946 between {hosts}, and tcp/2377 to the managers.",
  openDataPort:
    "Open udp/{port} between the hosts. Where something else needs that port, make the swarm anew with --data-path-port.",
  openEncrypted: "Let IP protocol 50 and udp/{port} pass between the hosts.",
  noOffload:
    "On both hosts, turn that off for the card between them: ethtool -K CARD tx-checksum-ip-generic off.",
  smallerMtu: "Make {network} anew with {mtu} as its MTU option, and connect its containers again.",
  smallerDaemonMtu: "Set “mtu” to {mtu} in daemon.json, and restart Docker.",
  otherSubnet: "Make {network} anew with a subnet that nobody uses, such as {subnet}.",
  enableForwarding: "On the host, set it: sysctl -w net.ipv4.ip_forward=1. Then restart Docker.",
  checkHost: "Check the way out of the host: its routes, its firewall and its uplink.",
  checkRules:
    "Look at the host's rules (iptables -S FORWARD, iptables -S DOCKER-USER). Restarting Docker puts its own back.",
  letIntoHost:
    "Let it in at the host's firewall, with ufw for example: ufw allow from {subnet} to any port PORT.",
  setDns:
    "Set “dns” in daemon.json to name servers that answer, and restart Docker; for one container, run it with --dns.",
} as const;

export type FixCode = keyof typeof fixTexts;
