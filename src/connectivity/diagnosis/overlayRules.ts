// Causes between the hosts of an overlay network: what they tell each other, and what carries its packets.
import { isSilent } from "./answers.ts";
import type { Cause, CauseRule, Evidence, Facts } from "./cause.ts";
import { elsewhere, gossipPort, missingPeers, overlaysOf, type Elsewhere } from "./surroundings.ts";

export const overlayRules: readonly CauseRule[] = [hostsApart, packetsLost, connectionsLost];

/** A name is unknown where the host that has it is not heard of. */
function hostsApart(facts: Facts): Cause | undefined {
  const { answers, around } = facts;
  const isUnknown = answers.length > 0 && answers.every(({ reason }) => reason === "noSuchName");
  const [network] = overlaysOf(facts);
  if (facts.target !== undefined || !isUnknown || network === undefined) return undefined;
  const closed = missingPeers(facts).filter((host) => isClosed(facts, host));
  if (closed.length === 0) return undefined;
  const own = around?.swarm?.ownAddress ?? "";
  const peers = around?.overlays.get(network.id)?.peers ?? [];
  // A host that answers otherwise does run.
  const runs = closed.some((host) => hostAnswer(facts, host, "ping")?.verdict === "reachable");
  return {
    code: "hostsApart",
    args: { name: facts.name, network: network.name, own, hosts: closed.join(", ") },
    sure: runs ? "certain" : "likely",
    evidence: [
      { of: network.name, fact: `peers ${peers.join(", ")}` },
      ...closed.flatMap((host) => evidenceOf(facts, host)),
    ],
    fix: { code: "openGossipPort", args: { hosts: [own, ...closed].join(", ") }, commands: [] },
  };
}

/** Names, which take another way, are known; packets do not arrive. */
function packetsLost(facts: Facts): Cause | undefined {
  const { answers, further, around } = facts;
  const there = elsewhere(facts);
  if (there === undefined || !isSilent(answers)) return undefined;
  const pings = [...answers, ...further].filter(({ probe }) => probe.kind === "ping");
  if (pings.length === 0 || pings.some(({ verdict }) => verdict === "reachable")) return undefined;
  const { network, member } = there;
  const args = {
    source: facts.source.name,
    network: network.name,
    target: member?.name ?? facts.name,
    host: member?.hostAddress ?? "another host",
    port: around?.swarm?.dataPort ?? 4789,
  };
  const evidence = [
    ...pings.map(({ probe, reason }) => ({ of: probe.target, fact: reason ?? "" })),
    ...(member === undefined ? [] : evidenceOf(facts, member.hostAddress)),
  ];
  if ("encrypted" in network.options) {
    const fix = { code: "openEncrypted", args, commands: [] } as const;
    const told = [{ of: network.name, fact: "encrypted" }, ...evidence];
    return { code: "encryptedPacketsLost", args, sure: "likely", evidence: told, fix };
  }
  return {
    code: "packetsLost",
    args,
    // The host answers, and nobody on it does: not one container's own doing.
    sure: pings.length > 1 && isOpen(facts, there) ? "certain" : "likely",
    evidence,
    fix: { code: "openDataPort", args, commands: [] },
  };
}

/** Pings cross and no connection does, at whatever port: what the checksums of TCP alone would explain. */
function connectionsLost(facts: Facts): Cause | undefined {
  const there = elsewhere(facts);
  if (there === undefined || !isSilent(facts.answers)) return undefined;
  const all = [...facts.answers, ...facts.further].filter(({ addresses, probe }) => {
    return (probe.address ?? addresses[0]) === there.address;
  });
  const tcp = all.filter(({ probe }) => probe.kind === "tcp");
  const ping = all.find(({ probe }) => probe.kind === "ping");
  if (ping?.verdict !== "reachable" || tcp.length < 2 || !isSilent(tcp)) return undefined;
  const args = {
    source: facts.source.name,
    target: there.member?.name ?? facts.name,
    host: there.member?.hostAddress ?? "another host",
  };
  const ports = tcp.map(({ probe }) => ("port" in probe ? probe.port : 0));
  return {
    code: "connectionsLost",
    args,
    sure: "likely",
    evidence: [
      { of: args.target, fact: "answers to ping" },
      ...ports.map((port) => ({ of: args.target, fact: `no answer at port ${port}` })),
    ],
    fix: { code: "noOffload", args, commands: [] },
  };
}

function isClosed(facts: Facts, host: string): boolean {
  // Who refuses is there, and has no engine of the swarm.
  const answer = hostAnswer(facts, host, "tcp");
  return answer?.verdict === "blocked" && answer.reason !== "refused";
}

function isOpen(facts: Facts, { member }: Elsewhere): boolean {
  return hostAnswer(facts, member?.hostAddress ?? "", "tcp")?.verdict === "reachable";
}

/** What another host answered to this one. */
function hostAnswer(
  { around }: Facts,
  host: string,
  kind: "tcp" | "ping",
): Facts["answers"][number] | undefined {
  return around?.host?.answers.find(({ probe }) => probe.target === host && probe.kind === kind);
}

function evidenceOf(facts: Facts, host: string): readonly Evidence[] {
  return (["tcp", "ping"] as const).flatMap((kind) => {
    const answer = hostAnswer(facts, host, kind);
    if (answer === undefined) return [];
    const asked = kind === "tcp" ? `tcp/${gossipPort}` : "ping";
    return [{ of: host, fact: `${asked} ${answer.reason ?? "reachable"}` }];
  });
}
