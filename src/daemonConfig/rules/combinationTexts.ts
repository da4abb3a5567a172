// The words of what is wrong with options together, however each of them is set.
import type { ProblemTexts } from "./problemTexts.ts";

export const combinationTexts = {
  bridgeWithBip:
    "dockerd does not start with both {bridge} and {bip}: a bridge of your own has its addresses already.",
  iccWithoutIptables:
    "dockerd does not start with {icc} off while {iptables} is off: it keeps containers apart with its rules.",
  masqueradeWithoutIptables: "{masquerade} has no effect while {iptables} is off.",
  fixedCidrOutsideBip:
    "{fixedCidr} is not inside the subnet {subnet} of {bip}, so containers get addresses that lead nowhere.",
  gatewayOutsideSubnet: "dockerd does not start: {gateway} is not inside the subnet {subnet}.",
  ipv6WithoutSubnet:
    "dockerd {version} does not start with IPv6 on the default bridge without a subnet for it: set fixed-cidr-v6.",
  ip6tablesWithoutExperimental:
    "dockerd {version} does not start with {ip6tables} unless experimental is on too.",
  overlappingPools:
    "The pool {pool} overlaps with {other}: networks get addresses from one of them only.",
  tlsFilesUnused: "{file} has no effect: TLS is off. Set tlsverify.",
  advertiseWithoutStore: "dockerd does not start with {advertise} without a cluster-store.",
  storeTlsIncomplete:
    "The key-value store is reached without TLS: kv.cacertfile, kv.certfile and kv.keyfile count only together.",
  storeTimes: "dockerd does not start: discovery.ttl has to be longer than discovery.heartbeat.",
  liveRestoreWithSwarm:
    "{liveRestore} and swarm mode exclude each other: swarm mode will not start.",
  nftablesWithSwarm:
    "{backend} and swarm mode exclude each other: swarm mode will not start while iptables is on.",
  cgroupParentNotSlice:
    'With the systemd cgroup driver, dockerd does not start unless {parent} is a slice such as "docker.slice".',
  unknownCgroupDriver: "There is no cgroup driver {driver}. dockerd takes cgroupfs or systemd.",
  sameNamespaces:
    "dockerd does not start with one containerd namespace for containers and plugins.",
  unknownRuntime: "dockerd does not start: no runtime is named {runtime}.",
  deprecatedStorageDriver:
    "The storage driver {driver} is deprecated, and gone in {release}: the images have to be moved before.",
  unknownStorageOption:
    "dockerd does not start: the storage driver {driver} has no option {option}.",
  storageOptionRemoved: "dockerd does not start: the option {option} was removed in {release}.",
  unknownLogDriver:
    "dockerd starts, but no container does without a plugin of this name: there is no log driver {driver}. Did you mean {suggestion}?",
  unknownLogOption: "dockerd does not start: the log driver {driver} has no option {option}.",
  logOptionNotYet:
    "dockerd does not start: the log driver {driver} has the option {option} since {release}.",
  logOptionRemoved:
    "dockerd does not start: the option {option} of {driver} was removed in {release}.",
  logBufferWithoutMode: "dockerd does not start with max-buffer-size unless mode is non-blocking.",
  logModeUnknown: "dockerd does not start: a log's mode is blocking or non-blocking, not {mode}.",
} as const satisfies ProblemTexts;
